import Forms
import Imaging
import Pipeline
import Testing

/// A page of 60 × 40 mm at 300 dpi with black or grey rectangles given in pixels.
private func layout(_ fills: [(x: Int, y: Int, width: Int, height: Int, grey: UInt8)]) throws -> PageLayout {
  var plane = GreyPlane(width: 709, height: 472)
  for fill in fills {
    for y in fill.y..<fill.y + fill.height { for x in fill.x..<fill.x + fill.width { plane[x, y] = fill.grey } }
  }
  return try LayoutExtractor()(PageImage(plane, dpi: 300), number: 3).0
}

@Test func `the sides of a box are four rules`() throws {
  let page = try layout([(100, 100, 300, 90, 0), (103, 103, 294, 84, 255)])
  #expect(page.number == 3)
  #expect(page.rules.count == 4 && page.words.isEmpty)
  #expect(page.rules.count { $0.isHorizontal } == 2)
}

@Test func `a thin line between two windows of a panel is a rule, however short`() throws {
  let page = try layout([(50, 50, 400, 200, 200), (100, 120, 57, 57, 255), (160, 120, 57, 57, 255)])
  let between = page.rules.filter { !$0.isHorizontal && abs($0.zone.x - 157 * 25.4 / 300) < 0.2 }
  #expect(between.count == 1)
}

@Test func `a stroke as long as a letter is no rule`() throws {
  let page = try layout([(100, 100, 8, 60, 0)])
  #expect(page.rules.isEmpty && page.words.count == 1)
}
