/// A plane-to-plane map that keeps straight lines straight: what a camera or a page not quite flat on the glass makes.
///
/// `x' = (a·x + b·y + tx) / w`, `y' = (c·x + d·y + ty) / w`, `w = px·x + py·y + 1`.
public struct Projective: Hashable, Sendable {
  public var affine: Affine
  public var px, py: Double

  public init(_ affine: Affine, px: Double = 0, py: Double = 0) {
    self.affine = affine
    self.px = px
    self.py = py
  }

  public func callAsFunction(_ x: Double, _ y: Double) -> (x: Double, y: Double) {
    let (u, v) = affine(x, y)
    let w = px * x + py * y + 1
    return (u / w, v / w)
  }

  /// The affine map that touches this one at (`x`, `y`): right to a fraction of a pixel over a zone.
  public func affine(at x: Double, _ y: Double) -> Affine {
    let w = px * x + py * y + 1
    let (u, v) = self(x, y)
    let a = (affine.a - px * u) / w, b = (affine.b - py * u) / w
    let c = (affine.c - px * v) / w, d = (affine.d - py * v) / w
    return Affine(a: a, b: b, tx: u - a * x - b * y, c: c, d: d, ty: v - c * x - d * y)
  }

  /// The same map between planes whose units are `from` and `to` times as small.
  public func scaled(from: Double, to: Double) -> Projective {
    Projective(Affine.scale(1 / from).then(affine).then(.scale(to)), px: px / from, py: py / from)
  }

  /// This map, and then `next`.
  public func then(_ next: Affine) -> Projective {
    // next · this as matrices; `next` keeps w as it is.
    Projective(
      Affine(
        a: next.a * affine.a + next.b * affine.c + next.tx * px, b: next.a * affine.b + next.b * affine.d + next.tx * py,
        tx: next.a * affine.tx + next.b * affine.ty + next.tx, c: next.c * affine.a + next.d * affine.c + next.ty * px,
        d: next.c * affine.b + next.d * affine.d + next.ty * py, ty: next.c * affine.tx + next.d * affine.ty + next.ty),
      px: px, py: py)
  }

  package func distance(_ pair: Pair) -> Double {
    let (x, y) = self(pair.from.x, pair.from.y)
    let dx = x - pair.to.x, dy = y - pair.to.y
    return (dx * dx + dy * dy).squareRoot()
  }

  /// The least-squares map over `pairs` by the direct linear transform about their middle; nil for fewer than six.
  package init?(fitting pairs: [Pair]) {
    guard pairs.count >= 6 else { return nil }
    let n = Double(pairs.count)
    let x0 = pairs.reduce(0) { $0 + $1.from.x } / n, y0 = pairs.reduce(0) { $0 + $1.from.y } / n
    let u0 = pairs.reduce(0) { $0 + $1.to.x } / n, v0 = pairs.reduce(0) { $0 + $1.to.y } / n
    let size = pairs.reduce(0) { $0 + abs($1.from.x - x0) + abs($1.from.y - y0) } / n
    guard size > 1e-6 else { return nil }
    var normal = [[Double]](repeating: [Double](repeating: 0, count: 9), count: 8)
    for pair in pairs {
      let x = (pair.from.x - x0) / size, y = (pair.from.y - y0) / size
      let u = (pair.to.x - u0) / size, v = (pair.to.y - v0) / size
      for row in [[x, y, 1, 0, 0, 0, -u * x, -u * y, u], [0, 0, 0, x, y, 1, -v * x, -v * y, v]] {
        for i in 0..<8 { for j in 0..<9 { normal[i][j] += row[i] * row[j] } }
      }
    }
    guard let h = solve(normal) else { return nil }
    let middle = Projective(Affine(a: h[0], b: h[1], tx: h[2], c: h[3], d: h[4], ty: h[5]), px: h[6], py: h[7])
    self = middle.between(fromMiddle: (x0, y0), toMiddle: (u0, v0), size: size)
  }

  /// Undoes the shift to the middle and the scaling that keep the fit well conditioned.
  private func between(fromMiddle: (Double, Double), toMiddle: (Double, Double), size: Double) -> Projective {
    // As matrices: T(to) · this · T(from)⁻¹, divided by its last element.
    let (x0, y0) = fromMiddle, (u0, v0) = toMiddle
    let p = px / size, q = py / size
    let w = 1 - p * x0 - q * y0
    let a = affine.a + u0 * p, b = affine.b + u0 * q, c = affine.c + v0 * p, d = affine.d + v0 * q
    let tx = affine.tx * size + u0 - a * x0 - b * y0, ty = affine.ty * size + v0 - c * x0 - d * y0
    return Projective(
      Affine(a: a / w, b: b / w, tx: tx / w, c: c / w, d: d / w, ty: ty / w), px: p / w, py: q / w)
  }
}

/// Solves a square linear system given as rows with the right-hand side last, by elimination with pivoting; nil if it is singular.
func solve(_ system: [[Double]]) -> [Double]? {
  var m = system
  let n = m.count
  for i in 0..<n {
    let pivot = (i..<n).max { abs(m[$0][i]) < abs(m[$1][i]) }!
    m.swapAt(i, pivot)
    guard abs(m[i][i]) > 1e-12 else { return nil }
    for j in 0..<n where j != i {
      let factor = m[j][i] / m[i][i]
      for k in i...n { m[j][k] -= factor * m[i][k] }
    }
  }
  return (0..<n).map { m[$0][n] / m[$0][$0] }
}
