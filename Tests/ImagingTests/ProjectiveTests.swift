import Testing

import Imaging

struct ProjectiveTests {
  @Test(arguments: 1...20)
  func `a fitted map is the one that made the points`(seed: UInt64) throws {
    var random = Seeded(seed: seed)
    let map = Projective(
      Affine.rotation(degrees: random.value(-5...5)).then(.scale(random.value(0.97...1.03), random.value(0.97...1.03)))
        .then(.translation(random.value(-30...30), random.value(-30...30))),
      px: random.value(-3e-5...3e-5), py: random.value(-3e-5...3e-5))
    let pairs = (0..<24).map { _ in
      let from = (x: random.value(0...600), y: random.value(0...870))
      return Pair(from: from, to: map(from.x, from.y))
    }
    let fitted = try #require(Projective(fitting: pairs))
    for pair in pairs { #expect(fitted.distance(pair) < 1e-6) }
  }

  @Test func `the affine map at a point touches the projective one there`() {
    let map = Projective(Affine(a: 1.01, b: 0.02, tx: 5, c: -0.03, d: 0.99, ty: -7), px: 2e-5, py: -1e-5)
    let local = map.affine(at: 300, 400)
    let here = map(300, 400), there = local(300, 400)
    #expect(abs(here.x - there.x) < 1e-9 && abs(here.y - there.y) < 1e-9)
    let near = map(310, 395), guess = local(310, 395)
    #expect(abs(near.x - guess.x) < 0.01 && abs(near.y - guess.y) < 0.01)
  }

  @Test func `scaling the planes of a map scales its answers`() {
    let map = Projective(Affine(a: 1.01, b: 0.02, tx: 5, c: -0.03, d: 0.99, ty: -7), px: 2e-5, py: -1e-5)
    let scaled = map.scaled(from: 0.5, to: 4)
    let a = map(100, 200), b = scaled(50, 100)
    #expect(abs(b.x - 4 * a.x) < 1e-9 && abs(b.y - 4 * a.y) < 1e-9)
  }

  @Test func `points on a line or too few of them give no map`() {
    let line = (0..<10).map { Pair(from: (Double($0), 0), to: (Double($0), 0)) }
    #expect(Projective(fitting: line) == nil)
    #expect(Affine(fitting: line) == nil)
    #expect(Affine(similar: [line[0]]) == nil)
  }
}

/// A small seeded generator for tests (SplitMix64).
struct Seeded: RandomNumberGenerator {
  var state: UInt64
  init(seed: UInt64) { state = seed }
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
  mutating func value(_ range: ClosedRange<Double>) -> Double { Double.random(in: range, using: &self) }
}
