import Forms
import Imaging
import Pipeline
import Testing

private func blank(boxes: [Zone], ink: [Zone] = [], rules: [Zone] = [], fields: [PDFField] = []) -> BlankPage {
  BlankPage(
    layout: PageLayout(
      number: 1, width: 210, height: 297, rules: rules.map { .init(zone: $0, shade: 1) },
      words: ink.map { .init(zone: $0, shade: 1, density: 0.3) }),
    boxes: boxes, fields: fields)
}

/// Boxes of one width side by side from `x`, `step` mm apart.
private func row(x: Double, y: Double = 50, width: Double = 5, count: Int, step: Double = 5.2) -> [Zone] {
  (0..<count).map { Zone(x: x + Double($0) * step, y: y, width: width, height: 6) }
}

@Test func `cells a rule apart make a comb`() {
  let places = PlaceFinder()(blank(boxes: row(x: 20, count: 12)))
  #expect(places.count == 1)
  #expect(places[0].read == .comb && places[0].cells == [12])
  #expect(abs(places[0].bounds.width - 62.2) < 0.001)
}

@Test func `combs of two, two and four cells make one date`() {
  let cells = row(x: 20, count: 2) + row(x: 34, count: 2) + row(x: 48, count: 4)
  let places = PlaceFinder()(blank(boxes: cells))
  #expect(places.count == 1)
  #expect(places[0].isDate && places[0].cells == [2, 2, 4] && places[0].parts.map(\.x) == [20, 34, 48])
}

@Test func `three plain boxes of which the last is twice as wide make a date`() {
  let boxes = [(20.0, 10.0), (32, 10), (44, 20)].map { Zone(x: $0.0, y: 50, width: $0.1, height: 5) }
  let places = PlaceFinder()(blank(boxes: boxes))
  #expect(places.count == 1)
  #expect(places[0].isDate && places[0].parts == boxes)
}

@Test(arguments: [(3.5, true), (5.0, true), (7.4, false)])
func `a small square is a tick box`(side: Double, isTick: Bool) {
  let places = PlaceFinder()(blank(boxes: [Zone(x: 20, y: 50, width: side, height: side)]))
  #expect(places.contains { $0.read == .ticks } == isTick)
}

@Test func `two low boxes of one width are a value in two parts`() {
  let boxes = [Zone(x: 20, y: 50, width: 20, height: 6), Zone(x: 43, y: 50, width: 20, height: 6)]
  let places = PlaceFinder()(blank(boxes: boxes))
  #expect(places == [Place(read: .split, parts: boxes)])
}

@Test func `a box is a line or, if high, a block`() {
  let boxes = [Zone(x: 20, y: 50, width: 90, height: 7), Zone(x: 20, y: 70, width: 90, height: 22)]
  #expect(PlaceFinder()(blank(boxes: boxes)).map(\.read) == [.line, .block])
}

@Test func `printed words and boxes within a box are left out of its place`() {
  let box = Zone(x: 20, y: 50, width: 75, height: 28), inner = Zone(x: 45, y: 71, width: 20, height: 5.5)
  let places = PlaceFinder()(blank(boxes: [box, inner], ink: [Zone(x: 21, y: 73, width: 13, height: 2.5)]))
  #expect(places.map(\.read) == [.block, .line])
  #expect(places[0].bounds.y == 50 && places[0].bounds.maxY < 71 && places[0].bounds.width == 75)
  #expect(places[1].bounds == inner)
}

@Test func `a box of words that another box follows is a label`() {
  let label = Zone(x: 20, y: 50, width: 30, height: 7), value = Zone(x: 50.3, y: 50, width: 50, height: 7)
  let places = PlaceFinder()(blank(boxes: [label, value], ink: [Zone(x: 21, y: 52, width: 14, height: 3)]))
  #expect(places == [Place(read: .line, parts: [value])])
}

@Test func `a box full of words is no place`() {
  let ink = (0..<20).map { Zone(x: 21 + Double($0 % 5) * 15, y: 51 + Double($0 / 5) * 5, width: 13, height: 3) }
  #expect(PlaceFinder()(blank(boxes: [Zone(x: 20, y: 50, width: 75, height: 22)], ink: ink)).isEmpty)
}

@Test func `a rule that stands alone in a line of words is a line to write on`() {
  let rule = Zone(x: 40, y: 60, width: 80, height: 0.2)
  let beside = Zone(x: 25, y: 56.5, width: 13, height: 3)
  let places = PlaceFinder()(blank(boxes: [], ink: [beside], rules: [rule]))
  #expect(places.map(\.read) == [.line])
  #expect(PlaceFinder()(blank(boxes: [], rules: [rule])).isEmpty)
}

@Test func `a field that the PDF declares is a place even where nothing is printed`() {
  let field = PDFField(name: "a", title: nil, kind: .text, maxLength: nil, x: 20, y: 50, width: 60, height: 7)
  #expect(PlaceFinder()(blank(boxes: [], fields: [field])).map(\.bounds) == [Zone(x: 20, y: 50, width: 60, height: 7)])
}

@Test(arguments: [(5.0, 5.8), (6.7, 5.8), (182.0, 251.0), (39.0, 3.8)])
func `a text field that the PDF declares is a place whatever its size`(width: Double, height: Double) {
  let zone = Zone(x: 14, y: 20, width: width, height: height)
  let field = PDFField(name: "a", kind: .text, x: 14, y: 20, width: width, height: height)
  #expect(PlaceFinder()(blank(boxes: [zone], fields: [field])).map(\.bounds) == [zone])
  #expect(PlaceFinder()(blank(boxes: [], fields: [field])).map(\.bounds) == [zone])
}

@Test func `a check box that the PDF declares is ticked, and what it fills in itself is no place`() {
  let mark = PDFField(name: "a", kind: .checkBox, x: 20, y: 50, width: 9, height: 8)
  let footer = PDFField(name: "b", kind: .text, isReadOnly: true, x: 20, y: 270, width: 60, height: 6)
  let places = PlaceFinder()(blank(boxes: [], fields: [mark, footer]))
  #expect(places.map(\.read) == [.ticks])
}
