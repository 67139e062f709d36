import Testing

import Imaging

struct InkPlaneTests {
  @Test func `a pixel that is half covered gets half the ink`() {
    let plane = InkPlane(width: 4, height: 2, drawing: [.init(x: 0.5, y: 0, width: 2, height: 1, weight: 0.8)])
    #expect(plane.values.map { ($0 * 10).rounded() } == [4, 8, 4, 0, 0, 0, 0, 0])
  }

  @Test func `ink does not see a panel but sees the word on it`() throws {
    var page = GreyPlane(width: 400, height: 400, filled: 255)
    for y in 50..<350 { for x in 50..<350 { page[x, y] = 200 } }
    for y in 195..<205 { for x in 150..<250 { page[x, y] = 40 } }
    let ink = try PageImage(page, dpi: 150).ink(dpi: 75).plane
    #expect(ink.values[100 * ink.width + 100] > 0.5)
    #expect(ink.values[60 * ink.width + 60] < 0.02)
  }

  @Test func `a patch is found where it was moved to, to a tenth of a pixel`() throws {
    var random = Seeded(seed: 7)
    let marks = (0..<60).map { _ in
      InkPlane.Mark(
        x: random.value(0...110), y: random.value(0...110), width: random.value(3...14), height: random.value(2...5),
        weight: 0.7)
    }
    let plane = InkPlane(width: 120, height: 120, drawing: marks)
    let patch = try #require(plane.patch(x: 48, y: 48, size: 24))
    let moved = plane.sampled(.translation(-2.4, 3.3), width: 120, height: 120)
    let found = try #require(moved.search(patch, x: 48, y: 48, radius: 6))
    #expect(abs(found.x - 50.4) < 0.1 && abs(found.y - 44.7) < 0.1 && found.score > 0.95)
  }
}
