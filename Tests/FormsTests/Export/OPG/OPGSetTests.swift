import Foundation
import Testing

@testable import Forms

struct OPGSetTests {
  private func exporter(_ settings: String = "schedule: '01-0001269-{time}', scanner: 9, operator: Siân") throws -> any Exporter
  {
    let (pipeline, problems) = try TestPipeline.read("outputs: [ { kind: opg, folder: out, \(settings) } ]")
    #expect(problems == [])
    return try #require(pipeline.outputs.first).exporter
  }

  private func aCase(_ records: [FormRecord]) throws -> ExportCase {
    try ExportCase(records.map(TestRecord.document), time: .distantPast)
  }

  private func sheets(_ id: String) -> FormRecord {
    var record = TestRecord.full("lpc", pages: [1, 3])
    record.id = id
    return record
  }

  @Test func `a case is one set with its continuation sheets and its fee form, and comes back`() throws {
    let records = [TestRecord.full("lp1f"), sheets("lpc-1"), sheets("lpc-2"), TestRecord.full("lpa120")]
    let export = try exporter("schedule: 's-{time}', scanner: 9, operator: Siân, burn: FS-").export(aCase(records))
    #expect(export.files.map(\.name) == ["SET_lp1f-0123456789ab.xml", "SET_lp1f-0123456789ab.losses.json"])
    try expectGolden(export.files[0].data, "set.xml")
    try expectGolden(export.files[1].data, "set.losses.json")
    let set = try OPGSet.read(export.files[0].data, place: "set.xml")
    #expect(set.documents.map(\.type) == ["LP1F", "LPC", "LPC", "LPA120"] && set.documents.map(\.pages) == [20, 2, 2, 4])
    #expect(set.documents.map(\.id) == records.map(\.id) && set.documents.allSatisfy { $0.pdf == Data("%PDF-1.7\n".utf8) })
    #expect(set.header.caseNumber == "" && set.header.schedule == "s-20261123210000" && set.header.operator == "Siân")
    #expect(set.header.time == "2026-11-23 21:00:00")
    for (document, record) in zip(set.documents, records) {
      let mapping = try OPGDocumentTests.mapping(record.form.id)
      let values = try mapping.values(of: document.xml, place: document.id).values
      for (pointer, value) in values { #expect(record.fields[pointer]?.value == value) }
      #expect(values.count == record.fields.count - mapping.without.count { record.fields[$0.field] != nil })
    }
    let page = try XMLTree.read(set.documents[1].xml, place: "").children.last
    #expect(page?.name == "Page3" && page?.first("BURN")?.text == "FS-lpc-1-2" && page?.first("PhysicalPage")?.text == "2")
  }

  @Test(.enabled(if: Contracts.opg, "needs ../shared/contracts/opg and xmllint"))
  func `a set and what is in it are valid`() throws {
    for settings in ["schedule: s, scanner: 9", "schedule: s, scanner: '<&>', operator: '\"', feeNumber: ''"] {
      let export = try exporter(settings).export(aCase([TestRecord.full("lp1h"), sheets("lpc-1")]))
      #expect(try Contracts.complaints(of: export.files[0].data, schema: "SET") == nil)
      for document in try OPGSet.read(export.files[0].data, place: "").documents {
        #expect(try Contracts.complaints(of: document.xml, schema: document.type) == nil)
      }
    }
  }

  @Test func `a set without a form that creates a case needs that case's number`() throws {
    let problem = #expect(throws: Problem.self) { try exporter().export(aCase([sheets("lpc-1")])) }
    #expect(problem?.place == "lpc-1" && problem?.remedy?.contains("caseNumber") == true)
    func number(_ settings: String, _ records: [FormRecord]) throws -> String {
      try OPGSet.read(exporter(settings).export(aCase(records)).files[0].data, place: "").header.caseNumber
    }
    #expect(try number("schedule: s, scanner: 9, caseNumber: 7000-1-1", [sheets("lpc-1")]) == "7000-1-1")
    var fee = TestRecord.full("lpa120")
    fee.fields["/case/reference"]?.value = .text("7000-1234-5678")
    #expect(try number("schedule: s, scanner: 9", [fee]) == "7000-1234-5678")
    fee.fields["/case/reference"]?.value = .text("my own")
    #expect(throws: Problem.self) { try number("schedule: s, scanner: 9", [fee]) }
    #expect(try number("schedule: s, scanner: 9, caseNumber: 7000-1-1", [TestRecord.full("lp1f")]) == "")
    #expect(throws: Problem.self) { try number("schedule: s, scanner: 9", [TestRecord.full("lp1f"), TestRecord.full("lp1h")]) }
  }

  @Test func `a document without its scan does not leave`() throws {
    var document = TestRecord.document(TestRecord.full("lp1f"))
    document.pdf = nil
    let waiting = try ExportCase([document], time: .distantPast), exporter = try exporter()
    #expect(throws: Problem.self) { try exporter.export(waiting) }
  }

  @Test func `a scan of many megabytes goes and comes back`() throws {
    var document = TestRecord.document(TestRecord.full("lp1f"))
    document.pdf = Data((0..<12_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31 >> 3) })
    let export = try exporter().export(ExportCase([document], time: .distantPast))
    #expect(try OPGSet.read(export.files[0].data, place: "").documents[0].pdf == document.pdf)
  }

