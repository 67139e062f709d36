/// A rectangle on a form page in millimetres from the page's top left; written `[x, y, width, height]`.
public struct Zone: Hashable, Sendable {
  public var x, y, width, height: Double

  public init(x: Double, y: Double, width: Double, height: Double) {
    self.x = x
    self.y = y
    self.width = width
    self.height = height
  }

  public var maxX: Double { x + width }
  public var maxY: Double { y + height }
  public var midX: Double { x + width / 2 }
  public var midY: Double { y + height / 2 }
  public var area: Double { width * height }

  /// The smallest zone that holds both.
  public func union(_ other: Zone) -> Zone {
    let left = min(x, other.x), top = min(y, other.y)
    return Zone(
      x: left, y: top, width: max(maxX, other.maxX) - left, height: max(maxY, other.maxY) - top)
  }

  /// The part both share, or nil.
  public func intersection(_ other: Zone) -> Zone? {
    let left = max(x, other.x), top = max(y, other.y)
    let right = min(maxX, other.maxX), bottom = min(maxY, other.maxY)
    return right > left && bottom > top
      ? Zone(x: left, y: top, width: right - left, height: bottom - top) : nil
  }

  /// Shrunk by `margin` millimetres on every side (grown if negative).
  public func inset(by margin: Double) -> Zone {
    Zone(x: x + margin, y: y + margin, width: width - 2 * margin, height: height - 2 * margin)
  }
}

extension [Zone] {
  /// The smallest zone that holds all; there is one at least.
  package var union: Zone { dropFirst().reduce(self[0]) { $0.union($1) } }
}

extension Zone: Codable {
  public init(from decoder: any Decoder) throws {
    var values = try decoder.unkeyedContainer()
    self.init(
      x: try values.decode(Double.self), y: try values.decode(Double.self),
      width: try values.decode(Double.self), height: try values.decode(Double.self))
  }

  public func encode(to encoder: any Encoder) throws {
    var values = encoder.unkeyedContainer()
    for value in [x, y, width, height] { try values.encode((value * 100).rounded() / 100) }
  }
}
