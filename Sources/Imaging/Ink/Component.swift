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
    var stack: [Int] = []
    for start in rest.indices where rest[start] != 0 {
      rest[start] = 0
      stack.append(start)
      var pixels: [Int32] = []
      var (left, right, top, bottom) = (width, -1, height, -1)
      while let place = stack.popLast() {
        pixels.append(Int32(place))
        let x = place % width, y = place / width
        (left, right) = (min(left, x), max(right, x))
        (top, bottom) = (min(top, y), max(bottom, y))
        for ny in max(0, y - 1)...min(height - 1, y + 1) {
          for nx in max(0, x - 1)...min(width - 1, x + 1) where rest[ny * width + nx] != 0 {
            rest[ny * width + nx] = 0
            stack.append(ny * width + nx)
          }
        }
      }
      found.append(Component(x: left, y: top, width: right - left + 1, height: bottom - top + 1, pixels: pixels))
    }
    return found
  }

  /// The mask that holds these pieces alone.
  public func keeping(_ components: [Component]) -> InkMask {
    var kept = InkMask(width: width, height: height)
    for component in components { for pixel in component.pixels { kept.bits[Int(pixel)] = 1 } }
    return kept
  }
}