  @Test(arguments: [
    ("schedule: s", 12, "the output has no 'scanner'"),
    ("scanner: 9", 12, "the output has no 'schedule'"),
    ("scanner: 9, schedule: s, caseNo: 1", 63, "'caseNo' is no key here"),
    ("scanner: 9, schedule: [s]", 60, "plain text is needed here"),
  ])
  func `settings that a set needs are asked for`(settings: String, column: Int, summary: String) throws {
    let problem = try #require(try TestPipeline.read("outputs: [ { kind: opg, folder: out, \(settings) } ]").problems.first)
    #expect(problem.place.hasSuffix(".yaml:1:\(column)") && problem.summary == summary, "\(problem)")
  }

  private static let good = """
    <Set xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:noNamespaceSchemaLocation="SET.xsd">
    <Header CaseNo="" Scanner="9" ScanTime="" ScannerOperator="" Schedule="s"/>
    <Body><Document Type="LP1F" Encoding="UTF-8" NoPages="1"><XML>PGE+</XML>
    <PDF>JVBERg==</PDF></Document></Body></Set>
    """

  @Test func `a set that is right is read, with the case number and the line breaks that others write`() throws {
    let text = Self.good.replacing("CaseNo=\"\"", with: "CaseNo=\"7000-1-2\"").replacing("PGE+", with: "PG\n E+")
    let set = try OPGSet.read(Data(text.utf8), place: "")
    #expect(set.header.caseNumber == "7000-1-2" && set.documents[0].xml == Data("<a>".utf8) && set.documents[0].id == "")
  }

  @Test(arguments: [
    ("<Set ", "<Sets ", "no XML"), ("Schedule=\"s\"", "Schedule=\"\"", "no 'Schedule'"),
    ("\"SET.xsd\"", "\"../SET.xsd\"", "no schema"),
    ("NoPages=\"1\"", "NoPages=\"0\"", "number of pages"), ("Type=\"LP1F\"", "Type=\"\"", "no 'Type'"),
    ("PGE+", "", "no 'XML'"),
    ("PGE+", "=", "'XML' is not base64"), ("<PDF>JVBERg==</PDF>", "", "no 'PDF'"), ("Header", "Head", "no 'Header'"),
    ("<Document", "<!DOCTYPE a><Document", "refused"),
  ])
  func `a set that is wrong is refused, with its line and what is wrong`(this: String, that: String, summary: String) throws {
    let problem = #expect(throws: Problem.self) {
      try OPGSet.read(Data(Self.good.replacing(this, with: that).utf8), place: "set.xml")
    }
    #expect(problem?.summary.contains(summary) == true, "\(String(describing: problem))")
    #expect(problem?.place.hasPrefix("set.xml:") == true && problem?.remedy != nil)
  }
}
