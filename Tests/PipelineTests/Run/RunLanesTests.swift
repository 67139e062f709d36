import Forms
import Foundation
import Synchronization
import Testing

@testable import Pipeline

/// The run over scans drawn in code, with readers that fail, dawdle and stop.
struct RunLanesTests {
  @Test func `each document becomes a record and every page is on account`() async throws {
    let batch = try TestBatch()
    try batch.scan([1, 2, 0, 3, 4], as: "a.tif", dust: 1)
    try batch.scan([2, 1, 4, 3], as: "b.tif", dust: 2)
    let summary = try await batch.run { NumberingReader() }(batch.found())
    #expect(summary.pages == 9 && summary.formPages == 8 && summary.blankPages == 1 && summary.isBalanced)
    #expect(summary.documents == 2 && summary.accepted == 2 && summary.fields == 8 && summary.problems.isEmpty)
    let records = try batch.records()
    try #require(records.map(\.source.file) == ["a.tif", "b.tif"])
    for record in records {
      #expect(record.fields.mapValues(\.value) == Self.values(1...4))
      #expect(record.disposition == .accepted && record.issues.isEmpty)
    }
    #expect(records[1].pages.map(\.index) == [1, 0, 3, 2])
  }

  @Test func `a reader that crashes costs its pages alone, and says so`() async throws {
    let batch = try TestBatch()
    try batch.scan([1, 2, 3, 4], as: "a.tif", dust: 1)
    try batch.scan([1, 2, 3, 4], as: "b.tif", dust: 2)
    let summary = try await batch.run(workers: 2) { CrashingReader(pages: [2, 3]) }(batch.found())
    #expect(summary.pages == 8 && summary.formPages == 4 && summary.failedPages == 4 && summary.isBalanced)
    #expect(summary.strays.map(\.index) == [1, 2, 1, 2] && summary.strays.allSatisfy { $0.kind == .failed })
    #expect(summary.problems.map(\.place) == ["a.tif page 2", "a.tif page 3", "b.tif page 2", "b.tif page 3"])
    #expect(summary.problems.allSatisfy { $0.remedy != nil })
    for record in try batch.records() {
      #expect(record.fields.mapValues(\.value) == Self.values([1, 4]))
      #expect(record.disposition == .review)
      #expect(record.issues.map(\.rule) == ["page-missing", "page-missing"])
      #expect(record.issues.flatMap(\.fields) == ["/page2", "/page3"])
    }
  }

  @Test func `a reader that crashes on every page leaves no record and a balanced summary`() async throws {
    let batch = try TestBatch()
    try batch.scan([1, 2, 3, 4], as: "a.tif", dust: 1)
    let summary = try await batch.run { CrashingReader(pages: [1, 2, 3, 4]) }(batch.found())
    #expect(summary.failedPages == 4 && summary.documents == 0 && summary.isBalanced)
    #expect(try batch.records().isEmpty)
  }

  @Test func `one worker and four write the same bytes, however long pages take`() async throws {
    let batch = try TestBatch()
    for file in 1...2 { try batch.scan([1, 2, 3, 4, 1, 2, 3, 4], as: "\(file).tif", dust: file) }
    let others = DispatchSemaphore(value: 0)
    _ = try await batch.run("one", workers: 1) { NumberingReader() }(batch.found())
    _ = try await batch.run("four", workers: 4) { SlowReader(others: others) }(batch.found())
    let one = try batch.written("one"), four = try batch.written("four")
    #expect(one.count == 5 && one == four)
  }

  @Test func `a run that is stopped lets the pages under way finish and writes nothing by halves`() async throws {
    let batch = try TestBatch(), reader = HoldingReader()
    try batch.scan([1, 2, 3, 4], as: "1.tif", dust: 1)
    try batch.scan([1, 2, 3, 4, 1, 2, 3, 4], as: "2.tif", dust: 2)
    try batch.scan([1, 2, 3, 4], as: "3.tif", dust: 3)
    var run = try batch.run { reader }
    let events = Mutex<[String]>([])
    run.report = { event in
      if case .record(let record) = event { events.withLock { $0.append(record.source.file) } }
    }
    let found = batch.found()
    let work = Task { [run] in
      defer { reader.arrivals.continuation.finish() }
      return try await run(found)
    }
    // Five pages go through: the first file and a page of the second. The sixth is held when the run is stopped.
    reader.letGo(5)
    var arrived = 0
    for await _ in reader.arrivals.stream {
      arrived += 1
      if arrived == 6 { break }
    }
    work.cancel()
    reader.letGo(20)
    try #require(arrived == 6)
    let summary = try await work.value
    #expect(summary.interrupted && summary.isBalanced && summary.files == 3)
    #expect(summary.documents == 1 && summary.pages == 4)
    #expect(summary.unreadFiles == ["2.tif", "3.tif"])
    #expect(summary.problems.map(\.place) == ["this run"])
    #expect(events.withLock { $0 } == ["1.tif"])
    let records = try batch.records()
    #expect(records.map(\.source.file) == ["1.tif"])
    #expect(records.first?.fields.count == 4)
    // No draft is left behind, and table and summary are whole.
    let names = try batch.written().keys.sorted()
    #expect(names.count == 2 && names[0] == "records.csv" && names[1].hasSuffix(".json"))
    let kept = try Data(contentsOf: batch.folder.appending(path: "out/summary.json"))
    #expect(try JSONDecoder().decode(RunSummary.self, from: kept).interrupted)
  }

  @Test func `a run that is stopped before it starts reads nothing`() async throws {
    let batch = try TestBatch()
    try batch.scan([1], as: "a.tif", dust: 1)
    let run = try batch.run { NumberingReader() }, found = batch.found()
    let summary = try await Task { [run] in
      withUnsafeCurrentTask { $0?.cancel() }
      return try await run(found)
    }.value
    #expect(summary.interrupted && summary.pages == 0 && summary.documents == 0)
  }

  @Test func `a machine that has no reader ends the run with what it lacks`() async throws {
    struct NoEngine: Error {}
    let batch = try TestBatch()
    try batch.scan([0, 1, 2, 3, 4], as: "a.tif", dust: 1)
    let run = try batch.run(workers: 2) { throw NoEngine() }, found = batch.found()
    await #expect(throws: NoEngine.self) { try await run(found) }
    #expect(try batch.records().isEmpty)
  }

  @Test func `a page that cannot be read is named with its file's folder`() async throws {
    let batch = try TestBatch()
    try FileManager.default.createDirectory(at: batch.scans.appending(path: "monday"), withIntermediateDirectories: true)
    try batch.scan([3], as: "monday/a.tif", dust: 1)
    let summary = try await batch.run { CrashingReader(pages: [3]) }(batch.found())
    #expect(summary.problems.map(\.place) == ["monday/a.tif page 1"])
    #expect(summary.strays.map(\.file) == ["monday/a.tif"])
  }

  private static func values(_ pages: some Sequence<Int>) -> [String: FieldValue?] {
    Dictionary(uniqueKeysWithValues: pages.map { ("/page\($0)", FieldValue.text("page \($0)")) })
  }
}
