import Foundation
import Testing

/// The night job as a scheduler starts it.
@Suite(.serialized)
struct IngestCommandTests {
  let folder = SampleTests.folder()
  private var incoming: URL { folder.appendingPathComponent("incoming") }

  /// Puts samples into the drop folder.
  private func drop(_ samples: [String: String]) throws {
    try FileManager.default.createDirectory(at: incoming, withIntermediateDirectories: true)
    for (name, sample) in samples {
      try FileManager.default.copyItem(at: SampleTests.samples.appendingPathComponent(sample), to: incoming.appendingPathComponent(name))
    }
    try Data("pipeline: test\ningest: { settle: 0.1 s, batch: 2 }\n".utf8).write(to: folder.appendingPathComponent("night.yaml"))
  }

  private var arguments: [String] {
    ["ingest", "--pipeline", "night.yaml", "--definitions", SampleTests.root.appendingPathComponent("Pipelines").path]
  }

  private func files(_ path: String) -> [String] {
    let walk = FileManager.default.enumerator(atPath: folder.appendingPathComponent(path).path)
    return (walk?.allObjects as? [String] ?? []).filter { $0.contains(".") && !$0.hasPrefix(".") }
      .map { ($0 as NSString).lastPathComponent }.sorted()
  }

  private func start() throws -> Process {
    let process = Process()
    process.executableURL = SampleTests.formscan
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    return process
  }

  @Test func `a night is taken in, killed and gone on with, and reported; nothing is lost or doubled`() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    try drop(["a.pdf": "n5b-typed.pdf", "b.tif": "n5b-skewed.tif", "c.pdf": "n5b-typed.pdf", "d.pdf": "n5b-sideways.pdf"])
    try Data("%PDF-1.7 and no more".utf8).write(to: incoming.appendingPathComponent("cut.pdf"))
    for seconds in [0.05, 0.4, 0.9, 1.6, 2.5] {
      let process = try start()
      Thread.sleep(forTimeInterval: seconds)
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
    }
    let (status, output) = try SampleTests.run(arguments, in: folder)
    #expect(status == 4, "\(output)")
    #expect(files("done") == ["a.pdf", "b.tif", "c.pdf", "d.pdf"], "\(output)")
    #expect(files("quarantine").count == 2 && files("quarantine")[0].hasSuffix(".why.txt") && files("quarantine")[1] == "cut.pdf")
    #expect(files("working").isEmpty && files("incoming").isEmpty)
    let store = folder.appendingPathComponent("night/store.sqlite").path
    let audit = try SampleTests.run(["audit", "verify", "--store", store])
    #expect(audit.status == 0 && audit.output.contains("3 records"), "\(audit.output)")
    let report = try #require(files("night").first { $0.hasPrefix("report-") && $0.hasSuffix(".json") })
    let data = try Data(contentsOf: folder.appendingPathComponent("night/\(report)"))
    let night = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    #expect(night["done"] as? Int == 3 && night["duplicates"] as? Int == 1 && night["quarantined"] as? Int == 1)
    // Nothing came since.
    let again = try SampleTests.run(arguments, in: folder)
    #expect(again.status == 0 && again.output.contains("0 files"), "\(again.output)")
    #expect(try SampleTests.run(arguments + ["--report-only"], in: folder).output.contains("report-"))
    let purge = ["purge", "--store", store, "--values-days", "1", "--yes"]
    #expect(try SampleTests.run(purge + ["--pipeline", "night.yaml"], in: folder).output.contains("of the night job: 0 scans"))
    #expect(try !SampleTests.run(purge, in: folder).output.contains("night job"))
  }

  @Test func `asked to stop, it stops, and the next start goes on; two at once are one`() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    try drop(["a.pdf": "n5b-typed.pdf", "b.pdf": "n5b-upside-down.pdf", "c.pdf": "n5b-worn.pdf", "d.pdf": "n5b-typed-grey.pdf"])
    let process = try start()
    for _ in 0..<300 where files("working").isEmpty { Thread.sleep(forTimeInterval: 0.1) }
    let second = try SampleTests.run(arguments, in: folder)
    #expect(second.status == 6 && second.output.contains("another 'formscan ingest'"), "\(second.output)")
    process.terminate()
    process.waitUntilExit()
    #expect(process.terminationReason == .exit)
    let (status, output) = try SampleTests.run(arguments, in: folder)
    #expect(status == 3 || status == 4, "\(output)")
    #expect(files("done") == ["a.pdf", "b.pdf", "c.pdf", "d.pdf"], "\(output)")
  }

  @Test(arguments: ["--incoming", "--output", "--store"])
  func `an option that is empty, as of a script's variable that is not set, is wrong usage`(option: String) throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    try drop([:])
    for command in ["ingest", "doctor"] {
      let (status, output) = try SampleTests.run([command, option, ""], in: folder)
      #expect(status == 1 && output.contains("\(option) is empty"), "\(output)")
    }
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    #expect(names == ["incoming", "night.yaml"])
  }

  @Test func `a job that would take in its own store is refused, and so is a purge of other folders`() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    try drop(["a.pdf": "n5b-typed.pdf"])
    let inside = try SampleTests.run(arguments + ["--output", "incoming/night"], in: folder)
    #expect(inside.status == 4 && inside.output.contains("the job would write this into"), "\(inside.output)")
    #expect(files("incoming").contains("a.pdf") && files("quarantine").isEmpty)
    try FileManager.default.removeItem(at: incoming.appendingPathComponent("night"))
    #expect(try SampleTests.run(arguments, in: folder).status == 3)
    let purge = ["purge", "--store", "night/store.sqlite", "--values-days", "1", "--yes"]
    let wrong = try SampleTests.run(purge + ["--incoming", "wrong/incoming", "--output", "night"], in: folder)
    #expect(wrong.status == 4 && wrong.output.contains("and not this folder"), "\(wrong.output)")
    #expect(try SampleTests.run(purge + ["--incoming", "incoming", "--output", "night"], in: folder).status == 0)
  }

  @Test func `what was left is in the report of a job that is stopped`() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    try drop([:])
    try FileManager.default.createSymbolicLink(at: incoming.appendingPathComponent("link.pdf"), withDestinationURL: folder)
    let process = Process()
    process.executableURL = SampleTests.formscan
    process.arguments = arguments + ["--watch"]
    process.currentDirectoryURL = folder
    try process.run()
    func left() -> [String] {
      let name = files("night").first { $0.hasPrefix("report-") && $0.hasSuffix(".json") } ?? ""
      let data = (try? Data(contentsOf: folder.appendingPathComponent("night/\(name)"))) ?? Data()
      let night = (try? JSONSerialization.jsonObject(with: data)) as? [String: Any]
      return (night?["left"] as? [[String: Any]] ?? []).compactMap { $0["place"] as? String }
    }
    for _ in 0..<300 where left().isEmpty { Thread.sleep(forTimeInterval: 0.1) }
    process.terminate()
    process.waitUntilExit()
    #expect(left() == ["link.pdf"] && process.terminationStatus == 4)
  }
}
