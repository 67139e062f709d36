import Foundation
import Forms
import Testing

@Test func `a layout written as text reads back the same to a hundredth of a millimetre`() throws {
  let page = PageLayout(
    number: 2, width: 209.97, height: 297, rules: [.init(zone: Zone(x: 1.05, y: 2, width: 30.456, height: 0.2), shade: 0.5)],
    panels: [], words: [.init(zone: Zone(x: -0.5, y: 2.25, width: 3, height: 4), shade: 1, density: 0.333)],
    barcodes: [Zone(x: 1, y: 2, width: 3, height: 4)])
  let text = FormLayout(pages: [page]).text
  let read = try JSONDecoder().decode(FormLayout.self, from: Data(text.utf8)).pages[0]
  #expect(read.number == 2 && read.width == 209.97 && read.panels.isEmpty && read.barcodes == page.barcodes)
  #expect(read.rules.map(\.zone.numbers) == [[1.05, 2, 30.46, 0.2]])
  #expect(read.words[0].zone.x == -0.5 && read.words[0].density == 0.33)
}

@Test func `a layout has one row of numbers a line`() {
  let rules = (1...3).map { PageLayout.Rule(zone: Zone(x: Double($0), y: 0, width: 9, height: 0.2), shade: 1) }
  let lines = FormLayout(pages: [PageLayout(number: 1, width: 210, height: 297, rules: rules)]).text.split(separator: "\n")
  #expect(lines.contains("[2,0,9,0.2,1],"))
}
