import Foundation
import Testing

/// `formscan letter`, and `formscan check` of what letters say.
@Suite(.serialized)
struct LetterCommandTests {
  let folder = SampleTests.folder()

  /// The record of a claim whose print is out of date, which its sender is asked about.
  private func claim() throws -> String {
    let scan = SampleTests.samples.appendingPathComponent("n5b-typed.pdf").path
    _ = try SampleTests.run(["run", scan, "--received", "2026-11-25", "--output", folder.path], in: SampleTests.root)
    let records = folder.appendingPathComponent("records")
    let name = try #require(try FileManager.default.contentsOfDirectory(atPath: records.path).first { $0.hasSuffix(".json") })
    return records.appendingPathComponent(name).path
  }

  @Test func `a record's letter is printed, or written for its owner alone`() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let record = try claim()
    let (status, text) = try SampleTests.run(["letter", record], in: SampleTests.root)
    let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(status == 0 && text.hasPrefix("*** DRAFT ***") && words.contains("25 November 2026"), "\(status)")
    let file = folder.appendingPathComponent("draft.html")
    let written = try SampleTests.run(
      ["letter", record, "--language", "cy", "--large", "--output", file.path], in: SampleTests.root)
    #expect(written.status == 0 && written.output.isEmpty, "\(written.output)")
    #expect(try String(contentsOf: file, encoding: .utf8).contains("<html lang=\"cy\">"))
    #expect(try FileManager.default.attributesOfItem(atPath: file.path)[.posixPermissions] as? Int == 0o600)
  }

  @Test func `what is no record, and an ending that no letter has, are refused`() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let scan = SampleTests.samples.appendingPathComponent("n5b-typed.truth.json").path
    let (status, output) = try SampleTests.run(["letter", scan], in: SampleTests.root)
    #expect(status == 4 && output.contains("it is no record"), "\(output)")
    let wrong = try SampleTests.run(["letter", scan, "--output", "draft.doc"], in: SampleTests.root)
    #expect(wrong.status == 1 && wrong.output.contains(".html or .txt"), "\(wrong.output)")
  }

  @Test func `a text for a rule that there is not is refused with its place`() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let copy = folder.appendingPathComponent("Pipelines"), file = copy.appendingPathComponent("letters/lpa.yaml")
    try FileManager.default.copyItem(at: SampleTests.root.appendingPathComponent("Pipelines"), to: copy)
    let text = try String(contentsOf: file, encoding: .utf8)
    let line = try #require(
      text.split(separator: "\n", omittingEmptySubsequences: false).firstIndex { $0 == "  decisions-one:" })
    try Data(text.replacing("\n  decisions-one:", with: "\n  decisions-won:").utf8).write(to: file)
    for arguments in [["check"], ["check", copy.appendingPathComponent("letters").path]] {
      let (status, output) = try SampleTests.run(arguments + ["--definitions", copy.path])
      #expect(status == 2 && output.contains("lpa.yaml:\(line + 1):3: there is no rule 'decisions-won'"), "\(output)")
    }
  }
}
