import Forms
import Foundation
import Imaging
import RecordStore
import Testing

@testable import Pipeline

/// Runs that fill a store, and documents that leave it.
struct StoreBatchTests {
  let batch: TestBatch
  let store: RecordStore
  private let outputs: [OutputDefinition]
  private var left: [String] { get throws { try batch.written("to").keys.sorted() } }

  /// Two documents: one whole, and one that lacks a page, which a person must look at; and an empty sheet.
  init() async throws {
    batch = try TestBatch()
    try batch.scan([1, 2, 3, 4], as: "a.tif", dust: 1)
    try batch.scan([1, 2, 3, 0], as: "b.tif", dust: 2)
    store = try RecordStore(batch.folder.appending(path: "desk.sqlite"), create: true)
    let file = batch.folder.appending(path: "to.yaml")
    try Data("outputs: [ { kind: json, folder: \(batch.folder.path)/to } ]".utf8).write(to: file)
    outputs = try PipelineDefinition.read(file).pipeline.outputs
    try await store.set(operator: "gwen", role: .admin, password: "four words are good", by: "test")
  }

  private func run() async throws -> RunSummary {
    var run = try batch.run { NumberingReader() }
    run.pipeline.outputs = outputs
    run.store = try StoreBatch(store, name: "test", policy: ReviewPolicy(sample: 0))
    return try await run(batch.found())
  }

  private func export() async throws -> StoreExport.Result {
    try await StoreExport(store, to: outputs, forms: [TestBatch.form])(by: "test")
  }

  @Test func `a run adds every document and page, with its picture, and what is accepted leaves`() async throws {
    let summary = try await run()
    #expect(summary.problems == [] && summary.outputs?.map(\.cases) == [1] && summary.casesWaiting == 1)
    let records = try batch.records(), queue = try await store.queue()
    #expect(records.count == 2 && queue.waiting == 1)
    for record in records {
      let view = try #require(await store.view(record.id, for: "gwen"))
      #expect(view.record.fields == record.fields && view.pages.map(\.formPage) == record.pages.map(\.formPage))
      for page in view.pages {
        let picture = try #require(page.picture), bytes = try #require(store.images.bytes(of: picture.image))
        let image = try PageImage(bytes, dpi: picture.dpi)
        #expect(image.width == picture.width && picture.width == 1240 && picture.scaleX == 1)
      }
    }
    #expect(try left == records.filter { $0.disposition == .accepted }.map { "\($0.id).json" })
    #expect(try await store.verify().problems == [])
  }

  @Test func `the same scans again add nothing, and nothing leaves twice`() async throws {
    _ = try await run()
    let before = try batch.written("to"), rows = try await store.verify().records
    let again = try await run()
    #expect(again.outputs?.map(\.cases) == [0] && again.casesWaiting == 1)
    #expect(try batch.written("to") == before)
    let after = try await store.verify(), queue = try await store.queue()
    #expect(after.records == rows && queue.waiting == 1)
  }

