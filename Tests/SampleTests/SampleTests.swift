import Foundation
import Forms
import Pipeline
import Testing

/// The real command over `SampleScans/`.
@Suite(.serialized)
struct SampleTests {
  static let root = URL(fileURLWithPath: #filePath).appendingPathComponent("../../..").standardizedFileURL
  static let samples = root.appendingPathComponent("SampleScans")
  /// The program that `swift build` puts beside the tests.
  static let formscan = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
    .appendingPathComponent("formscan")

  /// - Parameters:
  ///   - variables: added to the environment; nil takes one out of it.
  ///   - folder: where the program is started.
  static func run(
    _ arguments: [String], with variables: [String: String?] = [:], program: URL = formscan, in folder: URL? = nil
  ) throws -> (status: Int32, output: String) {
    let process = Process(), pipe = Pipe()
    process.executableURL = program
    process.arguments = arguments
    process.currentDirectoryURL = folder
    var environment = ProcessInfo.processInfo.environment
    for (name, value) in variables { environment[name] = value }
    process.environment = environment
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: output, as: UTF8.self))
  }

  static func folder() -> URL { FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString) }

  @Test func `every sample page finds its form and nearly nothing passes wrong`() throws {
    let out = Self.folder()
    defer { try? FileManager.default.removeItem(at: out) }
    let (status, output) = try Self.run(["run", Self.samples.path, "--output", out.path])
    #expect(status == 3, "\(output)")
    let result = try Evaluation(truth: Self.samples, records: out.appendingPathComponent("records"))
    let all = try #require(result.tallies["all"])
    #expect(all.pages == 161 && all.rightPages == all.pages)
    #expect(all.documents == 22 && all.rightDocuments == all.documents)
    #expect(all.fields > 2100)
    #expect(Double(all.silent) < 0.003 * Double(all.fields), "\(result.errors.filter { $0.hasSuffix("SILENT") })")
    #expect(Double(all.blank) > 0.99 * Double(all.empty))
    let typed = try #require(result.tallies["typed/clean"])
    #expect(Double(typed.exact) > 0.94 * Double(typed.filled))
    #expect(Double(typed.touched) < 0.15 * Double(typed.fields))
    let hand = try #require(result.tallies["mode:handwritten"])
    #expect(Double(hand.silent) < 0.01 * Double(hand.fields))
  }

  @Test func `the same input twice gives the same bytes`() throws {
    let out = Self.folder()
    defer { try? FileManager.default.removeItem(at: out) }
    let scan = Self.samples.appendingPathComponent("n5b-shuffled.tif").path
    for name in ["a", "b"] {
      _ = try Self.run(["run", scan, "--received", "2026-11-23", "--output", out.appendingPathComponent(name).path])
    }
    let records = try FileManager.default.contentsOfDirectory(atPath: out.appendingPathComponent("a/records").path)
    #expect(records.count == 1)
    for name in records.map({ "records/\($0)" }) + ["records.csv"] {
      let first = try Data(contentsOf: out.appendingPathComponent("a/\(name)"))
      #expect(try Data(contentsOf: out.appendingPathComponent("b/\(name)")) == first)
    }
  }

  @Test func `a broken file beside a good one leaves the good one whole and says what to do`() throws {
    let input = Self.folder(), out = Self.folder()
    defer { for folder in [input, out] { try? FileManager.default.removeItem(at: folder) } }
    try FileManager.default.createDirectory(at: input, withIntermediateDirectories: true)
    let good = try Data(contentsOf: Self.samples.appendingPathComponent("n5b-typed.pdf"))
    try good.write(to: input.appendingPathComponent("b-good.pdf"))
    try good.write(to: input.appendingPathComponent("c-again.pdf"))
    try good.prefix(good.count / 2).write(to: input.appendingPathComponent("a-cut.pdf"))
    try Data().write(to: input.appendingPathComponent("d-empty.tif"))
    try Data("no scan".utf8).write(to: input.appendingPathComponent("e-text.pdf"))
    let (status, output) = try Self.run(["run", input.path, "--output", out.path])
    #expect(status == 4)
    for words in [
      "a-cut.pdf", "d-empty.tif: the file is empty", "e-text.pdf: the content is neither",
      "c-again.pdf: it has the same content",
    ] {
      #expect(output.contains(words), "\(words): \(output)")
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: out.appendingPathComponent("records").path).count == 1)
    let summary = try JSONDecoder().decode(RunSummary.self, from: Data(contentsOf: out.appendingPathComponent("summary.json")))
    #expect(summary.isBalanced && summary.documents == 1 && summary.duplicateFiles == 1)
  }

  @Test func `wrong usage, wrong definitions and missing input each end with their own status`() throws {
    #expect(try Self.run(["run", "--workers", "0", "x.pdf"]).status == 1)
    #expect(try Self.run(["nonsense"]).status == 1)
    #expect(try Self.run(["--help"]).status == 0)
    let broken = Self.folder()
    defer { try? FileManager.default.removeItem(at: broken) }
    try FileManager.default.createDirectory(at: broken.appendingPathComponent("forms/x"), withIntermediateDirectories: true)
    try Data("form: x".utf8).write(to: broken.appendingPathComponent("forms/x/form.yaml"))
    #expect(try Self.run(["check", "--definitions", broken.path]).status == 2)
    let missing = try Self.run(["run", "/nowhere.pdf", "--output", broken.appendingPathComponent("out").path])
    #expect(missing.status == 4 && missing.output.contains("there is no such file"))
  }

  @Test func `an engine that is not installed ends the run with its own status, and blames no page`() throws {
    let folder = Self.folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let pipeline = folder.appendingPathComponent("pipeline.yaml")
    try Data("pipeline: x\nstages: { read: { languages: [eng, nosuch] } }\n".utf8).write(to: pipeline)
    let (status, output) = try Self.run([
      "run", Self.samples.appendingPathComponent("n5b-typed.pdf").path, "--pipeline", pipeline.path,
      "--output", folder.appendingPathComponent("out").path,
    ])
    #expect(status == 5)
    #expect(output.contains("nosuch") && !output.contains("Scan it again"), "\(output)")
  }
}
