/// A print at one of the low resolutions of the search, ready to be laid over pages. Places where people write count for nothing there:
/// what is written says nothing about where the print lies, and outweighs a few lines of print.
struct PrintSketch: Sendable {
  let plane: InkPlane
  /// How much of each place is print's own, 0 (people write there) … 1.
  private let weights: [Float]
  /// The print less its mean, weighted; and its weighted length.
  private let centred: [Float], length: Float
  private let weight: Float

  /// - Parameter open: where people write, 1 in their places.
  init(_ plane: InkPlane, open: InkPlane) {
    self.plane = plane
    weights = open.values.map { 1 - $0 }
    weight = max(weights.reduce(0, +), 1)
    let mean = zip(plane.values, weights).reduce(0) { $0 + $1.0 * $1.1 } / weight
    centred = zip(plane.values, weights).map { ($0 - mean) * $1 }
    length = zip(plane.values, weights).reduce(0) { $0 + ($1.0 - mean) * ($1.0 - mean) * $1.1 }.squareRoot()
  }

  /// The shift within ±`reach` at which this correlates best with `page`, which is larger by `reach` on every side.
  func bestShift(on page: InkPlane, reach: Int) -> (dx: Int, dy: Int, score: Double) {
    var best = (dx: 0, dy: 0, score: -1.0)
    let width = plane.width, even = width & ~7
    for dy in -reach...reach {
      for dx in -reach...reach {
        var dots = SIMD8<Float>(), sums = SIMD8<Float>(), squares = SIMD8<Float>()
        var dot: Float = 0, sum: Float = 0, square: Float = 0
        unsafe page.values.withUnsafeBytes { here in
          unsafe centred.withUnsafeBytes { print in
            unsafe weights.withUnsafeBytes { weights in
              for y in 0..<plane.height {
                let row = ((y &+ reach &+ dy) &* page.width &+ reach &+ dx) &* 4, line = y &* width &* 4
                for x in stride(from: 0, to: even &* 4, by: 32) {
                  let value = unsafe here.loadUnaligned(fromByteOffset: row &+ x, as: SIMD8<Float>.self)
                  let weighted = unsafe value * weights.loadUnaligned(fromByteOffset: line &+ x, as: SIMD8<Float>.self)
                  unsafe dots += value * print.loadUnaligned(fromByteOffset: line &+ x, as: SIMD8<Float>.self)
                  sums += weighted
                  squares += weighted * value
                }
                for x in stride(from: even &* 4, to: width &* 4, by: 4) {
                  let value = unsafe here.loadUnaligned(fromByteOffset: row &+ x, as: Float.self)
                  let weighted = unsafe value * weights.loadUnaligned(fromByteOffset: line &+ x, as: Float.self)
                  unsafe dot += value * print.loadUnaligned(fromByteOffset: line &+ x, as: Float.self)
                  sum += weighted
                  square += weighted * value
                }
              }
            }
          }
        }
        dot += dots.sum()
        sum += sums.sum()
        square += squares.sum()
        let spread = square - sum * sum / weight
        let score = spread > 1e-6 ? Double(dot / (spread.squareRoot() * length)) : 0
        if score > best.score { best = (dx, dy, score) }
      }
    }
    return best
  }
}
