import Forms
import Foundation
import Testing

@testable import Pipeline

/// What leaves by a pipeline's outputs, and the schema of records.
@Suite(.serialized)
struct OutputCommandTests {
  let folder = SampleTests.folder()

  private func pipeline(_ text: String) throws -> String {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let file = folder.appendingPathComponent("pipeline.yaml")
    try Data(text.utf8).write(to: file)
    return file.path
  }

  @Test func `a document that waits for a person leaves by no output`() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let kinds = ["json", "jsonl", "csv", "lpa-store", "pcs-api"].map { "{ kind: \($0), folder: to/\($0) }" }
    let file = try pipeline(
      "outputs: [ \(kinds.joined(separator: ", ")), { kind: opg, folder: to/opg, schedule: s, scanner: 9 } ]")
    let scan = SampleTests.samples.appendingPathComponent("n5b-missing-page.tif").path
    let (status, output) = try SampleTests.run(
      ["run", scan, "--pipeline", file, "--definitions", SampleTests.root.appendingPathComponent("Pipelines").path], in: folder)
    #expect(status == 3 && output.contains("did not leave: 1"), "\(output)")
    let left = FileManager.default.enumerator(atPath: folder.appendingPathComponent("to").path)?.compactMap { $0 as? String }
    #expect(left?.sorted() == ["csv", "json", "jsonl", "lpa-store", "opg", "pcs-api"])
  }

  private static let contracts = SampleTests.root.appendingPathComponent("../shared/contracts/opg").standardizedFileURL
  private static let canValidate =
    FileManager.default.isExecutableFile(atPath: "/usr/bin/xmllint") && FileManager.default.fileExists(atPath: contracts.path)

  @Test func `records of real scans that were released leave case by case, with their scans`() async throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let names = ["post-room.pdf", "lp1f-worn.tif"], to = folder.appendingPathComponent("to")
    let scans = names.map { (name: $0, url: SampleTests.samples.appendingPathComponent($0)) }
    _ = try SampleTests.run(["run"] + scans.map(\.url.path) + ["--output", folder.path], in: SampleTests.root)
    let outputs = ["{ kind: opg, folder: \(to.path), schedule: s, scanner: 9 }", "{ kind: lpa-store, folder: \(to.path) }"]
    let definitions = SampleTests.root.appendingPathComponent("Pipelines")
    let file = URL(fileURLWithPath: try pipeline("outputs: [ \(outputs.joined(separator: ", ")) ]"))
    let (library, _) = FormLibrary.read(definitions.appendingPathComponent("forms"))
    let emit = try Emit(
      PipelineDefinition.read(file, definitions: definitions).pipeline.outputs, forms: library.forms,
      scans: ScanPages(scans, executable: SampleTests.formscan))
    var cases = Cases(), records: [String: FormRecord] = [:]
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.appendingPathComponent("records").path).sorted() {
      let file = folder.appendingPathComponent("records/\(name)")
      var record = try JSONDecoder().decode(FormRecord.self, from: Data(contentsOf: file))
      record.disposition = .accepted
      records[name] = record
      cases.note(record, file: name)
    }
    let leaving = cases.all.map { $0.compactMap { records[$0] } }.filter { ["lp1f", "lp1h"].contains($0[0].form.id) }
    #expect(leaving.count > 1 && leaving.contains { $0.count > 1 })
    for leaving in leaving {
      #expect(await emit.add(leaving) == nil)
      let id = leaving[0].id, written = to.appendingPathComponent("SET_\(id).xml")
      let set = try OPGSet.read(Data(contentsOf: written), place: id)
      #expect(set.documents.map(\.id) == leaving.map(\.id) && set.documents.map(\.pages) == leaving.map(\.pages.count))
      #expect(FileManager.default.fileExists(atPath: to.appendingPathComponent("\(id).lpa-store.json").path))
      for document in set.documents {
        let pdf = folder.appendingPathComponent("\(document.id).pdf"), xml = folder.appendingPathComponent("\(document.id).xml")
        try document.pdf.write(to: pdf)
        try document.xml.write(to: xml)
        let stream = PageStream(file: pdf, executable: SampleTests.formscan)
        _ = try stream.nextPage()
        #expect(stream.pageCount == document.pages)
        stream.close()
        guard Self.canValidate else { continue }
        for (file, schema) in [(written, "SET"), (xml, document.type)] {
          let schema = Self.contracts.appendingPathComponent("\(schema).xsd").path
          let (status, output) = try SampleTests.run(["xmllint", "--noout", "--schema", schema, file.path], program: Self.env)
          #expect(status == 0, "\(output)")
        }
      }
    }
  }

  @Test(arguments: [
    ("outputs: [ { kind: fax, folder: x } ]", ":1:20: there is no kind of output 'fax'"),
    ("outputs: [ { kind: opg, folder: x, scanner: 9 } ]", ":1:12: the output has no 'schedule'"),
  ])
  func `an output that is wrong ends with 2 before anything is read`(text: String, words: String) throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = try pipeline(text), scan = SampleTests.samples.appendingPathComponent("n5b-typed.pdf").path
    for command in [["run", scan, "--pipeline", file], ["check", file]] {
      let (status, output) = try SampleTests.run(command, in: SampleTests.root)
      #expect(status == 2 && output.contains(words), "\(output)")
    }
  }

  @Test func `what is wrong with a document of another system is said by check, with line and column`() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let definitions = folder.appendingPathComponent("Pipelines")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try FileManager.default.copyItem(at: SampleTests.root.appendingPathComponent("Pipelines"), to: definitions)
    for (file, this, that, words) in [
      ("opg/lpc.yaml", "role, is: attorney }", "rule, is: attorney }", "lpc has no field '/people/0/rule'"),
      ("pcs-api/n5b.yaml", "from: tenancy/startDate", "from: tenancy/start", "n5b has no field '/tenancy/start'"),
    ] {
      let url = definitions.appendingPathComponent("exports/\(file)")
      let text = try String(contentsOf: url, encoding: .utf8)
      #expect(text.contains(this))
      try Data(text.replacing(this, with: that).utf8).write(to: url)
      let (status, output) = try SampleTests.run(["check", "--definitions", definitions.path])
      #expect(status == 2 && output.contains(words) && output.contains("exports/\(file):"), "\(output)")
      try Data(text.utf8).write(to: url)
    }
    #expect(try SampleTests.run(["check", "--definitions", definitions.path]).status == 0)
  }

  private static let canJudge = (try? SampleTests.run(["python3", "-c", "import jsonschema"], program: env).status) == 0
  private static let env = URL(fileURLWithPath: "/usr/bin/env")

  @Test(.enabled(if: canJudge, "needs python3-jsonschema")) func `records of real scans keep to their forms' schemas`() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let scans = ["post-room.pdf", "lp1f-handwritten.pdf", "n5b-worn.pdf"].map {
      SampleTests.samples.appendingPathComponent($0).path
    }
    _ = try SampleTests.run(["run"] + scans + ["--output", folder.path], in: SampleTests.root)
    let records = folder.appendingPathComponent("records")
    var forms: Set<String> = []
    for name in try FileManager.default.contentsOfDirectory(atPath: records.path) {
      let file = records.appendingPathComponent(name)
      let record = try JSONDecoder().decode(FormRecord.self, from: Data(contentsOf: file))
      let schema = folder.appendingPathComponent("\(record.form.id).schema.json")
      let printed = try SampleTests.run(["schema", record.form.id], in: SampleTests.root)
      #expect(printed.status == 0)
      try Data(printed.output.utf8).write(to: schema)
      let tool = SampleTests.root.appendingPathComponent("Tests/Tools/schema-errors").path
      let errors = try SampleTests.run(["sh", "-c", "'\(tool)' '\(schema.path)' < '\(file.path)'"], program: Self.env)
      #expect(errors.status == 0 && errors.output == "", "\(name): \(errors.output)")
      forms.insert(record.form.id)
    }
    #expect(forms.count >= 3)
  }

  @Test func `an edition that is not there is named with those that are`() throws {
    let (status, output) = try SampleTests.run(["schema", "lp1f", "--edition", "01.99"], in: SampleTests.root)
    #expect(status == 2 && output.contains("Known: "), "\(output)")
  }
}
