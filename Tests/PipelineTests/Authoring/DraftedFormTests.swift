import Forms
import Foundation
import Imaging
import Pipeline
import Testing

@Test func `a drafted form written to a folder reads back without a complaint`() throws {
  let dates = [(20.0, 10.0), (32, 10), (44, 20)].map { Zone(x: $0.0, y: 80, width: $0.1, height: 5) }
  let ticks = [100.0, 120].map { Zone(x: $0, y: 100, width: 4, height: 4) }
  let words = [
    PDFWord(text: "Who's", x: 20, y: 51, width: 10, height: 4), PDFWord(text: "\"it\"?", x: 31, y: 51, width: 8, height: 4),
    PDFWord(text: "Yes", x: 105, y: 100, width: 6, height: 4), PDFWord(text: "No", x: 125, y: 100, width: 6, height: 4),
  ]
  let rules = [PageLayout.Rule(zone: Zone(x: 10, y: 10, width: 100, height: 0.2), shade: 0.5)]
  let print = [PageLayout.Word(zone: Zone(x: 20, y: 51, width: 10, height: 4), shade: 1, density: 0.3)]
  let blank = BlankPage(
    layout: PageLayout(number: 1, width: 210, height: 297, rules: rules, words: print), barcode: "1F+I",
    boxes: [Zone(x: 41, y: 50, width: 80, height: 7)] + dates + ticks, words: words)
  let form = FormDrafter(id: "drafted", edition: "01.26", title: "A title: with a colon")([blank])

  let folder = FileManager.default.temporaryDirectory.appending(path: "\(UUID())/drafted")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder.deletingLastPathComponent()) }
  try form.text.write(to: folder.appending(path: "form.yaml"), atomically: true, encoding: .utf8)
  try form.layout.text.write(to: folder.appending(path: "layout.json"), atomically: true, encoding: .utf8)

  let (forms, problems) = FormLibrary.readForm(folder)
  let read = forms.first
  #expect(problems == [])
  #expect(read?.pages[0].zones.map(\.field) == form.pages[0].zones.map(\.field))
  #expect(read?.pages[0].zones.map(\.bounds) == form.pages[0].zones.map(\.bounds))
  #expect(read?.fields.mapValues(\.label) == form.fields.mapValues(\.label))
  #expect(read?.pages[0].barcode == "1F+I" && read?.title == form.title)
}
