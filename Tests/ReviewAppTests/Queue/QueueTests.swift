import Forms
import HTTPTypes
import RecordStore
import Testing

@testable import ReviewApp

struct QueueTests {
  @Test func `the queue says how much waits, by what, and gives the most urgent first`() async throws {
    let issue = FormRecord.Issue(rule: "r", severity: .reject, message: "It is odd.")
    let desk = try await TestDesk([
      TestForm.record(1), TestForm.record(2, received: "2026-10-01T08:00:00Z"), TestForm.record(3, issues: [issue]),
    ])
    try await desk.open("ann", "bob") { browsers in
      let page = try await browsers[0].get("/")
      #expect(page.text.contains("3 records wait"))
      #expect(try page.elements("//select[@id='form']/option").map(\.words) == ["All", "T1 (3)"])
      #expect(
        try page.elements("//select[@id='urgency']/option").map(\.words) == [
          "All", "proposed to be rejected (1)", "a field is doubtful (2)",
        ])
      #expect(try page.elements("//select[@id='reason']/option").map(\.words) == ["All", "it was read with doubt (3)"])
      // What may be rejected is looked at as a whole before its fields are.
      #expect(try await browsers[0].submit(page, "/take").location == "/records/t1-3")
      #expect(try await browsers[1].submit(try await browsers[1].get("/"), "/take").location == "/records/t1-2/field?at=/name")
    }
  }

  @Test func `a filter is carried along from field to field and record to record`() async throws {
    let desk = try await TestDesk([
      TestForm.record(1), TestForm.record(2, doubts: ["/name", "/born"]), TestForm.record(3, doubts: ["/born"]),
    ])
    try await desk.open("ann") { browsers in
      let page = try await browsers[0].get("/?form=&urgency=critical&reason=&days=")
      #expect(try page.elements("//option[@selected]").compactMap { $0["value"] } == ["critical"])
      var answer = try await browsers[0].submit(page, "/take"), places: [String] = []
      for _ in 0..<3 {
        places.append(try #require(answer.location))
        let field = try await browsers[0].get(places.last!)
        let action = try #require(field.forms.first { $0.action.contains("/field?") }).action
        answer = try await browsers[0].submit(field, action, ["do": "accept"])
      }
      #expect(
        places == [
          "/records/t1-2/field?at=/name&urgency=critical", "/records/t1-2/field?at=/born&urgency=critical&after=/name",
          "/records/t1-3/field?at=/born&urgency=critical",
        ])
      #expect(answer.location == "/?done=1&urgency=critical")
    }
  }

  @Test func `a record that is given back is free for others at once`() async throws {
    try await TestDesk().open("ann", "bob") { browsers in
      let page = try await browsers[0].visit(
        try #require(try await browsers[0].submit(try await browsers[0].get("/"), "/take").location))
      #expect(try await browsers[1].submit(try await browsers[1].get("/"), "/take").location == "/?done=1")
      #expect(try await browsers[0].submit(page, "/give-back").location == "/")
      #expect(try await browsers[1].submit(try await browsers[1].get("/"), "/take").location == "/records/t1-1/field?at=/name")
    }
  }

  @Test func `the next record is taken in hand early, with where its crop is`() async throws {
    let desk = try await TestDesk([TestForm.record(1), TestForm.record(2)])
    try await desk.open("ann", "bob") { browsers in
      let page = try await browsers[0].visit(
        try #require(try await browsers[0].submit(try await browsers[0].get("/"), "/take").location))
      let token = try #require(page.forms.first).inputs["csrf"] ?? ""
      #expect(
        try await browsers[0].post("/ahead", ["csrf": token, "record": "t1-1"]).text
          == #"{"crop":"\/records\/t1-2\/crop?at=\/name"}"#)
      #expect(try await browsers[1].submit(try await browsers[1].get("/"), "/take").location == "/?done=1")
      // Who stops, or logs out, leaves neither of them locked.
      #expect(try await browsers[0].submit(page, "/give-back").location == "/")
      #expect(try await browsers[1].submit(try await browsers[1].get("/"), "/take").location == "/records/t1-1/field?at=/name")
      #expect(try await browsers[1].submit(try await browsers[1].get("/"), "/logout").location == "/login")
      #expect(try await desk.store.queue().held == 0)
    }
  }
}
