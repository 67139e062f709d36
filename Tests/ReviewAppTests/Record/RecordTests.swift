import Forms
import HTTPTypes
import RecordStore
import Testing

@testable import ReviewApp

struct RecordTests {
  private static let query = FormRecord.Issue(
    rule: "q", severity: .query, fields: ["/name"], message: "It is odd.", basis: "An Act s 1")

  @Test func `an issue is settled with a reason from the list, and the record released by it`() async throws {
    let desk = try await TestDesk([TestForm.record(1, doubts: [], issues: [Self.query])])
    try await desk.open("ann") { browsers in
      var page = try await browsers[0].get("/records/t1-1")
      #expect(page.text.contains("It is odd.") && page.text.contains("An Act s 1"))
      let action = try #require(page.forms.first { $0.action.hasSuffix("/settle") }).action
      #expect(try await browsers[0].submit(page, action, ["because": "made up"]).status == .badRequest)
      let answer = try await browsers[0].submit(page, action, ["because": "paper-checked"])
      #expect(answer.location == "/records/t1-1")
      page = try await browsers[0].get("/records/t1-1")
      #expect(page.text.contains("released") && page.text.contains("Settled by ann"))
      #expect(try await desk.store.record("t1-1")?.disposition == .accepted)
    }
  }

  @Test func `a senior rejects a record, and an operator is not offered to`() async throws {
    let desk = try await TestDesk()
    try await desk.open("ann", "cat") { browsers in
      let page = try await browsers[0].get("/records/t1-1")
      #expect(!page.forms.contains { $0.action.hasSuffix("/reject") })
      let token = try #require(page.forms.first).inputs["csrf"] ?? ""
      let refused = try await browsers[0].post("/records/t1-1/reject", ["csrf": token, "because": "withdrawn"])
      #expect(refused.status == .forbidden)
      #expect(try refused.words("//*[@class='govuk-error-summary']").contains("This takes somebody with the role 'senior'"))
      let seniors = try await browsers[1].get("/records/t1-1")
      #expect(try await browsers[1].submit(seniors, "/records/t1-1/reject", ["because": "not-valid"]).status == .seeOther)
      #expect(try await desk.store.record("t1-1")?.disposition == .rejected)
      // Nothing is left to decide in it.
      #expect(try await browsers[1].get("/records/t1-1/field?at=/name").location == "/records/t1-1")
    }
  }

  @Test func `what is passed on is for seniors`() async throws {
    try await TestDesk().open("ann", "cat") { browsers in
      let page = try await browsers[0].get("/records/t1-1")
      #expect(try await browsers[0].submit(page, "/records/t1-1/pass-on").location == "/")
      #expect(try await browsers[0].submit(try await browsers[0].get("/"), "/take").location == "/?done=1")
      #expect(try await browsers[1].submit(try await browsers[1].get("/"), "/take").location == "/records/t1-1/field?at=/name")
    }
  }

  @Test func `a record that is not there, or purged, is told so`() async throws {
    let desk = try await TestDesk()
    try await desk.open("ann") { browsers in
      let gone = try await browsers[0].get("/records/none")
      #expect(gone.status == .gone && gone.text.contains("Nothing can be decided in this record any more"))
      #expect(try await browsers[0].get("/records/none/field?at=/name").status == .notFound)
      #expect(try await browsers[0].get("/records/t1-1/field?at=/none").status == .notFound)
      #expect(try await browsers[0].get("/records/t1-1/field").status == .notFound)
    }
  }

  @Test func `what rules say is shown in Welsh where it is known, with the particulars beside it`() async throws {
    let issues: [FormRecord.Issue] = [
      .init(rule: "page-missing", severity: .query, message: "Page 3 is missing."),
      .init(rule: "donor-of-age", severity: .query, message: "The donor was not 18."),
      .init(rule: "other", severity: .query, message: "It is odd."),
    ]
    try await TestDesk([TestForm.record(1, issues: issues)]).open("ann") { browsers in
      #expect(try await browsers[0].get("/records/t1-1").text.contains("Page 3 is missing."))
      _ = try await browsers[0].get("/language/cy")
      let page = try await browsers[0].get("/records/t1-1")
      #expect(
        try page.elements("//h3[@class='govuk-summary-card__title']/span").map { ($0["lang"] ?? "") + ": " + $0.words } == [
          "cy: Mae tudalen ar goll.", "cy: Nid oedd y rhoddwr yn 18.", "en: It is odd.",
        ])
      #expect(page.text.contains("Page 3 is missing."))
    }
  }

  @Test func `what a form holds cannot become part of the page`() async throws {
    let desk = try await TestDesk([TestForm.record(1, other: ["/name": .text("<script src=\"//evil\"></script>'\"&")])])
    try await desk.open("ann") { browsers in
      for path in ["/records/t1-1", "/records/t1-1/field?at=/name", "/records/t1-1/field?at=/born"] {
        let page = try await browsers[0].get(path)
        #expect(try page.elements("//script").count == 1)
        #expect(!page.text.contains("<script src=\"//evil"))
      }
      let field = try await browsers[0].get("/records/t1-1/field?at=/name")
      #expect(try field.elements("//input[@id='value']").first?["value"] == "<script src=\"//evil\"></script>'\"&")
    }
  }
}
