import Forms
import Foundation
import Testing

struct FormLibraryTests {
  /// How a form with one page begins, up to its zones.
  static let head = """
    form: small
    version: 1
    edition: "1"
    title: Small
    pages:
      - number: 1
        zones:

    """

  static let good =
    head + """
          - { field: name, read: line, at: [10, 10, 50, 8] }
          - { field: born, read: comb, at: [[10, 30, 10, 5], [22, 30, 10, 5], [34, 30, 20, 5]], cells: [2, 2, 4] }
          - { field: agree, read: ticks, boxes: { yes: [10, 50, 4, 4], no: [20, 50, 4, 4] } }
    fields:
      name:  { label: Name, type: text }
      born:  { label: Born, type: date }
      agree: { label: Agreed, type: choice, of: [yes, no] }
    """

  static func problems(_ yaml: String, layout: FormLayout? = nil) throws -> [Problem] {
    try problems(Data(yaml.utf8), layout: layout)
  }

  static func problems(_ yaml: Data, layout: FormLayout? = nil) throws -> [Problem] {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).appendingPathComponent(
      "small")
    defer { try? FileManager.default.removeItem(at: folder.deletingLastPathComponent()) }
    try write(yaml, layout: layout, to: folder)
    return FormLibrary.readForm(folder).problems
  }

  /// Writes a definition; with a layout of three pages if none is given.
  static func write(_ yaml: Data, layout: FormLayout? = nil, to folder: URL) throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try yaml.write(to: folder.appendingPathComponent("form.yaml"))
    let words = [PageLayout.Word(zone: Zone(x: 100, y: 100, width: 20, height: 4), shade: 1, density: 0.3)]
    let layout = layout ?? FormLayout(pages: [1, 2, 3].map { PageLayout(number: $0, width: 210, height: 297, words: words) })
    try JSONEncoder().encode(layout).write(to: folder.appendingPathComponent("layout.json"))
  }

  @Test func `a form that is prepared only is said to be so`() {
    let folder = TestPipeline.definitions.appendingPathComponent("forms")
    let prepared = FormLibrary.read(folder, forms: ["n5"]).problems
    #expect(prepared.map(\.summary) == ["the form 'n5' is prepared only: its places are not known yet"])
    #expect(prepared.first?.remedy?.contains("draft --bind") == true)
    #expect(FormLibrary.read(folder, forms: ["../forms/n5"]).problems.map(\.summary) == ["there is no form '../forms/n5'"])
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
    ("form: small", "form: Sm/all", 1, "cannot name a form"),
    ("field: name", "field: name/", 8, "a step without a name"),
    ("[10, 10, 50, 8]", "[10, 10, 0.001, 0.001]", 8, "at least 1 mm"),
    ("[10, 10, 50, 8]", "[10, 10, inf, 8]", 8, "a number is needed"),
    ("[10, 10, 50, 8]", "[10, 10, 50, 8], cells: [-3]", 8, "'cells' has no meaning for read: line"),
    ("[10, 10, 50, 8]", "[10, 10, 50, 8], boxes: { q: [99, 99, 5, 5] }", 8, "'boxes' has no meaning for read: line"),
    ("cells: [2, 2, 4]", "cells: [2, 2, 1000000000]", 9, "narrower than 1 mm"),
    ("cells: [2, 2, 4]", "cells: [2, 2, -4]", 9, "3 parts but 3 counts"),
    ("no: [20, 50, 4, 4]", "no: [10, 50, 4, 4]", 10, "lie over each other"),
    ("boxes: {", "at: [50, 50, 5, 5], boxes: {", 10, "'at' has no meaning for read: ticks"),
    ("of: [yes, no]", "of: [yes, no, no]", 14, "named twice"),
    ("label: Name, type: text", "label: Name, type: text, of: [a, b]", 12, "only a choice has 'of'"),
    ("label: Name, type: text", "label: Name, type: text, list: ../x", 12, "cannot name a list"),
    ("label: Name, type: text", "label: Name, type: text, words: [../x]", 12, "cannot name a list"),
    ("label: Born, type: date", "label: Born, type: date, words: [surnames]", 13, "only a text has 'words'"),
    ("fields:", "rules: [{ id: some }]\nfields:", 11, "rules are not checked yet"),
  ])
  func `a mistake is named with its line and what to do`(old: String, new: String, line: Int, summary: String) throws {
    let found = try Self.problems(Self.good.replacing(old, with: new))
    let match = found.first { $0.summary.contains(summary) }
    let problem = try #require(match, "\(found)")
    if !summary.contains("YAML") { #expect(problem.place.contains("form.yaml:\(line):"), "\(problem)") }
    #expect(problem.remedy?.isEmpty == false)
  }

  @Test func `words that are not there are named`() throws {
    let found = try Self.problems(
      Self.good.replacing("label: Name, type: text", with: "label: Name, type: text, words: [no-such]"))
    #expect(found.map(\.summary) == ["the list 'no-such' cannot be read"])
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
