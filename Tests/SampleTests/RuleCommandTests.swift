import Foundation
import Testing

/// `formscan rules` and `formscan check` of rules, and what rules say in a run.
@Suite(.serialized)
struct RuleCommandTests {
  let folder = SampleTests.folder()

  @Test func `a form's rules are listed with sentence, basis, severity and validity`() throws {
    let (status, output) = try SampleTests.run(["rules", "n5b"], in: SampleTests.root)
    #expect(status == 0)
    #expect(output.contains("section-21-ended  (reject; n5b; from 2026-05-01, by the date in notice/servedDate)"))
    #expect(output.contains("The statement of truth is not signed.") && output.contains("CPR 22.1"))
    #expect(!output.contains("donor"))
    let welsh = try SampleTests.run(["rules", "n5b", "--language", "cy"], in: SampleTests.root).output
    #expect(welsh.contains("Nid yw'r datganiad gwirionedd wedi'i lofnodi."))
    #expect(welsh.contains("section-21-ended  (gwrthod; n5b; o 2026-05-01, yn ôl y dyddiad yn notice/servedDate)"))
    #expect(try SampleTests.run(["rules", "N5B"], in: SampleTests.root).output == output)
  }

  @Test func `rules that nobody has verified are listed on their own, and as a table`() throws {
    let (status, output) = try SampleTests.run(["rules", "--unverified", "--markdown"], in: SampleTests.root)
    #expect(status == 0)
    let rows = output.split(separator: "\n").dropFirst(2)
    #expect(rows.count > 10 && rows.allSatisfy { $0.hasPrefix("| ") && $0.contains("not verified") })
    #expect(!rows.contains { $0.contains("| reject") })
    let welsh = try SampleTests.run(["rules", "--unverified", "--markdown", "--language", "cy"], in: SampleTests.root).output
    let lines = welsh.split(separator: "\n")
    #expect(lines.first == "| rheol | ffurflenni | difrifoldeb | cyfraith | yn dweud | sail |")
    #expect(lines.count == rows.count + 2 && lines.dropFirst(2).allSatisfy { $0.contains("heb ei wirio") })
  }

  @Test func `forms that are only prepared have rules too, and others are refused`() throws {
    #expect(try SampleTests.run(["rules", "n119"], in: SampleTests.root).output.contains("particulars-rent"))
    let (status, output) = try SampleTests.run(["rules", "n11"], in: SampleTests.root)
    #expect(status == 1 && output.contains("There is no form 'n11'") && output.contains("n5b"))
    let schema = try SampleTests.run(["schema", "n5"], in: SampleTests.root)
    #expect(schema.status == 2 && schema.output.contains("the form 'n5' is prepared only"), "\(schema.output)")
    #expect(try SampleTests.run(["schema", "LP1F"], in: SampleTests.root).status == 0)
  }

  @Test func `a rule that names what is not there is refused with its line`() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let copy = folder.appendingPathComponent("Pipelines"), file = copy.appendingPathComponent("rules/lpa.yaml")
    try FileManager.default.copyItem(at: SampleTests.root.appendingPathComponent("Pipelines"), to: copy)
    let right = try SampleTests.run(["check", copy.appendingPathComponent("rules").path, "--definitions", copy.path])
    #expect(right.status == 0 && right.output.contains(" rules, "), "\(right.output)")
    let text = try String(contentsOf: file, encoding: .utf8)
    let line = try #require(
      text.split(separator: "\n", omittingEmptySubsequences: false).firstIndex { $0.contains("donor/dateOfBirth") })
    try Data(text.replacing("donor/dateOfBirth", with: "donor/birthday", maxReplacements: 1).utf8).write(to: file)
    for arguments in [["check"], ["rules"], ["run", SampleTests.samples.path, "--output", folder.path]] {
      let (status, output) = try SampleTests.run(arguments + ["--definitions", copy.path])
      #expect(
        status == 2 && output.contains("lpa.yaml:\(line + 1):") && output.contains("no field 'donor/birthday'"), "\(output)")
    }
  }

  @Test func `one file of rules or tables is checked as all of them are, and what is no definition is said to be none`() throws
  {
    for path in ["rules/lpa.yaml", "tables/lpa-fees.yaml", "rules", "tables"] {
      let (status, output) = try SampleTests.run(["check", "Pipelines/\(path)"], in: SampleTests.root)
      #expect(status == 0 && output.contains(" rules, "), "\(path): \(output)")
    }
    for (path, words) in [
      ("nope", "nope: there is no such file or folder"), ("README.md", "README.md: no definition is here"),
      ("Pipelines/lists", "lists: no definition is here"),
    ] {
      let (status, output) = try SampleTests.run(["check", path], in: SampleTests.root)
      #expect(status == 2 && output.contains(words) && !output.contains("form.yaml here"), "\(output)")
    }
    let (status, output) = try SampleTests.run(["check", "Pipelines/exports"], in: SampleTests.root)
    #expect(status == 0 && output.contains("a document for opg") && output.contains("a document for pcs-api"), "\(output)")
  }

  @Test func `a pipeline whose supplier's key is not there is refused where it names it`() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let file = folder.appendingPathComponent("pipeline.yaml")
    try Data("envelopes: { publicKey: /nowhere.pem }\n".utf8).write(to: file)
    let (status, output) = try SampleTests.run(["check", file.path], in: SampleTests.root)
    #expect(status == 2 && output.contains("pipeline.yaml:1:25: "), "\(output)")
  }

  /// The day of receipt decides: the sample's notice is recent for one day and old for the other.
  @Test func `what rules find stands in the record with severity, fields, sentence and basis`() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let scan = SampleTests.samples.appendingPathComponent("n5b-typed.pdf").path
    _ = try SampleTests.run(["run", scan, "--received", "2026-11-25", "--output", folder.path], in: SampleTests.root)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.appendingPathComponent("records").path)
    let data = try Data(contentsOf: folder.appendingPathComponent("records").appendingPathComponent(names[0]))
    let record = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    let issues = try #require(record["issues"] as? [[String: Any]])
    let print = try #require(issues.first { $0["rule"] as? String == "print-out-of-date" })
    #expect(print["severity"] as? String == "query" && (print["basis"] as? String)?.contains("CPR") == true)
    #expect((print["message"] as? String)?.hasPrefix("This print of the form was out of date") == true)
    #expect(record["disposition"] as? String == "review")
  }
}
