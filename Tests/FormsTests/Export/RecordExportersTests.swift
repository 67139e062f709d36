import Forms
import Foundation
import Testing

struct RecordExportersTests {
  private func export(_ kind: String, _ records: [FormRecord]) throws -> Export {
    let (pipeline, problems) = try TestPipeline.read("outputs: [ { kind: \(kind), folder: out } ]")
    #expect(problems == [])
    return try #require(pipeline.outputs.first).exporter.export(
      ExportCase(records.map { ExportDocument(record: $0, form: TestRecord.form($0.form.id)) }, time: .distantPast))
  }

  private var corrected: FormRecord {
    var record = TestRecord.full("lpa120", pages: [3, 4])
    record.links = [.init(record: "lp1f-0123456789ab", form: "lp1f", by: .name)]
    record.corrections = [
      .init(
        pointer: "/donor/fullName", old: .text("Sian Wyn"), new: record.fields["/donor/fullName"]?.value, operator: "op-7",
        time: "2026-11-25T09:00:00Z", reason: "as on the paper"),
      .init(pointer: "/fee/lpa", old: nil, new: .flag(true), operator: "op-7", time: "2026-11-25T09:01:00Z"),
    ]
    return record
  }

  @Test func `a record as JSON is as it was`() throws {
    let file = try #require(try export("json", [corrected]).files.first)
    #expect(file.name == "lpa120-0123456789ab.json" && file.sharedHead == nil)
    try expectGolden(file.data, "record.json")
  }

  @Test func `records as JSON Lines are a line each`() throws {
    var second = corrected
    second.id = "lpa120-2"
    let file = try #require(try export("jsonl", [corrected, second]).files.first)
    #expect(file.name == "records.jsonl" && file.sharedHead == Data())
    let lines = file.data.split(separator: 0x0A)
    #expect(try lines.map { try JSONDecoder().decode(FormRecord.self, from: $0).id } == [corrected.id, "lpa120-2"])
    try expectGolden(file.data, "records.jsonl")
  }

  @Test func `records as CSV are a row a field under one head`() throws {
    let file = try #require(try export("csv", [corrected]).files.first)
    #expect(file.name == "records.csv" && String(decoding: file.data, as: UTF8.self).contains("Ŵyn ŷ"))
    try expectGolden((file.sharedHead ?? Data()) + file.data, "records.csv")
  }
}
