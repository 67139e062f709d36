import Forms
import Foundation
import Testing

/// Other prints and editions in folders within a form's own.
struct FormEditionsTests {
  static let print = """
    form: small
    version: 1
    edition: "1"
    pages:
      - number: 1
        zones:
          - { field: name, read: line, at: [10, 14, 50, 8] }
          - { field: born, read: comb, at: [[10, 34, 10, 5], [22, 34, 10, 5], [34, 34, 20, 5]], cells: [2, 2, 4] }
          - { field: agree, read: ticks, boxes: { yes: [10, 54, 4, 4], no: [20, 54, 4, 4] } }
    """

  /// What is read of the form `small` with these other definitions within its folder.
  static func read(_ others: [String: String]) throws -> (forms: [FormDefinition], problems: [Problem]) {
    let root = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: root) }
    for (name, yaml) in others.merging(["": FormLibraryTests.good], uniquingKeysWith: { $1 }) {
      try FormLibraryTests.write(Data(yaml.utf8), to: root.appendingPathComponent("small/\(name)"))
    }
    let (library, problems) = FormLibrary.read(root, forms: ["small"])
    return (library.forms, problems)
  }

  @Test func `another print of the edition has the form's fields at places of its own`() throws {
    let (forms, problems) = try Self.read(["online": Self.print])
    #expect(problems == [])
    #expect(forms.count == 1 && forms[0].prints.map(\.name) == ["online"])
    #expect(forms[0].prints[0].page.zones[0].bounds.y == 14 && forms[0].pages[0].zones[0].bounds.y == 10)
  }

  @Test func `another edition is a form beside it, told by its key`() throws {
    let (forms, problems) = try Self.read(["2": Self.print.replacing("edition: \"1\"", with: "edition: \"2\"")])
    #expect(problems == [])
    #expect(forms.map(\.id) == ["small", "small"] && forms.map(\.key) == ["small", "small 2"])
    #expect(forms[1].fields.keys.sorted() == forms[0].fields.keys.sorted() && forms[1].title == forms[0].title)
  }

  @Test func `an edition with fields of its own keeps to them`() throws {
    let yaml = FormLibraryTests.good.replacing("edition: \"1\"", with: "edition: \"2\"").replacing("name", with: "fullName")
    let (forms, problems) = try Self.read(["2": yaml])
    #expect(problems == [])
    #expect(forms[1].fields["/fullName"] != nil && forms[0].fields["/fullName"] == nil)
  }

  @Test(arguments: [
    ("form: small", "form: other", "but its folder 'small'"),
    ("field: name", "field: nom", "has no field '/nom'"),
    ("at: [10, 14, 50, 8]", "at: [10, 14, 50]", "a place needs four numbers"),
    ("read: line", "read: block", "has not the zones"),
  ])
  func `what is wrong with another print is named`(right: String, wrong: String, says: String) throws {
    let (_, problems) = try Self.read(["online": Self.print.replacing(right, with: wrong)])
    #expect(problems.contains { $0.description.contains(says) }, "\(problems)")
  }

  @Test func `two folders with one edition are refused`() throws {
    let second = Self.print.replacing("edition: \"1\"", with: "edition: \"2\"")
    let (_, problems) = try Self.read(["a": second, "b": second])
    #expect(problems.contains { $0.summary.contains("comes twice") })
  }
}
