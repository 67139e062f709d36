import Testing

import Imaging

struct AffineFitTests {
  @Test(arguments: 1...20)
  func `a third of wild points does not sway the consensus`(seed: UInt64) {
    var random = Seeded(seed: seed)
    let map = Affine.rotation(degrees: random.value(-5...5)).then(.translation(random.value(-20...20), 9))
    let pairs = (0..<45).map { index in
      let from = (x: random.value(0...600), y: random.value(0...870))
      let (x, y) = map(from.x, from.y)
      return index % 3 == 0
        ? Pair(from: from, to: (x + random.value(5...40), y - random.value(5...40)))
        : Pair(from: from, to: (x + random.value(-0.3...0.3), y + random.value(-0.3...0.3)))
    }
    let agreeing = Affine.consensus(pairs, tolerance: 2, sane: { _ in true })
    #expect(agreeing.count >= 29)
    #expect(agreeing.allSatisfy { map.distance(pairs[$0]) < 3 })
  }

  @Test func `a map that is refused is never the consensus`() {
    let pairs = (0..<9).map { index in
      let x = Double(index % 3), y = Double(index / 3)
      return Pair(from: (x, y), to: (2 * x, 2 * y))
    }
    #expect(Affine.consensus(pairs, tolerance: 0.1, sane: { $0.determinant < 1.5 }).isEmpty)
  }

  @Test func `an inverse undoes its map`() {
    let map = Affine(a: 1.1, b: 0.2, tx: 5, c: -0.3, d: 0.9, ty: -7)
    let there = map(13, 17)
    let back = map.inverse(there.x, there.y)
    #expect(abs(back.x - 13) < 1e-9 && abs(back.y - 17) < 1e-9)
  }
}
