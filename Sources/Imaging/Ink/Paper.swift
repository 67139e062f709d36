/// The tone of a crop's paper and of the ink on it, 0…255.
public struct Paper: Hashable, Sendable {
  /// The most common bright tone.
  public var tone: Int
  /// The tone that four in a thousand pixels are darker than.
  public var darkest: Int

  public init(_ plane: GreyPlane) { self.init(plane, rim: 0) }

  /// Leaves out `rim` pixels on each side of `plane`.
  package init(_ plane: GreyPlane, rim: Int) {
    let (histogram, pixels) = plane.histogram(rim: max(0, rim))
    // Paper is what most of the brighter half looks like; smoothed over five tones.
    var most = -1, best = 255
    for tone in 96..<256 {
      let smooth = histogram[max(0, tone - 2)...min(255, tone + 2)].reduce(0, +)
      if smooth > most { (most, best) = (smooth, tone) }
    }
    tone = best
    var seen = 0, level = 0
    while level < tone, seen + histogram[level] <= pixels / 250 {
      seen += histogram[level]
      level += 1
    }
    darkest = level
  }

  /// The level below which a pixel counts as ink: half way to the darkest, and never nearer to the paper than `least`.
  ///
  /// Print that shines through from the back is fainter than what is written in front: half way leaves it out where there is
  /// writing, `least` where there is none.
  public func level(least: Int) -> UInt8 {
    let contrast = max(least, (tone - darkest) / 2)
    return UInt8(max(1, min(254, tone - contrast)))
  }
}

extension GreyPlane {
  /// How many pixels have each tone, and how many there are, but for `rim` pixels on each side.
  fileprivate func histogram(rim: Int) -> (counts: [Int], pixels: Int) {
    let columns = width - 2 * rim, rows = height - 2 * rim
    var counts = [Int](repeating: 0, count: 256)
    guard columns > 0, rows > 0 else { return (counts, 0) }
    unsafe pixels.withUnsafeBytes { pixels in
      unsafe counts.withUnsafeMutableBufferPointer { counts in
        for y in rim..<rim + rows {
          var place = y &* width &+ rim
          let end = place &+ columns
          while place < end {
            // Paper is mostly one tone: eight pixels of it count at once.
            if place &+ 8 <= end {
              let eight = unsafe pixels.loadUnaligned(fromByteOffset: place, as: UInt64.self)
              if eight == (eight & 255) &* 0x0101_0101_0101_0101 {
                unsafe counts[Int(eight & 255)] &+= 8
                place &+= 8
                continue
              }
            }
            unsafe counts[Int(pixels[place])] &+= 1
            place &+= 1
          }
        }
      }
    }
    return (counts, columns * rows)
  }
}
