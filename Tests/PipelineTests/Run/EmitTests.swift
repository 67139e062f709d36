import Forms
import Foundation
import Imaging
import Testing

@testable import Pipeline

struct EmitTests {
  /// Gives each case's PDFs and records as files, or finds fault with all.
  private struct ScanExporter: Exporter {
    static let kind = "scan"
    static let needsScans = true
    var fault: Problem?
    var query: FormRecord.Issue?

    init(_ settings: ExportSettings) {}
    init(fault: Problem? = nil, query: FormRecord.Issue? = nil) { (self.fault, self.query) = (fault, query) }
    func queries(on record: FormRecord, of form: FormDefinition) -> [FormRecord.Issue] { query.map { [$0] } ?? [] }

    func export(_ documents: ExportCase) throws(Problem) -> Export {
      if let fault { throw fault }
      return Export(documents.documents.map { Export.File("\($0.record.id).pdf", $0.pdf ?? Data()) })
    }
  }

  private func run(
    _ batch: TestBatch, _ outputs: [OutputDefinition],
    reader: @escaping @Sendable () throws -> any PageReading = { NumberingReader() }
  ) async throws -> RunSummary {
    var run = try batch.run(reader: reader)
    run.pipeline.outputs = outputs
    return try await run(batch.found())
  }

  private func output(_ kind: String, _ folder: URL) throws -> OutputDefinition {
    let file = folder.deletingLastPathComponent().appending(path: "\(kind).yaml")
    try Data("outputs: [ { kind: \(kind), folder: \(folder.path) } ]".utf8).write(to: file)
    return try #require(PipelineDefinition.read(file).pipeline.outputs.first)
  }

  /// Two documents: one whole, and one that lacks a page, which a person must look at.
  private func batch() throws -> TestBatch {
    let batch = try TestBatch()
    try batch.scan([1, 2, 3, 4], as: "a.tif", dust: 1)
    try batch.scan([1, 2, 3], as: "b.tif", dust: 2)
    return batch
  }

  @Test func `what is accepted leaves, and what is in review does not`() async throws {
    let batch = try batch(), folder = batch.folder
    let outputs = try ["json", "jsonl", "csv"].map { try output($0, folder.appending(path: "to-\($0)")) }
    let summary = try await run(batch, outputs)
    let records = try batch.records()
    let accepted = try #require(records.first { $0.disposition == .accepted })
    #expect(records.count == 2 && summary.accepted == 1 && summary.casesWaiting == 1)
    #expect(summary.outputs?.map(\.cases) == [1, 1, 1] && summary.outputs?.map(\.files) == [1, 1, 1])
    let bytes = try CanonicalJSON.data(accepted)
    #expect(try batch.written("to-json") == ["\(accepted.id).json": bytes])
    let lines = try batch.written("to-jsonl")
    #expect(try Array(lines.values) == [CanonicalJSON.line(accepted)])
    #expect(lines.keys.first?.wholeMatch(of: /records-[0-9a-f]{12}\.jsonl/) != nil)
    let table = try #require(batch.written("to-csv").values.first)
    let rows = String(decoding: table, as: UTF8.self).split(separator: "\r\n")
    #expect(rows.count == 5 && rows[0].hasPrefix("record,file") && rows.dropFirst().allSatisfy { $0.hasPrefix(accepted.id) })
  }

  @Test func `a scan leaves with its document: its pages, in the record's order and as they are`() async throws {
    let batch = try TestBatch()
    try batch.scan([0, 3, 1, 4, 2, 0], as: "a.tif", dust: 1)
    let to = batch.folder.appending(path: "to")
    let summary = try await run(batch, [OutputDefinition(folder: to.path, exporter: ScanExporter())])
    #expect(summary.problems == [] && summary.casesWaiting == 0)
    let record = try #require(batch.records().first)
    #expect(record.pages.map(\.index) == [2, 4, 1, 3])
    let stream = PageStream(file: to.appending(path: "\(record.id).pdf"), executable: try builtCommand())
    for number in 1...4 {
      guard case .page(let page) = try stream.nextPage() else {
        Issue.record("page \(number) is not there")
        return
      }
      let (mine, theirs) = (page.image.plane, try batch.page(number, dust: 1).plane)
      #expect(mine.width == theirs.width && mine.height == theirs.height && abs(page.image.dpi - 150) < 1)
      let far = zip(mine.pixels, theirs.pixels).count { abs(Int($0) - Int($1)) > 40 }
      #expect(Double(far) < 0.01 * Double(mine.pixels.count))
    }
    #expect(try stream.nextPage() == nil)
  }

  @Test func `what another system would not take is queried before anything leaves`() async throws {
    let batch = try batch()
    let query = FormRecord.Issue(rule: "too-long", severity: .query, fields: ["/page1"], message: "It is too long.")
    let output = OutputDefinition(folder: batch.folder.appending(path: "to").path, exporter: ScanExporter(query: query))
    let summary = try await run(batch, [output])
    #expect(summary.accepted == 0 && summary.review == 2 && summary.casesWaiting == 2)
    #expect(try batch.written("to").isEmpty)
    #expect(try batch.records().allSatisfy { $0.issues.contains(query) && $0.fields["/page1"]?.reasons == ["It is too long."] })
  }

