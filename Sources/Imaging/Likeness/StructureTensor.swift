/// How a plane's tones change in a strip of rows, summed so that any square of it costs the same: tables of sums over everything above
/// and to the left (Crow, "Summed-Area Tables for Texture Mapping", 1984).
struct StructureTensor {
  private let stride: Int, first: Int
  /// Sums of dx², dy² and dx·dy.
  private let sums: [SIMD4<Double>]

  /// - Parameter rows: those that squares will be asked of.
  init(_ plane: InkPlane, rows: Range<Int>) {
    let width = plane.width, stride = width + 1, first = rows.lowerBound
    self.stride = stride
    self.first = first
    sums = unsafe [SIMD4<Double>](unsafeUninitializedCapacity: stride * (rows.count + 1)) { sums, count in
      count = stride * (rows.count + 1)
      unsafe sums.initialize(repeating: .zero)
      unsafe plane.values.withUnsafeBufferPointer { values in
        for y in max(1, first)..<max(1, first, min(plane.height - 1, rows.upperBound)) {
          var line = SIMD4<Double>.zero
          let above = (y &- first) &* stride, here = above &+ stride
          for x in 1..<max(1, width - 1) {
            let k = y &* width &+ x
            let dx = unsafe Double(values[k &+ 1] - values[k &- 1]), dy = unsafe Double(values[k &+ width] - values[k &- width])
            line += SIMD4(dx * dx, dy * dy, dx * dy, 0)
            unsafe sums[here &+ x &+ 1] = sums[above &+ x &+ 1] + line
          }
          unsafe sums[here &+ width] = sums[above &+ width] + line
        }
      }
    }
  }

  /// The smaller eigenvalue over the inside of a square: high where there is texture both ways.
  func lesserEigenvalue(x: Int, y: Int, size: Int) -> Float {
    func sum(_ x: Int, _ y: Int) -> SIMD4<Double> { sums[(y - first) * stride + x] }
    let (left, top, right, bottom) = (x + 1, y + 1, x + size - 1, y + size - 1)
    let total = sum(right, bottom) - sum(left, bottom) - sum(right, top) + sum(left, top)
    let (xx, yy, xy) = (total[0], total[1], total[2])
    return Float((xx + yy) / 2 - ((xx - yy) * (xx - yy) / 4 + xy * xy).squareRoot())
  }
}
