import Forms
import Foundation
import Testing

struct RecordTests {
  static let record = FormRecord(
    id: "n5b-1", source: .init(file: "a/b.pdf", sha256: "00", received: nil), form: .init(id: "n5b", edition: "05.14"),
    pages: [],
    disposition: .review,
    fields: [
      "/b": FieldReading(
        value: .text("=1+1, \"x\""), state: .read, confidence: 0.5, review: true, reasons: ["why"], formPage: 1, page: 0),
      "/a": FieldReading(value: .flag(true), state: .read, confidence: 1, review: false, formPage: 1, page: 0),
    ], issues: [])

  @Test func `a record's bytes depend on the record alone and come back as it was`() throws {
    let bytes = try CanonicalJSON.data(Self.record)
    #expect(try CanonicalJSON.data(Self.record) == bytes)
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(text.contains("a/b.pdf") && text.hasSuffix("}\n"))
    let back = try JSONDecoder().decode(FormRecord.self, from: bytes)
    #expect(back.fields == Self.record.fields)
  }

  @Test func `a cell with commas or quotes is quoted, and one that is a formula is disarmed`() {
    var table = RecordTable()
    table.add(
      Self.record,
      form: FormDefinition(id: "n5b", edition: "", title: "", pages: [], fields: [:], layout: FormLayout(pages: [])))
    let rows = table.text.split(separator: "\r\n")
    #expect(rows.count == 3 && rows[1].contains(",/a,,yes,read,1.0,no,"))
    #expect(rows[2].contains("\"'=1+1, \"\"x\"\"\""))
  }

  @Test(arguments: ["1 Mill Hill\nLeeds", "1 Mill Hill\rLeeds", "1 Mill Hill\r\nLeeds", "1 Mill Hill,Leeds", "1 \"Mill\""])
  func `a cell of several lines stays one cell`(value: String) {
    #expect(RecordTable.row(["a", value, "b"]) == "a,\"\(value.replacing("\"", with: "\"\""))\",b\r\n")
  }

  @Test func `a file that cannot be written leaves the old one and says which`() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appendingPathComponent("x.json")
    try Data("old".utf8).writeWhole(to: file)
    try Data("new".utf8).writeWhole(to: file)
    #expect(try String(contentsOf: file, encoding: .utf8) == "new")
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["x.json"])
    let problem = #expect(throws: Problem.self) { try Data().writeWhole(to: folder.appendingPathComponent("none/x.json")) }
    #expect(problem?.summary == "the file cannot be written (No such file or directory)")
  }
}