  @Test func `what an operator releases leaves once, with who did what`() async throws {
    _ = try await run()
    let lease = try #require(await store.leaseNext(for: "gwen"))
    let view = try #require(await store.view(lease.record, for: "gwen"))
    #expect(try await export().outputs.map(\.cases) == [0])
    for issue in view.issues where issue.isOpen {
      try await store.settle(issue: issue.id, of: lease.record, by: "gwen", reason: "the paper was checked")
    }
    for pointer in view.standing.pointers {
      let old = view.record.fields[pointer]?.value
      try await store.decide(FieldDecision(FieldPlace(lease.record, pointer), old: old, new: .text("mended")), by: "gwen")
    }
    let result = try await export()
    #expect(result.outputs.map(\.cases) == [1] && result.waiting == 0 && result.problems == [])
    let record = try JSONDecoder().decode(
      FormRecord.self, from: #require(batch.written("to")["\(lease.record).json"]))
    #expect(record.disposition == .accepted)
    #expect(record.corrections?.allSatisfy { $0.operator == "gwen" } ?? view.standing.pointers.isEmpty)
    #expect(try await export().outputs.map(\.cases) == [0])
  }

  @Test func `a document whose case left in part does not leave while its sheet waits`() async throws {
    var owner = RecordFolderTests.record("a.tif"), sheet = owner
    (owner.id, sheet.id) = ("owner", "sheet")
    sheet.links = [.init(record: "owner", form: "drawn", by: .name)]
    sheet.disposition = .review
    sheet.issues = [.init(rule: "r", severity: .query, message: "Look.")]
    let number = try store.beginBatch("test")
    for record in [owner, sheet] {
      try store.add(record, form: TestBatch.form, pages: [], batch: number, policy: ReviewPolicy(sample: 0))
    }
    try store.end(batch: number)
    let cases = try await store.claimCases()
    #expect(cases.consignments == [] && cases.waiting == 1)
    let issue = try #require(await store.view("sheet", for: "gwen")?.issues.first)
    try await store.settle(issue: issue.id, of: "sheet", by: "gwen", reason: nil)
    #expect(try await store.claimCases().consignments.flatMap(\.cases).map(\.records) == [["owner", "sheet"]])
  }

  /// Documents that nobody need look at, of a batch that ended.
  private func fill(_ count: Int) throws {
    let batch = try store.beginBatch("test")
    for number in 0..<count {
      var record = RecordFolderTests.record("a.tif")
      record.id = "drawn-\(number)"
      try store.add(record, form: TestBatch.form, pages: [], batch: batch, policy: ReviewPolicy(sample: 0))
    }
    try store.end(batch: batch)
  }

  @Test func `of exports at the same time every case leaves by one`() async throws {
    try fill(20)
    let file = store.file, outputs = outputs
    let cases = try await withThrowingTaskGroup(of: Int.self) { group in
      for number in 0..<4 {
        group.addTask {
          let export = try StoreExport(try RecordStore(file), to: outputs, forms: [TestBatch.form])
          return try await export(by: "export \(number)").outputs[0].cases
        }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(cases.sorted() == [0, 0, 0, 20])
    #expect(try left.count == 20)
    #expect(try await store.verify().problems == [])
  }

  @Test func `what an output cannot say leaves by none, and stays open to change`() async throws {
    try fill(1)
    let file = batch.folder.appending(path: "both.yaml")
    try Data(
      """
      outputs: [ { kind: json, folder: \(batch.folder.path)/to }, { kind: csv, folder: \(batch.folder.path)/table } ]
      """.utf8
    ).write(to: file)
    let both = try PipelineDefinition.read(file).pipeline.outputs
    let result = try await StoreExport(store, to: both, forms: [])(by: "test")
    #expect(result.problems.map(\.summary) == ["its form is not known any more"])
    #expect(try left == [])
    #expect(try await StoreExport(store, to: both, forms: [TestBatch.form])(by: "test").outputs.map(\.cases) == [1, 1])
    #expect(try left == ["drawn-0.json"])
  }

  @Test func `an export that died makes no second table of its cases, whatever was released since`() async throws {
    try fill(3)
    let file = batch.folder.appending(path: "tables.yaml")
    try Data("outputs: [ { kind: csv, folder: \(batch.folder.path)/to } ]".utf8).write(to: file)
    let tables = try PipelineDefinition.read(file).pipeline.outputs
    // It wrote all, and died before it could note that.
    let emit = try Emit(tables, forms: [TestBatch.form], scans: StoredScans(store))
    for item in try #require(await store.claimCases().consignments.first).cases {
      #expect(await emit.add([try #require(await store.record(item.records[0]))]) == nil)
      try await store.note([(item.records, .placing)])
    }
    #expect(await emit.finish().problems == [])
    let first = try left
    var later = RecordFolderTests.record("a.tif")
    // Before the others by its id.
    later.id = "another"
    let number = try store.beginBatch("later")
    try store.add(later, form: TestBatch.form, pages: [], batch: number, policy: ReviewPolicy(sample: 0))
    try store.end(batch: number)
    let result = try await StoreExport(store, to: tables, forms: [TestBatch.form])(by: "test")
    #expect(result.problems == [])
    let rows = try batch.written("to").mapValues {
      String(decoding: $0, as: UTF8.self).split(whereSeparator: \.isNewline).count
    }
    #expect(rows.filter { first.contains($0.key) }.count == 1 && rows.count == 2)
    #expect(try await store.claimCases().consignments == [])
    let all = try batch.written("to").values.map { String(decoding: $0, as: UTF8.self) }.joined()
    for id in ["drawn-0", "drawn-1", "drawn-2", "another"] {
      #expect(all.components(separatedBy: id).count == all.components(separatedBy: "another").count, "\(id)")
    }
    // What it left half written goes.
    #expect(try FileManager.default.contentsOfDirectory(atPath: batch.folder.appending(path: "to").path).count == 2)
  }

  @Test func `one case that cannot be had holds up no other, and is sent when it can`() async throws {
    try fill(3)
    // An export claimed them, and died before it wrote anything; the form of none is known by the next one.
    _ = try await store.claimCases()
    let result = try await StoreExport(store, to: outputs, forms: [])(by: "test")
    #expect(result.problems.count == 3)
    #expect(try await store.claimCases().consignments.flatMap(\.cases).map(\.state) == [.claimed, .claimed, .claimed])
    #expect(try await export().outputs.map(\.cases) == [3])
    #expect(try await store.claimCases().consignments == [])
  }

  @Test func `a table that cannot be written holds back its cases, and no other table has them twice then`() async throws {
    try fill(2)
    let file = batch.folder.appending(path: "tables.yaml"), full = batch.folder.appending(path: "full")
    try Data("outputs: [ { kind: csv, folder: \(batch.folder.path)/to }, { kind: jsonl, folder: \(full.path) } ]".utf8).write(
      to: file)
    let tables = try PipelineDefinition.read(file).pipeline.outputs
    let export = try StoreExport(store, to: tables, forms: [TestBatch.form])
    // Gone: as bad as full.
    try FileManager.default.removeItem(at: full)
    #expect(try await export(by: "test").problems.count == 1)
    #expect(try left == [])
    try fill(3)
    #expect(try await StoreExport(store, to: tables, forms: [TestBatch.form])(by: "test").problems == [])
    let rows = try batch.written("to").values.map { String(decoding: $0, as: UTF8.self) }.joined()
    #expect(try left.count == 2 && batch.written("full").count == 2)
    let counts = (0..<3).map { rows.components(separatedBy: "drawn-\($0)").count }
    #expect(Set(counts).count == 1)
    #expect(try await store.verify().problems == [])
  }

  @Test func `what may be in a place by half is sent as it was, by the next export`() async throws {
    try fill(2)
    let place = batch.folder.appending(path: "to/drawn-0.json")
    try FileManager.default.createDirectory(at: place.appending(path: "in the way"), withIntermediateDirectories: true)
    let result = try await export()
    #expect(result.problems.count == 1 && result.outputs.map(\.cases) == [1])
    #expect(try await store.claimCases().consignments.flatMap(\.cases).map(\.records) == [["drawn-0"]])
    try FileManager.default.removeItem(at: place)
    #expect(try await export().outputs.map(\.cases) == [1])
    #expect(try left == ["drawn-0.json", "drawn-1.json"])
    #expect(try await store.verify().problems == [])
  }

  @Test func `a store that cannot be written stops the run, and names it`() async throws {
    try Data().write(to: store.images.folder)
    let summary = try await run()
    #expect(summary.problems.first?.place.hasPrefix(store.images.folder.path) == true)
    #expect(summary.unwritten == summary.problems.first)
    #expect(!summary.unreadFiles.isEmpty && summary.outputs?.map(\.cases) ?? [0] == [0])
  }
}
