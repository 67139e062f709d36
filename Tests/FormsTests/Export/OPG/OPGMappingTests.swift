import Foundation
import Testing

@testable import Forms

struct OPGMappingTests {
  private static let form = FormDefinition(
    id: "f", edition: "1", title: "", pages: [PageDefinition(number: 1, zones: [])],
    fields: [
      "/a/name": .init(label: "", kind: .text), "/a/day": .init(label: "", kind: .date),
      "/how": .init(label: "", kind: .choice, of: ["x", "y"]), "/signed": .init(label: "", kind: .signature),
    ], layout: FormLayout(pages: []))

  private func problems(_ yaml: String) throws -> [Problem] {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID()).yaml")
    defer { try? FileManager.default.removeItem(at: file) }
    try Data(yaml.utf8).write(to: file)
    let (mapping, problems) = try OPGMapping.read(file)
    return problems + mapping.problems(with: [Self.form])
  }

  private static let good = """
    document: F
    form: f
    version: 1
    elements:
      Page1:
        page: 1
        A: { at: a, Name: { text: name, max: 9 }, Day: { date: day } }
        X: { mark: how, is: x }
        Y: { mark: how, is: y }
        Signed: { mark: signed }

    """

  @Test func `a document that is right has nothing to complain of`() throws {
    #expect(try problems(Self.good) == [])
  }

  @Test(arguments: [
    ("text: name", "text: nam", "7:31", "f has no field '/a/nam'"),
    ("date: day", "date: /signed", "7:60", "'/signed' is a signature, which is no date"),
    ("text: name", "text: day", "7:31", "'/a/day' is a date, which is no text"),
    ("is: y", "is: z", "9:16", "'/how' is a choice, which is no mark"),
    ("    Y: { mark: how, is: y }\n", "", "8:16", "no element takes the choice 'y' of '/how'"),
    ("    Signed: { mark: signed }\n", "", "5:3", "no element takes '/signed'"),
    ("page: 1", "page: 2", "5:3", "f has no page 2"),
    ("page: 1", "page: one", "6:11", "a whole number is needed here"),
    ("page: 1", "paeg: 1", "6:5", "'paeg' is no key here"),
    ("max: 9", "most: 9", "7:37", "'most' is no key here"),
    ("is: x", "max: 3", "8:26", "only text has 'max'"),
    ("A: { at: a", "A-1: { at: a", "7:5", "'A-1' cannot name an element"),
    ("version: 1", "version: 2", "3:10", "version 2 of the format is not known"),
    ("document: F\n", "", "1:1", "the document has no 'document'"),
    ("version: 1", "version: 1\nwithout: [a/none]", "4:11", "f has no field '/a/none'"),
    ("    page: 1", "    pages: [1, 1]\n    each: [a, b, c]", "6:5", "there are 2 pages and 3 in 'each'"),
  ])
  func `what is wrong is named with line and column`(this: String, that: String, place: String, summary: String) throws {
    let found = try problems(Self.good.replacing(this, with: that))
    #expect(found.contains { $0.place.hasSuffix(".yaml:\(place)") && $0.summary == summary }, "\(found)")
    #expect(found.allSatisfy { $0.remedy != nil })
  }

  @Test(arguments: OPGDocumentTests.forms) func `the documents that are shipped fit the forms that are shipped`(form: String)
    throws
  {
    let (mapping, problems) = try OPGMapping.read(TestPipeline.definitions.appendingPathComponent("exports/opg/\(form).yaml"))
    #expect(problems == [] && mapping.problems(with: TestRecord.forms) == [] && mapping.leaves.count > 40)
  }
}
