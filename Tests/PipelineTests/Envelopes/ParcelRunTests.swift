import Forms
import Foundation
import Imaging
import Testing

@testable import Pipeline

/// Envelopes and sets whose scans came before, are broken or are not what was stated: nothing in them is lost without a word.
@Suite(.serialized) struct ParcelRunTests {
  let batch: TestBatch

  init() throws { batch = try TestBatch() }

  private func put(_ data: Data, _ name: String) throws { try data.write(to: batch.scans.appending(path: name)) }

  /// A scan of the form's four pages.
  private func pdf(dust: Int) throws -> Data {
    let file = batch.folder.appending(path: "drawn.pdf")
    try ScanWriter.writePDF(try (1...4).map { try batch.page($0, dust: dust) }, to: file.path, quality: 80)
    return try Data(contentsOf: file)
  }

  /// Writes a set of the documents, each a Type, an ID, a NoPages and a PDF; `nil` leaves the PDF out.
  private func put(set documents: [(id: String, pages: Int, pdf: Data?)], caseNumber: String = "", _ name: String) throws {
    let type = caseNumber.isEmpty ? "LP1F" : "LPC"
    let body = documents.map { document in
      let pdf = document.pdf.map { "<PDF>\($0.base64EncodedString())</PDF>" } ?? ""
      return
        "<Document Type='\(type)' Encoding='UTF-8' NoPages='\(document.pages)' ID='\(document.id)'><XML>QQ==</XML>\(pdf)</Document>"
    }
    let header =
      "<Header CaseNo='\(caseNumber)' Scanner='1' ScanTime='2026-07-01 12:38:53' ScannerOperator='' Schedule='02-1'/>"
    try put(Data("<Set>\(header)<Body>\(body.joined())</Body></Set>".utf8), name)
  }

  /// Writes an envelope with one document.
  private func put(envelope number: Int, _ pdf: Data) throws {
    let name = "\(number)_25-11-2026-13-24-07.zip", time = "2026-11-25T09:00:00.000Z"
    let json = """
      {"po_box": "1", "jurisdiction": "PCS", "delivery_date": "\(time)", "opening_date": "\(time)",
       "zip_file_createddate": "\(time)", "zip_file_name": "\(name)", "envelope_classification": "exception",
       "scannable_items": [{"document_control_number": "\(number)", "scanning_date": "\(time)", "next_action": "forward",
         "next_action_date": "\(time)", "file_name": "\(number).pdf", "document_type": "Form"}]}
      """
    try put(try ZipWriter.data([("metadata.json", Data(json.utf8)), ("\(number).pdf", pdf)], time: .distantPast), name)
  }

  private func run(_ change: (inout Run) -> Void = { _ in }) async throws -> RunSummary {
    var run = try batch.run { NumberingReader() }
    change(&run)
    return try await run(Intake()([batch.scans]))
  }

  @Test func `a document that could not be read leaves its ID to one that can`() async throws {
    try put(set: [("D1", 4, Data("%PDF-1.4 hello".utf8))], "a.xml")
    try put(set: [("D1", 4, try pdf(dust: 1))], "b.xml")
    let summary = try await run()
    #expect(summary.problems.map(\.place) == ["a.xml/1-LP1F.pdf"], "\(summary.problems)")
    #expect(try batch.records().map(\.source.file) == ["b.xml/1-LP1F.pdf"])
    #expect(summary.parcels?.map(\.status.rawValue) == ["incomplete", "accepted"])
  }

  @Test func `a document whose ID came with one that was read is not read, and its set is not all taken`() async throws {
    try put(set: [("D1", 4, try pdf(dust: 1))], "a.xml")
    try put(set: [("D1", 4, try pdf(dust: 2))], "b.xml")
    let summary = try await run()
    #expect(summary.documents == 1 && summary.isBalanced && summary.unreadFiles == [])
    #expect(summary.problems.map(\.place) == ["b.xml/1-LP1F.pdf"])
    #expect(summary.problems.first?.summary.contains("a.xml/1-LP1F.pdf") == true)
    #expect(summary.parcels?.map(\.status.rawValue) == ["accepted", "incomplete"])
    #expect(summary.parcels?.last?.scans.count == 1, "what was not read is kept")
  }

  @Test func `a document whose ID came before is read for another document that has its content`() async throws {
    try put(set: [("D1", 4, try pdf(dust: 1))], "a.xml")
    let other = try pdf(dust: 2)
    try put(set: [("D1", 4, other)], "b.xml")
    try put(set: [("D2", 4, other)], "c.xml")
    let summary = try await run()
    #expect(Set(try batch.records().map(\.source.file)) == ["a.xml/1-LP1F.pdf", "b.xml/1-LP1F.pdf"])
    #expect(summary.parcels?.map(\.status.rawValue) == ["accepted", "accepted", "incomplete"])
    let asks = try batch.records().filter { $0.issues.contains { $0.rule == "scan-repeated" } }
    #expect(asks.map(\.source.file) == ["b.xml/1-LP1F.pdf"])
  }

