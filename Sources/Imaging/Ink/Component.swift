/// A connected piece of ink: its box in pixels, how many pixels it has and which.
public struct Component: Hashable, Sendable {
  public var x, y, width, height: Int
  /// Its pixels as offsets into the mask it was found in.
  public var pixels: [Int32]

  public var area: Int { pixels.count }
  public var maxX: Int { x + width }
  public var maxY: Int { y + height }
  public var midX: Double { Double(x) + Double(width) / 2 }
  public var midY: Double { Double(y) + Double(height) / 2 }
  /// The share of its box that is ink, 0…1.
  public var fill: Double { Double(area) / Double(width * height) }
}

extension InkMask {
  /// The 8-connected pieces of ink, in the order in which their first pixels come row by row.
  public func components() -> [Component] {
    var rest = bits
    var found: [Component] = []
    var stack: [Place] = []
    unsafe rest.withUnsafeMutableBufferPointer { rest in
      unsafe Self.eachPixel(of: UnsafeBufferPointer(rest), in: 0..<rest.count) { start in
        unsafe found.append(piece(at: start, in: rest, &stack))
        return start &+ 1
      }
    }
    return found
  }

  /// A pixel by column and row.
  private struct Place {
    var x, y: Int32
  }

  /// Takes the piece that the pixel `start` belongs to out of `rest`.
  ///
  /// - Parameter stack: empty, before and after.
  private func piece(at start: Int, in rest: UnsafeMutableBufferPointer<UInt8>, _ stack: inout [Place]) -> Component {
    let (width, height) = (Int32(width), Int32(height))
    unsafe rest[start] = 0
    let first = Place(x: Int32(start) % width, y: Int32(start) / width)
    stack.append(first)
    var pixels: [Int32] = []
    var (left, right, top, bottom) = (first.x, first.x, first.y, first.y)
    while let place = stack.popLast() {
      pixels.append(place.y &* width &+ place.x)
      (left, right) = (min(left, place.x), max(right, place.x))
      (top, bottom) = (min(top, place.y), max(bottom, place.y))
      for y in max(0, place.y &- 1)...min(height &- 1, place.y &+ 1) {
        for x in max(0, place.x &- 1)...min(width &- 1, place.x &+ 1) {
          let near = Int(y &* width &+ x)
          guard unsafe rest[near] != 0 else { continue }
          unsafe rest[near] = 0
          stack.append(Place(x: x, y: y))
        }
      }
    }
    return Component(
      x: Int(left), y: Int(top), width: Int(right - left) + 1, height: Int(bottom - top) + 1, pixels: pixels)
  }

  /// The mask that holds these pieces alone.
  public func keeping(_ components: [Component]) -> InkMask {
    var kept = InkMask(width: width, height: height)
    for component in components { for pixel in component.pixels { kept.bits[Int(pixel)] = 1 } }
    return kept
  }
}
