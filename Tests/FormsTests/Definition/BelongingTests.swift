import Foundation
import Testing

@testable import Forms

struct BelongingTests {
  private static let line = "belongsTo: { forms: [owner], same: [name], as: [first, last] }\n"

  private static func problems(_ line: String) throws -> [String] {
    try FormLibraryTests.problems(FormLibraryTests.good + "\n" + line).map(\.summary)
  }

  @Test func `a form says whose documents its own belong to`() throws {
    #expect(try Self.problems(Self.line).isEmpty)
  }

  @Test(arguments: [
    ("[name]", "[nome]", "the field '/nome' is not defined"), ("[owner]", "[small]", "cannot belong to itself"),
    ("[owner]", "[]", "has no 'forms'"), (", as: [first, last]", "", "has no 'as'"), ("same:", "sam:", "'sam' is no key here"),
  ])
  func `what is wrong with it is said`(part: String, wrong: String, words: String) throws {
    #expect(try Self.problems(Self.line.replacing(part, with: wrong)).contains { $0.contains(words) })
  }

  @Test func `forms that are not defined and fields that they lack are found where they can be known`() {
    func form(_ id: String, fields: [String] = []) -> FormDefinition {
      let known = fields.map { ($0, FieldDefinition(label: $0, kind: .text)) }
      return FormDefinition(
        id: id, edition: "1", title: id, pages: [], fields: Dictionary(uniqueKeysWithValues: known),
        layout: FormLayout(pages: []))
    }
    var sheet = form("sheet", fields: ["/name"])
    sheet.belongsTo = .init(forms: ["owner"], same: ["/name"], as: ["/first", "/last"])
    func problems(_ ids: [String], _ forms: [FormDefinition]) -> [String] {
      FormLibrary.belongingProblems(of: sheet, ids: ids, forms: forms, file: "form.yaml").map(\.summary)
    }
    #expect(problems(["owner"], [form("owner", fields: ["/first", "/last"])]).isEmpty)
    #expect(problems(["owner"], []).isEmpty)
    #expect(problems(["other"], []) == ["belongsTo names no form 'owner'"])
    #expect(
      problems(["owner"], [form("owner", fields: ["/first"])]) == ["belongsTo names the field '/last', which owner has not"])
  }
}
