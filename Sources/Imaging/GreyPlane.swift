/// An 8-bit grey picture as plain memory, row by row: 0 is black, 255 paper. What the numeric code works on.
public struct GreyPlane: Hashable, Sendable {
  public let width, height: Int
  public var pixels: [UInt8]

  public init(width: Int, height: Int, pixels: [UInt8]) {
    precondition(pixels.count == width * height, "a plane needs width × height pixels")
    self.width = width
    self.height = height
    self.pixels = pixels
  }

  public init(width: Int, height: Int, filled value: UInt8 = 255) {
    self.init(
      width: width, height: height, pixels: Array(repeating: value, count: width * height))
  }

  public subscript(x: Int, y: Int) -> UInt8 {
    get { pixels[y * width + x] }
    set { pixels[y * width + x] = newValue }
  }

  /// The part from (`x`, `y`), clipped to the plane.
  public func part(x: Int, y: Int, width w: Int, height h: Int) -> GreyPlane {
    let x0 = max(0, x), y0 = max(0, y)
    let x1 = min(width, x + w), y1 = min(height, y + h)
    guard x1 > x0, y1 > y0 else { return GreyPlane(width: 0, height: 0, pixels: []) }
    var out: [UInt8] = []
    out.reserveCapacity((x1 - x0) * (y1 - y0))
    for row in y0..<y1 { out += pixels[(row * width + x0)..<(row * width + x1)] }
    return GreyPlane(width: x1 - x0, height: y1 - y0, pixels: out)
  }
}
