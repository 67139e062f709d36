import Foundation
import Testing

@testable import Forms
@testable import Pipeline

/// Documents of a run and the sheets that belong to them, held against a rule that asks for the sheet.
struct ValidationTests {
  let folder: TestFolder
  private let rules: RuleBook

  init() throws {
    folder = try TestFolder()
    try folder.write(
      """
      rules: test
      version: 1
      forms: [owner]
      checks:
        - { id: sheet-came, check: { present: sheet }, severity: query, say: { en: No sheet., cy: Dim dalen. }, basis: Act }
        - { id: sheet-names, check: { required: ["sheet:name"] }, severity: reject, say: { en: No name., cy: Dim enw. }, basis: Act }
      """, to: "rules/test.yaml")
    let forms = ["owner", "sheet"].map { id in
      var form = FormDefinition(
        id: id, edition: "1", title: id, pages: [.init(number: 1, zones: [.init(field: "/name", read: .line, parts: [])])],
        fields: ["/name": .init(label: "Name", kind: .text)], layout: FormLayout(pages: []))
      if id == "sheet" { form.belongsTo = .init(forms: ["owner"], same: ["/name"], as: ["/name"]) }
      return form
    }
    let (book, problems) = RuleBook.read(folder["."], forms: forms)
    #expect(problems == [])
    rules = book
  }

  private static func record(_ form: String, name: String? = "Ada", of owner: String? = nil, doubt: Bool = false) -> FormRecord
  {
    var record = FormRecord(
      id: form, source: .init(file: "\(form).pdf", sha256: "", received: "2026-01-20"), form: .init(id: form, edition: "1"),
      pages: [.init(index: 0, formPage: 1, rotation: 0, score: 1, runnerUp: 0, residualMM: 0)], disposition: .accepted,
      fields: [
        "/name": FieldReading(
          value: name.map { .text($0) }, state: name == nil ? .blank : .read, confidence: 1, review: doubt, formPage: 1, page: 0
        )
      ], issues: [])
    if let owner { record.links = [.init(record: owner, form: "owner", by: .name)] }
    return record
  }

  @Test func `a document is judged with the sheets that come with it`() {
    var validation = Validation(rules: rules)
    let alone = validation.judge([Self.record("owner")])[0]
    #expect(alone.issues.map(\.rule) == ["sheet-came"] && alone.disposition == .review)
    let both = validation.judge([Self.record("owner"), Self.record("sheet", of: "owner")])[0]
    #expect(both.issues == [] && both.disposition == .accepted && validation.late == [])
    let unnamed = validation.judge([Self.record("owner"), Self.record("sheet", name: nil, of: "owner")])[0]
    #expect(unnamed.issues.map(\.fields) == [["sheet#/name"]] && unnamed.disposition == .rejected)
  }

  @Test func `a sheet that comes in a later file has its document judged again`() {
    var validation = Validation(rules: rules)
    let early = validation.judge([Self.record("owner")])[0], sheet = Self.record("sheet", of: "owner")
    #expect(early.disposition == .review && validation.late == [])
    _ = validation.judge([sheet])
    #expect(validation.late == ["owner"] && validation.belongings(of: "owner") == ["sheet"])
    let late = validation.judge(early, with: [sheet])
    #expect(late.issues == [] && late.disposition == .accepted)
    _ = validation.judge([Self.record("owner")])
    #expect(validation.late == [])
  }

  @Test func `a document waits for a doubtful field of its sheet`() {
    var validation = Validation(rules: rules)
    let record = validation.judge([Self.record("owner"), Self.record("sheet", of: "owner", doubt: true)])[0]
    #expect(record.undecided == ["sheet-names"] && record.disposition == .review)
  }
}
