/// How a plane's tones change, summed so that any square of it costs the same: tables of sums over everything above and to the left
/// (Crow, "Summed-Area Tables for Texture Mapping", 1984).
struct StructureTensor {
  private let stride: Int
  /// Sums of dx², dy² and dx·dy.
  private var sums: [SIMD4<Double>]

  init(_ plane: InkPlane) {
    stride = plane.width + 1
    sums = [SIMD4<Double>](repeating: .zero, count: stride * (plane.height + 1))
    let width = plane.width
    for y in 1..<max(1, plane.height - 1) {
      var line = SIMD4<Double>.zero
      for x in 1..<max(1, width - 1) {
        let k = y * width + x
        let dx = Double(plane.values[k + 1] - plane.values[k - 1]), dy = Double(plane.values[k + width] - plane.values[k - width])
        line += SIMD4(dx * dx, dy * dy, dx * dy, 0)
        sums[(y + 1) * stride + x + 1] = sums[y * stride + x + 1] + line
      }
      sums[(y + 1) * stride + width] = sums[y * stride + width] + line
    }
  }

  /// The smaller eigenvalue over the inside of a square: high where there is texture both ways.
  func lesserEigenvalue(x: Int, y: Int, size: Int) -> Float {
    func sum(_ x: Int, _ y: Int) -> SIMD4<Double> { sums[y * stride + x] }
    let (left, top, right, bottom) = (x + 1, y + 1, x + size - 1, y + size - 1)
    let total = sum(right, bottom) - sum(left, bottom) - sum(right, top) + sum(left, top)
    let (xx, yy, xy) = (total[0], total[1], total[2])
    return Float((xx + yy) / 2 - ((xx - yy) * (xx - yy) / 4 + xy * xy).squareRoot())
  }
}
