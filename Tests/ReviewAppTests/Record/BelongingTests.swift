import Forms
import HTTPTypes
import RecordStore
import Testing

@testable import ReviewApp

/// A sheet whose power of attorney came in another batch.
struct BelongingTests {
  private static let sheets: FormDefinition = {
    var form = TestForm.definition
    form.id = "s1"
    form.belongsTo = .init(forms: ["t1"], same: ["/name"], as: ["/name"])
    return form
  }()

  private static func desk(doubts: [String] = []) async throws -> TestDesk {
    let query = FormRecord.Issue(rule: FormRecord.Link.missing, severity: .query, message: "None was found.")
    var sheet = TestForm.record(2, doubts: doubts, issues: [query])
    sheet.form.id = "s1"
    sheet.id = "s1-2"
    return try await TestDesk([TestForm.record(1, doubts: ["/born"]), sheet], forms: [TestForm.definition, sheets])
  }

  @Test func `it is put with one that is offered, and both pages say so`() async throws {
    let desk = try await Self.desk()
    try await desk.open("ann") { browsers in
      var page = try await browsers[0].get("/records/s1-2")
      #expect(try page.elements("//input[@name='owner']").map { $0["value"] } == ["t1-1"])
      #expect(page.text.contains("T1 · Siân Ŵyn · arrived"))
      #expect(try await browsers[0].submit(page, "/records/s1-2/belongs", ["owner": "t1-1"]).location == "/records/s1-2")
      page = try await browsers[0].get("/records/s1-2")
      #expect(page.text.contains("It belongs to") && page.text.contains("it was said which document it belongs to"))
      #expect(!page.forms.contains { $0.action.hasSuffix("/belongs") })
      let owner = try await browsers[0].get("/records/t1-1")
      #expect(owner.text.contains("With it go") && owner.text.contains("/records/s1-2"))
      #expect(!owner.forms.contains { $0.action.hasSuffix("/belongs") })
    }
  }

  @Test func `a number is typed, and what cannot be is told in both languages`() async throws {
    let desk = try await Self.desk()
    try await desk.open("ann") { browsers in
      let page = try await browsers[0].get("/records/s1-2")
      for wrong in [["number": "none"], ["number": "s1-2"], [:]] {
        let answer = try await browsers[0].submit(page, "/records/s1-2/belongs", wrong)
        #expect(answer.status == .unprocessableContent && answer.text.contains("It cannot be put with that document"))
      }
      let token = try #require(page.forms.first).inputs["csrf"] ?? ""
      #expect(
        try await browsers[0].post("/records/t1-1/belongs", ["csrf": token, "shown": "", "owner": "t1-1"]).status
          == .unprocessableContent)
      #expect(
        try await browsers[0].post("/records/none/belongs", ["csrf": token, "shown": "", "owner": "t1-1"]).status == .gone)
      _ = try await browsers[0].get("/language/cy")
      let welsh = try await browsers[0].get("/records/s1-2")
      #expect(welsh.text.contains("I ba ddogfen y mae"))
      _ = try await browsers[0].submit(welsh, "/records/s1-2/belongs", ["number": " t1-1 "])
      #expect(try await desk.store.record("s1-2")?.links == [.init(record: "t1-1", form: "t1", by: .person)])
    }
    #expect(!desk.log.all.contains("Ŵyn"))
  }

  @Test func `of two who say it at once the second is told`() async throws {
    let desk = try await Self.desk(doubts: ["/born"])
    try desk.add([TestForm.record(3, doubts: ["/born"])])
    try await desk.open("ann", "bob") { browsers in
      let pages = [try await browsers[0].get("/records/s1-2"), try await browsers[1].get("/records/s1-2")]
      #expect(try await browsers[0].submit(pages[0], "/records/s1-2/belongs", ["owner": "t1-1"]).location == "/records/s1-2")
      let answer = try await browsers[1].submit(pages[1], "/records/s1-2/belongs", ["owner": "t1-3"])
      #expect(answer.status == .conflict && answer.text.contains("It belongs to"))
      #expect(try await desk.store.record("s1-2")?.links?.map(\.record) == ["t1-1"])
      // From the page as it is now, it can be said.
      let now = try await browsers[1].get("/records/s1-2")
      #expect(try await browsers[1].submit(now, "/records/s1-2/belongs", ["owner": "t1-3"]).location == "/records/s1-2")
    }
  }
}
