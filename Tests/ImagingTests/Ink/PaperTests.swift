import Testing

@testable import Imaging

/// The tones of paper and ink.
struct PaperTests {
  @Test func `a rim that is left out counts for nothing`() {
    var plane = GreyPlane(width: 60, height: 40, filled: 230)
    for x in 0..<60 { for y in 0..<40 where x < 6 || y < 6 || x >= 54 || y >= 34 { plane[x, y] = 20 } }
    for x in 20..<30 { plane[x, 20] = 90 }
    let inner = plane.part(x: 6, y: 6, width: 48, height: 28)
    #expect(Paper(plane, rim: 6) == Paper(inner))
    #expect(Paper(plane, rim: 6).tone > 220 && Paper(plane, rim: 6).darkest == 90 && Paper(plane).darkest == 20)
  }

  @Test func `nothing is left where the rim is as broad as the picture`() {
    #expect(Paper(GreyPlane(width: 8, height: 8), rim: 5) == Paper(GreyPlane(width: 0, height: 0, pixels: [])))
  }
}
