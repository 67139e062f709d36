import Forms
import Forms
import Foundation
import Pipeline
import Testing

struct EarlierRunTests {
  let run: TestRun

  init() throws { run = try TestRun() }

  @Test func `the same run again leaves the same files and nothing else`() async throws {
    let scan = try run.scan("a.png")
    let first = try await run([scan])
    let record = run.folder.names("out/records")[0]
    let bytes = try Data(contentsOf: run.folder["out/records/\(record)"])
    let second = try await run([scan])
    #expect(first.earlier == nil && second.earlier == nil)
    #expect(run.folder.names("out") == ["records", "records.csv", "summary.json"])
    #expect(run.folder.names("out/records") == [record])
    #expect(try Data(contentsOf: run.folder["out/records/\(record)"]) == bytes)
  }

  @Test func `records of other scans are set aside, with their table and summary, and never lost`() async throws {
    let scans = try [1.0, 2, 3].map { try run.scan("\(Int($0)).png", shift: $0) }
    _ = try await run([scans[0], scans[1]])
    let one = run.folder.names("out/records")
    let summary = try await run([scans[1], scans[2]])
    #expect(summary.earlier == "earlier/1")
    #expect(run.folder.names("out/earlier/1") == ["records", "records.csv", "summary.json"])
    #expect(run.folder.names("out/earlier/1/records") == [one[0]])
    let two = run.folder.names("out/records")
    #expect(two.count == 2 && two[0] == one[1])
    _ = try await run([scans[0]])
    #expect(run.folder.names("out/earlier/2/records") == two && run.folder.names("out/records") == [one[0]])
    #expect(run.folder.names("out/earlier") == ["1", "2"])
  }

  @Test func `a record that was changed since is kept beside the one that is written anew`() async throws {
    let scan = try run.scan("a.png")
    _ = try await run([scan])
    let record = run.folder.names("out/records")[0]
    try run.folder.write("corrected", to: "out/records/\(record)")
    let summary = try await run([scan])
    #expect(summary.earlier == "earlier/1")
    #expect(try String(contentsOf: run.folder["out/earlier/1/records/\(record)"], encoding: .utf8) == "corrected")
    #expect(try String(contentsOf: run.folder["out/records/\(record)"], encoding: .utf8) != "corrected")
  }
}
