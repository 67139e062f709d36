import Forms
import Foundation
import Imaging
import Pipeline
import Testing

struct RunTests {
  let run: TestRun

  init() throws { run = try TestRun() }

  @Test func `a name too long for a record's file is cut at a character`() async throws {
    let long = String(repeating: "日", count: 80)
    let summary = try await run([try run.scan("in/.\(long).png")])
    let records = run.folder.names("out/records")
    #expect(summary.documents == 1 && records.count == 1)
    #expect(records[0].hasPrefix("_" + String(repeating: "日", count: 33) + "-seed1-"))
  }

  @Test func `a record that cannot be written stops the run, and is counted and named with the system's words`() async throws {
    let scans = try ["a", "b", "c", "d", "e", "f", "g"].enumerated().map { try run.scan("in/\($1).png", shift: Double($0)) }
    _ = try await run([scans[0]])
    let record = run.folder.names("out/records")[0]
    let first = run.folder["out"]
    // What cannot be overwritten: a folder of the record's name.
    let report: @Sendable (RunEvent) -> Void = { event in
      guard case .opened("a.png") = event else { return }
      let blocked = first.appendingPathComponent("records/\(record)/x")
      try? FileManager.default.createDirectory(at: blocked, withIntermediateDirectories: true)
    }
    let summary = try await run(scans, report: report)
    #expect(summary.failed == 1 && summary.isBalanced && !summary.interrupted)
    #expect(summary.unwritten == summary.problems[0])
    #expect(summary.problems[0].place.hasSuffix(record) && summary.problems[0].summary.contains("Is a directory"))
    #expect(summary.unreadFiles.last == "g.png" && summary.documents + summary.unreadFiles.count == 7)
    #expect(summary.problems.last?.summary.contains("g.png") == true)
    #expect(run.folder.names("out").contains("summary.json") && run.folder.names("out").contains("records.csv"))
    #expect(!run.folder.names("out/records").contains { $0.hasSuffix(".new") })
    #expect(run.folder.names("out/earlier/1/records") == [record])
  }

  @Test func `a summary that cannot be written is a problem, and the counts come back all the same`() async throws {
    let out = run.folder["out"]
    let report: @Sendable (RunEvent) -> Void = { event in
      guard case .opened = event else { return }
      let blocked = out.appendingPathComponent("summary.json/x")
      try? FileManager.default.createDirectory(at: blocked, withIntermediateDirectories: true)
    }
    let summary = try await run([try run.scan("a.png")], report: report)
    #expect(summary.documents == 1 && summary.problems.count == 1)
    #expect(summary.problems[0].place.hasSuffix("summary.json"))
  }

  @Test func `a run that is stopped names every file that it did not read`() async throws {
    let scans = try ["a", "b", "c"].enumerated().map { try run.scan("\($1).png", shift: Double($0)) }
    let report: @Sendable (RunEvent) -> Void = { event in
      if case .opened("b.png") = event { withUnsafeCurrentTask { $0?.cancel() } }
    }
    let work = Task { try await run(scans, report: report) }
    let summary = try await work.value
    #expect(summary.interrupted && summary.isBalanced && summary.pages == 1 && summary.documents == 1)
    #expect(summary.unreadFiles == ["b.png", "c.png"] && summary.problems.count == 1)
    #expect(summary.problems[0].summary.contains("b.png, c.png"))
  }

  @Test func `a reader that cannot be made is known before anything is read or moved`() async throws {
    let scan = try run.scan("a.png")
    _ = try await run([scan])
    await #expect(throws: ImagingError.self) {
      _ = try await run([scan], reader: { throw ImagingError(call: "TessBaseAPIInit2") })
    }
    #expect(run.folder.names("out") == ["records", "records.csv", "summary.json"])
  }

  @Test func `stages that cannot be kept are one problem of their folder, and cost no page`() async throws {
    let scans = try ["a", "b"].enumerated().map { try run.scan("\($1).png", shift: Double($0)) }
    let stages = try StageKeeper(run.folder["stages"])
    try FileManager.default.removeItem(at: run.folder["stages"])
    let summary = try await run(scans, stages: stages)
    #expect(summary.documents == 2 && summary.failedPages == 0)
    #expect(summary.problems.map(\.place) == [run.folder["stages"].path])
    #expect(summary.problems[0].summary.contains("No such file or directory"))
  }

  @Test func `stages of scans with like names do not overwrite each other`() async throws {
    try run.scan("in/a/b.png", shift: 1)
    try run.scan("in/a-b.png", shift: 2)
    _ = try await run([run.folder["in"]], stages: try StageKeeper(run.folder["stages"]))
    #expect(run.folder.names("stages").count { $0.hasPrefix("a-b.png-") && $0.hasSuffix("-page-1.png") } == 2)
  }

  @Test func `a folder that holds other files is not taken for stages`() throws {
    try run.scan("in/a.png")
    #expect(throws: Problem.self) { _ = try StageKeeper(run.folder["in"]) }
    for _ in 1...2 { _ = try StageKeeper(run.folder["stages"]) }
  }

  @Test func `two runs do not write to one folder at once`() throws {
    let first = try RecordFolder(run.folder["out"])
    #expect(throws: Problem.self) { _ = try RecordFolder(run.folder["out"]) }
    withExtendedLifetime(first) {}
  }
}
