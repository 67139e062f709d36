/// The tone of a crop's paper and of the ink on it, 0…255.
public struct Paper: Hashable, Sendable {
  /// The most common bright tone.
  public var tone: Int
  /// The tone that four in a thousand pixels are darker than.
  public var darkest: Int

  public init(_ plane: GreyPlane) {
    var histogram = [Int](repeating: 0, count: 256)
    for pixel in plane.pixels { histogram[Int(pixel)] += 1 }
    // Paper is what most of the brighter half looks like; smoothed over five tones.
    let smooth = (0..<256).map { tone in (max(0, tone - 2)...min(255, tone + 2)).reduce(0) { $0 + histogram[$1] } }
    tone = (96..<256).max { smooth[$0] < smooth[$1] } ?? 255
    var seen = 0, level = 0
    while level < tone, seen + histogram[level] <= plane.pixels.count / 250 {
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
