/// A rectangle in pixels, from the top left.
public struct PixelBox: Hashable, Sendable {
  public var x, y, width, height: Int
  public init(x: Int, y: Int, width: Int, height: Int) {
    self.x = x
    self.y = y
    self.width = width
    self.height = height
  }

  /// Of a reading's `[x, y, width, height]`; nil where it is none.
  init?(_ numbers: [Int]?) {
    guard let numbers, numbers.count == 4 else { return nil }
    self.init(x: numbers[0], y: numbers[1], width: numbers[2], height: numbers[3])
  }

  var maxX: Int { x + width }
  var maxY: Int { y + height }

  func union(_ other: PixelBox) -> PixelBox {
    let left = min(x, other.x), top = min(y, other.y)
    return PixelBox(x: left, y: top, width: max(maxX, other.maxX) - left, height: max(maxY, other.maxY) - top)
  }

  /// In a picture whose pixels are so many of this one's wide and high.
  func scaled(by x: Double, _ y: Double) -> PixelBox {
    let left = (Double(self.x) / x).rounded(.down), top = (Double(self.y) / y).rounded(.down)
    return PixelBox(
      x: Int(left), y: Int(top), width: Int((Double(maxX) / x).rounded(.up) - left),
      height: Int((Double(maxY) / y).rounded(.up) - top))
  }

  /// At least so large about the same middle, and moved into a sheet of that size.
  func grown(to least: (width: Int, height: Int), within sheet: (width: Int, height: Int)) -> PixelBox {
    let w = min(max(width, least.width), sheet.width), h = min(max(height, least.height), sheet.height)
    return PixelBox(
      x: min(max(0, x - (w - width) / 2), sheet.width - w), y: min(max(0, y - (h - height) / 2), sheet.height - h), width: w,
      height: h)
  }

  /// Where it lies once its sheet, of the size given, is turned back by `rotation` degrees clockwise.
  func turnedBack(_ rotation: Int, in sheet: (width: Int, height: Int)) -> PixelBox {
    switch rotation {
    case 90: PixelBox(x: y, y: sheet.width - maxX, width: height, height: width)
    case 180: PixelBox(x: sheet.width - maxX, y: sheet.height - maxY, width: width, height: height)
    case 270: PixelBox(x: sheet.height - maxY, y: x, width: height, height: width)
    default: self
    }
  }
}
