import Testing

@testable import Imaging

/// How dark print is beside the paper around it.
struct TopHatTests {
  /// What `pick` takes of the square around each place, one by one; what lies outside counts for nothing.
  private static func extreme(_ plane: GreyPlane, side: Int, _ pick: ([UInt8]) -> UInt8) -> GreyPlane {
    var out = plane
    for y in 0..<plane.height {
      for x in 0..<plane.width {
        out[x, y] = pick(plane.part(x: x - side / 2, y: y - side / 2, width: side, height: side).pixels)
      }
    }
    return out
  }

  @Test(arguments: [1, 3, 7, 11])
  func `it is what a square that is moved over the picture gives`(side: Int) {
    var random = Seeded(seed: 3)
    let plane = GreyPlane(width: 43, height: 37, pixels: (0..<43 * 37).map { _ in UInt8(random.value(0...255)) })
    let closed = Self.extreme(Self.extreme(plane, side: side) { $0.max()! }, side: side) { $0.min()! }
    #expect(plane.blackTopHat(side: side) == zip(closed.pixels, plane.pixels).map { $0 - $1 })
  }

  @Test func `a word shows, and a panel broader than the square does not`() {
    var plane = GreyPlane(width: 90, height: 60, filled: 240)
    for y in 10..<50 { for x in 10..<80 { plane[x, y] = 190 } }
    for y in 28..<32 { for x in 30..<60 { plane[x, y] = 40 } }
    let dark = plane.blackTopHat(side: 11)
    #expect(dark[30 * 90 + 40] == 150 && dark[20 * 90 + 20] == 0 && dark[5 * 90 + 5] == 0)
  }
}
