import Foundation
import Testing

@testable import Forms

struct JSONMappingTests {
  private static let form = FormDefinition(
    id: "f", edition: "1", title: "", pages: [],
    fields: [
      "/a/name": .init(label: "", kind: .text), "/a/day": .init(label: "", kind: .date),
      "/how": .init(label: "", kind: .choice, of: ["x", "y"]), "/flag": .init(label: "", kind: .flag),
    ], layout: FormLayout(pages: []))

  private static let good = """
    form: f
    version: 1
    body:
      fixed: text
      yes: true
      group: { at: a, name: { from: name }, day: { from: day, as: time } }
      how: { from: how, choices: { x: X, y: none } }
      flag: { written: flag }

    """

  private func problems(_ yaml: String) throws -> [Problem] {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID()).yaml")
    defer { try? FileManager.default.removeItem(at: file) }
    try Data(yaml.utf8).write(to: file)
    let (mapping, problems) = try JSONMapping.read(file)
    return problems + mapping.problems(with: [Self.form])
  }

  @Test(arguments: [
    ("from: name", "from: nam", "6:33", "f has no field '/a/nam'"),
    ("from: day", "from: name", "6:54", "'/a/name' is no date"),
    ("y: none", "", "7:16", "nothing is said of the choice 'y' of '/how'"),
    (", choices: { x: X, y: none }", "", "7:16", "what the choices of '/how' are there is not said"),
    ("as: time", "as: tme", "6:63", "'tme' is not known here"),
    ("from: name", "from: name, lien: 1", "6:39", "'lien' is no key here"),
    ("from: name", "from: name, line: 0", "6:45", "'0' is no line"),
    ("at: a", "at: a, if: { /how: z }", "6:25", "'/how' is never 'z'"),
    ("form: f\n", "", "1:1", "the document has no 'form'"),
    ("version: 1", "version: 7", "2:10", "version 7 of the format is not known"),
  ])
  func `what is wrong is named with line and column`(this: String, that: String, place: String, summary: String) throws {
    let found = try problems(Self.good.replacing(this, with: that))
    #expect(found.contains { $0.place.hasSuffix(".yaml:\(place)") && $0.summary == summary }, "\(found)")
    #expect(found.allSatisfy { $0.remedy != nil })
  }

  @Test func `a document that is right has nothing to complain of`() throws {
    #expect(try problems(Self.good) == [])
  }
}
