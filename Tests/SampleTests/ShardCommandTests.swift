import Forms
import Foundation
import Testing

@testable import Pipeline

/// The real command over shards of samples, against one run of it.
@Suite(.serialized) struct ShardCommandTests {
  let folder = SampleTests.folder()
  private var scans: URL { folder.appendingPathComponent("scans") }

  private func formscan(_ arguments: String..., with variables: [String: String?] = [:]) throws -> (
    status: Int32, output: String
  ) {
    try SampleTests.run(
      arguments + ["--definitions", SampleTests.root.appendingPathComponent("Pipelines").path], with: variables, in: folder)
  }

  /// A power of attorney in one file, its continuation sheets in another, a claim across two, one that lacks a page, and a broken file.
  private func fill() throws {
    try FileManager.default.createDirectory(at: scans, withIntermediateDirectories: true)
    let (known, _) = FormLibrary.read(SampleTests.root.appendingPathComponent("Pipelines/forms"), forms: ["lp1f", "lpc"])
    let owner = try #require(known.forms.first { $0.id == "lp1f" }), sheet = try #require(known.forms.first { $0.id == "lpc" })
    let documents = [SpecimenMaker.Document(form: owner), .init(form: sheet, link: 0)]
    var maker = SpecimenMaker()
    // The first person who types in fonts that are here.
    while (try? maker.make(documents, sheets: [])) == nil, maker.seed < 60 { maker.seed += 1 }
    for (name, document, pages) in [
      ("a-owner", 0, owner.pages.filter { !$0.optional }.map(\.number)), ("z-sheets", 1, [1, 2]),
    ] {
      try maker.write(documents, sheets: pages.map { .init(.form(document: document, page: $0)) }, name: name, to: scans)
    }
    for name in ["split-1-of-2.pdf", "split-2-of-2.pdf", "n5b-missing-page.tif"] {
      try FileManager.default.copyItem(
        at: SampleTests.samples.appendingPathComponent(name), to: scans.appendingPathComponent(name))
    }
    let whole = try Data(contentsOf: scans.appendingPathComponent("split-1-of-2.pdf"))
    try whole.prefix(whole.count / 2).write(to: scans.appendingPathComponent("cut.pdf"))
  }

  /// Every file below, but for the summary's times.
  private func results(_ output: String) throws -> [String: Data] {
    let root = folder.appendingPathComponent(output)
    var files: [String: Data] = [:]
    for name in try FileManager.default.subpathsOfDirectory(atPath: root.path) {
      if let data = try? Data(contentsOf: root.appendingPathComponent(name)) { files[name] = data }
    }
    var summary = try JSONDecoder().decode(RunSummary.self, from: #require(files["summary.json"]))
    summary.seconds = [:]
    files["summary.json"] = try CanonicalJSON.data(summary)
    return files
  }

  @Test func `three shards with links and a document across them give what one run gives`() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    try fill()
    let listed = try formscan("manifest", "scans", "--output", "in.json", "--received", "2026-11-23")
    #expect(listed.status == 0 && listed.output.contains("6 files"), "\(listed.output)")
    #expect(try formscan("run", "--manifest", "in.json", "--output", "one").status == 4)
    #expect(try formscan("run", "--manifest", "in.json", "--shard", "1/3", "--output", "shards/1").status == 0)
    let slurm = ["SLURM_ARRAY_TASK_ID": "2"], kubernetes = ["JOB_COMPLETION_INDEX": "2", "FORMSCAN_SHARDS": "3"]
    #expect(try formscan("run", "--manifest", "in.json", "--shard", "auto/3", "--output", "shards/2", with: slurm).status == 0)
    let early = try formscan("merge", "shards/1", "shards/2", "--output", "out")
    #expect(early.status == 4 && early.output.contains("--shard 3/3"), "\(early.output)")
    #expect(!FileManager.default.fileExists(atPath: folder.appendingPathComponent("out").path))
    #expect(
      try formscan("run", "--manifest", "in.json", "--shard", "auto", "--output", "shards/3", with: kubernetes).status == 0)
    let merged = try formscan("merge", "shards/1", "shards/2", "shards/3", "--output", "out")
    #expect(merged.status == 4 && merged.output.contains("cut.pdf"), "\(merged.output)")
    #expect(try results("out") == results("one"))
    let records = try results("out").filter { $0.key.hasPrefix("records/") }.values
      .map { try JSONDecoder().decode(FormRecord.self, from: $0) }
    let sheets = records.filter { $0.form.id == "lpc" }, owner = try #require(records.first { $0.form.id == "lp1f" })
    #expect(
      sheets.contains { $0.links == [.init(record: owner.id, form: "lp1f", by: .name)] },
      "\(sheets.map { ($0.links ?? [], $0.pages.map(\.formPage), $0.issues.map(\.rule)) })")
    let holders = try (1...3).filter { number in
      let report = try JSONDecoder().decode(
        ShardReport.self, from: Data(contentsOf: folder.appendingPathComponent("shards/\(number)/shard.json")))
      return report.files.contains { ["a-owner.pdf", "z-sheets.pdf"].contains($0) }
    }
    #expect(holders.count == 2, "the sheets lie in another shard than their power of attorney")
    // What has changed since is named, and nothing is read.
    try Data("other".utf8).write(to: scans.appendingPathComponent("cut.pdf"))
    let changed = try formscan("merge", "shards/1", "shards/2", "shards/3", "--output", "out")
    #expect(changed.status == 4 && changed.output.contains("cut.pdf: its content is another"), "\(changed.output)")
  }

  @Test(arguments: [
    ["run"], ["run", "a.pdf", "--manifest", "in.json"], ["run", "a.pdf", "--shard", "1/2"], ["run", "a.pdf", "--root", "."],
    ["run", "--manifest", "in.json", "--shard", "3/2"], ["run", "--manifest", "in.json", "--shard", "auto"],
    ["run", "--manifest", "in.json", "--shard", "1/2", "--store", "x.sqlite"],
    ["run", "--manifest", "in.json", "--received", "2026-01-01"], ["merge"], ["manifest"],
  ])
  func `what does not go together is wrong usage`(arguments: [String]) throws {
    let none: [String: String?] = ["SLURM_ARRAY_TASK_ID": nil, "JOB_COMPLETION_INDEX": nil, "AWS_BATCH_JOB_ARRAY_INDEX": nil]
    #expect(try SampleTests.run(arguments, with: none).status == 1)
  }
}