  @Test func `an envelope whose scan came before is told of by its control number, and the record that has the scan asks`()
    async throws
  {
    let pdf = try pdf(dust: 1)
    for number in [1001, 1002, 1003] { try put(envelope: number, pdf) }
    let summary = try await run()
    #expect(summary.documents == 1 && summary.accepted == 0 && summary.duplicateFiles == 2)
    #expect(summary.parcels?.map(\.status.rawValue) == ["accepted", "incomplete", "incomplete"])
    #expect(summary.parcels?.allSatisfy { $0.scans.count == 1 } == true)
    #expect(summary.problems.map { $0.summary.contains("control number") } == [true, true])
    #expect(summary.problems.allSatisfy { $0.remedy?.contains("Nothing needs doing") == false })
    let issues = try #require(try batch.records().first).issues.filter { $0.rule == "scan-repeated" }
    #expect(issues.map { $0.message.contains("1002") } == [true, false])
    #expect(issues.map { $0.message.contains("1003") } == [false, true] && issues.allSatisfy { $0.severity == .query })
  }

  @Test func `a plain scan with the content of an envelope's leaves the envelope in the record's query`() async throws {
    let pdf = try pdf(dust: 1)
    try put(pdf, "0.pdf")
    try put(envelope: 1001, pdf)
    let summary = try await run()
    #expect(summary.parcels?.map(\.status.rawValue) == ["incomplete"] && summary.review == 1)
    #expect(try batch.records().first?.issues.contains { $0.message.contains("1001") } == true)
  }

  @Test func `a set that states other pages than its PDF has is queried`() async throws {
    try put(set: [("D1", 5, try pdf(dust: 1))], "a.xml")
    try put(set: [("D2", 4, try pdf(dust: 2))], "b.xml")
    let summary = try await run()
    #expect(summary.problems == [] && summary.review == 1 && summary.accepted == 1)
    let issue = try batch.records().flatMap(\.issues).filter { $0.rule == "set-pages" }
    #expect(issue.count == 1 && issue.first?.message.contains("5") == true && issue.first?.message.contains("4") == true)
  }

  @Test func `a set without a PDF is refused for that`() async throws {
    try put(set: [("D1", 4, nil)], "a.xml")
    try put(set: [("D1", 4, Data())], "b.xml")
    let summary = try await run()
    #expect(summary.problems.map(\.summary) == ["the set has no PDF for document 1", "the set has no PDF for document 1"])
    #expect(summary.parcels?.map(\.status.rawValue) == ["refused", "refused"])
  }

  @Test func `a set with what SET.xsd has not is refused by its line, and strangers' words are not told`() async throws {
    let pdf = Data("%PDF-1.4".utf8).base64EncodedString()
    let set = """
      <?xml version="1.0"?>
      <Set xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:noNamespaceSchemaLocation="SET.xsd">
      <Header CaseNo="" Scanner="1" ScanTime="2026-07-01 12:38:53" ScannerOperator="" Schedule="02-1"/>
      <Body><!-- a word -->
      <Document Type="LP1F" Encoding="UTF-8" NoPages="1" ID="1">
      <XML>QQ==</XML>
      <PDF>\(pdf)</PDF>
      </Document></Body></Set>
      """
    try put(Data(set.utf8), "0.xml")
    let changes = [
      ("<Body>", "<Jane>Secretname</Jane><Body>", 4), ("Scanner=\"1\"", "Jane=\"Secretname\"", 3),
      ("<XML>QQ==</XML>", "", 7), ("</Document>", "</Document>Jane Secretname", 8), ("<Body>", "<Body Jane=\"Secretname\">", 4),
      ("<Document ", "<Jane/><Document ", 5), ("</Body>", "</Body><Body/>", 8), ("</Document>", "<Jane/></Document>", 8),
    ]
    for (index, change) in changes.enumerated() {
      try put(Data(set.replacing(change.0, with: change.1, maxReplacements: 1).utf8), "\(index + 1).xml")
    }
    let summary = try await run()
    #expect(summary.parcels?.map(\.status.rawValue) == ["incomplete"] + changes.map { _ in "refused" })
    let refusals = summary.problems.filter { $0.summary.hasPrefix("the set has something at line ") }
    #expect(
      refusals.map(\.summary) == changes.map { "the set has something at line \($0.2) that SET.xsd has not there" },
      "\(summary.problems)")
    #expect(!"\(summary)".contains("Secretname"))
  }

  @Test func `a signed envelope for which there is no key says that its signature was not checked`() async throws {
    let name = "1001_25-11-2026-13-24-07.zip"
    try put(envelope: 1001, try pdf(dust: 1))
    let inner = try Data(contentsOf: batch.scans.appending(path: name))
    try put(try ZipWriter.data([("envelope.zip", inner), ("signature", Data("forged".utf8))], time: .distantPast), name)
    let summary = try await run()
    #expect(summary.documents == 1 && summary.parcels?.first?.status == .accepted)
    #expect(summary.parcels?.first?.warnings.contains { $0.contains("signature was not checked") } == true)
  }

  @Test func `metadata that names more documents than an archive may hold is refused at once`() async throws {
    let item = #"{"document_control_number": "1", "file_name": "1.pdf"}"#
    let json = #"{"scannable_items": [\#(Array(repeating: item, count: 60_000).joined(separator: ","))]}"#
    try put(
      try ZipWriter.data([("metadata.json", Data(json.utf8)), ("1.pdf", try pdf(dust: 1))], time: .distantPast),
      "1_25-11-2026-13-24-07.zip")
    let start = ContinuousClock.now, summary = try await run { $0.pipeline.archiveRatio = 10_000 }
    #expect(ContinuousClock.now - start < .seconds(5))
    #expect(summary.problems.map(\.code) == ["ERR_METAFILE_INVALID"])
    #expect(summary.problems.first?.summary.contains("more than 1000") == true, "\(summary.problems)")
  }
}
