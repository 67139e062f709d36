import Forms
import Foundation
import Testing

struct ExportCaseTests {
  @Test(arguments: [FormRecord.Disposition.review, .rejected, .failed])
  func `a case of which one document is not accepted cannot leave`(disposition: FormRecord.Disposition) throws {
    var first = RecordTests.record, second = RecordTests.record
    (first.disposition, second.disposition, second.id) = (.accepted, disposition, "n5b-2")
    let documents = [first, second].map { ExportDocument(record: $0, form: Self.form) }
    let problem = #expect(throws: Problem.self) { try ExportCase(documents, time: .distantPast) }
    #expect(problem?.summary == "it is not released: n5b-2 is '\(disposition.rawValue)'")
    #expect(try ExportCase([documents[0]], time: .distantPast).id == "n5b-1")
  }

  @Test func `a record leaves as its own JSON with what people changed`() throws {
    var record = RecordTests.record
    record.disposition = .accepted
    record.corrections = [
      .init(
        pointer: "/b", old: .text("Sian"), new: .text("Siân Ŵyn ŷ"), operator: "op-7", time: "2026-11-25T09:00:00Z",
        reason: "as on the paper")
    ]
    let exporter = try #require(
      try TestPipeline.read("outputs: [ { kind: json, folder: out } ]").pipeline.outputs.first?.exporter)
    let export = try exporter.export(ExportCase([ExportDocument(record: record, form: Self.form)], time: .distantPast))
    #expect(export.files.map(\.name) == ["n5b-1.json"] && export.losses == [])
    let back = try JSONDecoder().decode(FormRecord.self, from: export.files[0].data)
    #expect(back.corrections == record.corrections && back.fields == record.fields)
  }

  private static let form = FormDefinition(
    id: "n5b", edition: "", title: "", pages: [], fields: [:], layout: FormLayout(pages: []))
}
