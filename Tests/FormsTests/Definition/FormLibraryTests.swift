import Forms
import Foundation
import Testing

struct FormLibraryTests {
  static let good = """
    form: small
    version: 1
    edition: "1"
    title: Small
    pages:
      - number: 1
        zones:
          - { field: name, read: line, at: [10, 10, 50, 8] }
          - { field: born, read: comb, at: [[10, 30, 10, 5], [22, 30, 10, 5], [34, 30, 20, 5]], cells: [2, 2, 4] }
          - { field: agree, read: ticks, boxes: { yes: [10, 50, 4, 4], no: [20, 50, 4, 4] } }
    fields:
      name:  { label: Name, type: text }
      born:  { label: Born, type: date }
      agree: { label: Agreed, type: choice, of: [yes, no] }
    """

  static func problems(_ yaml: String) throws -> [Problem] {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).appendingPathComponent(
      "small")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder.deletingLastPathComponent()) }
    try Data(yaml.utf8).write(to: folder.appendingPathComponent("form.yaml"))
    let layout = FormLayout(pages: [PageLayout(number: 1, width: 210, height: 297)])
    try JSONEncoder().encode(layout).write(to: folder.appendingPathComponent("layout.json"))
    return FormLibrary.readForm(folder).problems
  }

  @Test func `a right form has no problems`() throws {
    #expect(try Self.problems(Self.good).isEmpty)
  }

  @Test(arguments: [
    ("title: Small", "titel: Small", 4, "'titel' is no key here"),
    ("read: line, ", "", 8, "has no 'read'"),
    ("read: line", "read: lines", 8, "'lines' is not known here"),
    ("[10, 10, 50, 8]", "[10, 10, 50]", 8, "a place needs four numbers"),
    ("[10, 10, 50, 8]", "[190, 10, 50, 8]", 8, "leaves the page"),
    ("[10, 10, 50, 8]", "[10, 28, 50, 8]", 9, "lies over zone"),
    ("cells: [2, 2, 4]", "cells: [2, 2]", 9, "3 parts but 2 counts"),
    ("of: [yes, no]", "of: [yes, nay]", 10, "are not its choices"),
    ("field: name", "field: nom", 8, "is not defined"),
    ("type: date", "type: flag", 9, "is not read as comb"),
    ("version: 1", "version: 2", 2, "version 2"),
    ("edition: \"1\"", "edition: \"1", 3, "this is not YAML"),
  ])
  func `a mistake is named with its line and what to do`(old: String, new: String, line: Int, summary: String) throws {
    let found = try Self.problems(Self.good.replacing(old, with: new))
    let match = found.first { $0.summary.contains(summary) }
    let problem = try #require(match, "\(found)")
    if !summary.contains("YAML") { #expect(problem.place.contains("form.yaml:\(line):"), "\(problem)") }
    #expect(problem.remedy?.isEmpty == false)
  }

  @Test func `two mistakes are both said`() throws {
    let yaml = Self.good.replacing("read: line", with: "read: lines").replacing("type: date", with: "type: dat")
    #expect(try Self.problems(yaml).count >= 2)
  }

  @Test func `the forms that are shipped are right`() {
    let root = URL(fileURLWithPath: #filePath).appendingPathComponent("../../../../Pipelines/forms").standardizedFileURL
    let (library, problems) = FormLibrary.read(root)
    #expect(problems.isEmpty && library.forms.map(\.id).contains("n5b") && library.forms.map(\.id).contains("lp1f"))
  }
}
