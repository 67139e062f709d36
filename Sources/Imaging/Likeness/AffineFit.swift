/// Two points that belong together: a place on the form and where it was found.
package struct Pair: Sendable {
  package var from, to: (x: Double, y: Double)

  package init(from: (x: Double, y: Double), to: (x: Double, y: Double)) {
    self.from = from
    self.to = to
  }
}

extension Affine {
  /// The least-squares map over `pairs`; nil for fewer than three or for points on a line.
  package init?(fitting pairs: [Pair]) {
    guard pairs.count >= 3 else { return nil }
    var rows = [[Double]](repeating: [0, 0, 0, 0, 0], count: 3)
    for pair in pairs {
      let basis = [pair.from.x, pair.from.y, 1]
      for i in 0..<3 {
        for j in 0..<3 { rows[i][j] += basis[i] * basis[j] }
        rows[i][3] += basis[i] * pair.to.x
        rows[i][4] += basis[i] * pair.to.y
      }
    }
    guard let x = solve(rows.map { Array($0[0...3]) }), let y = solve(rows.map { Array($0[0...2]) + [$0[4]] }) else {
      return nil
    }
    self.init(a: x[0], b: x[1], tx: x[2], c: y[0], d: y[1], ty: y[2])
  }

  /// The least-squares turn, scale and shift over `pairs`; nil for fewer than two or for one point.
  package init?(similar pairs: [Pair]) {
    guard pairs.count >= 2 else { return nil }
    var rows = [[Double]](repeating: [0, 0, 0, 0, 0], count: 4)
    for pair in pairs {
      let (x, y) = pair.from
      for row in [[x, -y, 1, 0, pair.to.x], [y, x, 0, 1, pair.to.y]] {
        for i in 0..<4 { for j in 0..<5 { rows[i][j] += row[i] * row[j] } }
      }
    }
    guard let s = solve(rows) else { return nil }
    self.init(a: s[0], b: -s[1], tx: s[2], c: s[1], d: s[0], ty: s[3])
  }

  package func distance(_ pair: Pair) -> Double {
    let (x, y) = self(pair.from.x, pair.from.y)
    let dx = x - pair.to.x, dy = y - pair.to.y
    return (dx * dx + dy * dy).squareRoot()
  }

  /// Which pairs most agree on one map within `tolerance`, by their places in `pairs` (Fischler & Bolles, "Random Sample
  /// Consensus", 1981).
  ///
  /// Samples are two points and their similarity, which a narrow spread suffices for, and in turn three points and their affine
  /// map. Deterministic: they come from a fixed linear congruential sequence. `sane` refuses maps that no paper and no scanner
  /// make.
  package static func consensus(
    _ pairs: [Pair], tolerance: Double, rounds: Int = 300, sane: (Affine) -> Bool
  ) -> [Int] {
    guard pairs.count >= 3 else { return [] }
    var state: UInt64 = 0x9E37_79B9_7F4A_7C15
    func draw() -> Pair {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return pairs[Int((state >> 33) % UInt64(pairs.count))]
    }
    var best: [Int] = []
    for round in 0..<rounds {
      let map = round % 2 == 0 ? Affine(similar: [draw(), draw()]) : Affine(fitting: [draw(), draw(), draw()])
      guard let map, sane(map) else { continue }
      let inliers = pairs.indices.filter { map.distance(pairs[$0]) < tolerance }
      if inliers.count > best.count { best = inliers }
      if best.count == pairs.count { break }
    }
    return best
  }
}