  @Test func `a case that one output cannot take is a problem, and leaves by none`() async throws {
    let batch = try batch()
    let fault = Problem(place: "x", summary: "it cannot", remedy: "Do.")
    let to = batch.folder.appending(path: "to")
    let outputs = [
      OutputDefinition(folder: batch.folder.appending(path: "bad").path, exporter: ScanExporter(fault: fault)),
      OutputDefinition(folder: to.path, exporter: ScanExporter()),
    ]
    let summary = try await run(batch, outputs)
    #expect(summary.problems == [fault] && summary.outputs?.map(\.cases) == [0, 0])
    #expect(try batch.written("bad").isEmpty && batch.written("to").isEmpty)
  }

  @Test func `an output's folder that cannot be made stops the run before anything is read`() async throws {
    let batch = try batch()
    let file = batch.folder.appending(path: "file")
    try Data().write(to: file)
    await #expect(throws: Problem.self) {
      try await run(batch, [OutputDefinition(folder: file.appending(path: "to").path, exporter: ScanExporter())])
    }
    #expect(try batch.written().isEmpty)
  }

  @Test func `of a run that was stopped nothing leaves, for a part of a case may be unread`() async throws {
    let batch = try batch()
    let output = OutputDefinition(folder: batch.folder.appending(path: "to").path, exporter: ScanExporter())
    var run = try batch.run { NumberingReader() }
    run.pipeline.outputs = [output]
    let summary = try await Task { [run, found = batch.found()] in
      withUnsafeCurrentTask { $0?.cancel() }
      return try await run(found)
    }.value
    #expect(summary.interrupted && summary.outputs?.map(\.cases) == [0] && summary.casesWaiting == 0)
    #expect(try batch.written("to").isEmpty)
  }

  @Test func `a file that cases share is whole or not there`() async throws {
    let batch = try batch(), to = batch.folder.appending(path: "to")
    var record = RecordFolderTests.record("a.tif")
    let emit = try Emit([output("jsonl", to)], forms: [TestBatch.form], scans: ScanPages([]))
    #expect(await emit.add([record]) == nil)
    record.id = "drawn-2"
    #expect(await emit.add([record]) == nil)
    // Until it is whole only its draft is there.
    #expect(try batch.written("to").keys.allSatisfy { $0.hasPrefix(".") })
    let (outputs, problems) = await emit.finish()
    #expect(problems == [] && outputs.map(\.cases) == [2] && outputs.map(\.files) == [1])
    #expect(try batch.written("to").values.map { $0.count { $0 == 0x0A } } == [2])
  }

  @Test func `what left before is never overwritten, and is told`() async throws {
    let batch = try batch(), to = batch.folder.appending(path: "to")
    var one = RecordFolderTests.record("a.tif"), other = one
    other.id = "drawn-2"
    func leave(_ records: [FormRecord], as kind: String) async throws -> RunSummary.Output {
      let emit = try Emit([output(kind, to)], forms: [TestBatch.form], scans: ScanPages([]))
      for record in records { #expect(await emit.add([record]) == nil) }
      let (outputs, problems) = await emit.finish()
      #expect(problems == [])
      return outputs[0]
    }
    for kind in ["jsonl", "csv"] {
      _ = try await leave([one, other], as: kind)
      _ = try await leave([one], as: kind)
      let again = try await leave([one, other], as: kind)
      #expect(again.cases == 2 && again.before == nil)
    }
    _ = try await leave([one], as: "json")
    let before = try batch.written("to")
    #expect(before.count == 5)
    one.source.received = "2026-11-25T00:00:00Z"
    for kind in ["jsonl", "json"] {
      let changed = try await leave([one], as: kind)
      #expect(changed.cases == 0 && changed.before == 1)
    }
    #expect(try batch.written("to") == before)
  }

  @Test func `a document whose scan is gone, or has lost pages, does not leave`() async throws {
    let batch = try batch()
    _ = try await run(batch, [])
    let record = try #require(batch.records().first { $0.disposition == .accepted })
    let gone = ScanPages([], executable: try builtCommand())
    #expect(throws: Problem.self) { try gone.pdf(of: record) }
    try batch.scan([1, 2], as: "cut.tif", dust: 1)
    let cut = ScanPages([(record.source.file, batch.scans.appending(path: "cut.tif"))], executable: try builtCommand())
    let problem = #expect(throws: Problem.self) { try cut.pdf(of: record) }
    #expect(problem?.place == record.source.file)
  }

  @Test func `what is in review is refused whoever hands it over`() async throws {
    let batch = try batch(), to = batch.folder.appending(path: "to")
    var record = RecordFolderTests.record("a.tif")
    record.disposition = .review
    let emit = try Emit([output("json", to)], forms: [TestBatch.form], scans: ScanPages([]))
    #expect(await emit.add([record])?.place == "drawn-1")
    #expect(try batch.written("to").isEmpty)
  }
}
