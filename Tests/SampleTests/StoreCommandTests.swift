import Foundation
import Forms
import RecordStore
import Testing

/// The commands that work on a store, over one that a run filled.
@Suite(.serialized)
struct StoreCommandTests {
  let folder = SampleTests.folder()
  private var store: String { folder.appendingPathComponent("desk.sqlite").path }

  private func formscan(_ arguments: [String], input: String? = nil) throws -> (status: Int32, output: String) {
    guard let input else { return try SampleTests.run(arguments, in: SampleTests.root) }
    let words = ([SampleTests.formscan.path] + arguments).map { "'\($0)'" }.joined(separator: " ")
    return try SampleTests.run(
      ["-c", "printf '%s\\n' '\(input)' | \(words)"], program: URL(fileURLWithPath: "/bin/sh"), in: SampleTests.root)
  }

  @Test func `a store is filled, worked on, checked, reported, backed up and restored`() throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let scan = SampleTests.samples.appendingPathComponent("n5b-typed.pdf").path
    let out = folder.appendingPathComponent("out").path
    let run = try formscan(["run", scan, "--store", store, "--output", out, "--received", "2026-11-25"])
    #expect(run.status == 3, "\(run.output)")

    let added = try formscan(["operator", "add", "gwen", "--store", store, "--role", "senior"], input: "four words are good")
    #expect(added.status == 0 && !added.output.contains("four words"))
    let short = try formscan(["operator", "add", "bob", "--store", store], input: "short")
    #expect(short.status == 4 && short.output.contains("12 characters"))
    #expect(try formscan(["operator", "list", "--store", store]).output == "gwen  senior\n")
    #expect(try formscan(["operator", "disable", "gwen", "--store", store]).status == 0)
    #expect(try formscan(["operator", "list", "--store", store]).output == "gwen  senior, disabled\n")

    let audit = try formscan(["audit", "verify", "--store", store])
    #expect(audit.status == 0 && audit.output.contains("1 records"), "\(audit.output)")
    let head = try #require(audit.output.split(separator: " ").last).trimmingCharacters(in: .whitespacesAndNewlines)
    #expect(try formscan(["audit", "verify", "--store", store, "--head", head]).status == 0)
    #expect(try formscan(["audit", "verify", "--store", store, "--head", String(head.reversed())]).status == 4)

    let report = try formscan(["report", "--store", store])
    #expect(report.status == 0 && report.output.contains("\"form\" : \"n5b\""), "\(report.output.prefix(300))")
    #expect(try formscan(["report", "--store", store, "--format", "prometheus"]).output.contains("# TYPE"))
    #expect(try formscan(["report", "--store", store, "--format", "daily", "--from", "2026-11-25"]).output.contains("n5b"))
    #expect(try formscan(["report", "--store", store, "--format", "daily"]).status == 1)
    #expect(try formscan(["thresholds", "--store", store]).output.contains("nobody has decided"))

    let nobody = try formscan(["evaluate", "--from-store", store])
    #expect(nobody.status == 4 && nobody.output.contains("nobody has decided"))
    let plot = folder.appendingPathComponent("thresholds.svg")
    #expect(try formscan(["thresholds", "--store", store, "--plot", plot.path]).status == 0)
    #expect(try String(contentsOf: plot, encoding: .utf8).hasPrefix("<svg"))

    #expect(try formscan(["purge", "--store", store]).status == 1)
    let purge = try formscan(["purge", "--store", store, "--images-days", "30", "--values-days", "90"])
    #expect(purge.status == 0 && purge.output.hasPrefix("would be removed (with --yes):"), "\(purge.output)")
    #expect(purge.output.contains("values older than 90 days: 0 of 0 records"))
    let office = folder.appendingPathComponent("office.yaml")
    try Data("pipeline: office\nretention: { images: 30 days }\n".utf8).write(to: office)
    let done = try formscan(["purge", "--store", store, "--pipeline", office.path, "--yes"])
    #expect(done.status == 0 && done.output.hasPrefix("removed:") && done.output.contains("older than 30 days: 0, 0.0 MB"))
    #expect(!done.output.contains("values older"))

    let copy = folder.appendingPathComponent("copy").path, other = folder.appendingPathComponent("other.sqlite").path
    #expect(try formscan(["store", "backup", copy, "--store", store]).status == 0)
    #expect(try formscan(["store", "backup", copy, "--store", store]).status == 4)
    #expect(try formscan(["store", "restore", copy, "--store", other]).status == 0)
    #expect(try formscan(["audit", "verify", "--store", other]).status == 0)
    #expect(try formscan(["store", "restore", copy, "--store", other]).status == 4)
  }

  @Test func `a store that is not there is said so, and none is made`() throws {
    for arguments in [["audit", "verify"], ["report"], ["thresholds"], ["operator", "list"], ["review"]] {
      let (status, output) = try formscan(arguments + ["--store", store])
      #expect(status == 4 && output.contains("desk.sqlite"), "\(arguments): \(output)")
    }
    #expect(!FileManager.default.fileExists(atPath: store))
  }
}
