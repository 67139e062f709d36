import Forms
import Foundation
import HTTPTypes
import RecordStore
import Testing

@testable import ReviewApp

/// A field decided as a browser without JavaScript sends it.
struct DecidingTests {
  /// Takes the next record and gives the page of its first field.
  private func take(_ browser: TestBrowser) async throws -> TestPage {
    let answer = try await browser.submit(try await browser.get("/"), "/take")
    return try await browser.visit(try #require(answer.location))
  }

  private func action(_ page: TestPage) throws -> String {
    try #require(page.forms.first { $0.action.contains("/field?") }?.action, "the page has no field to decide")
  }

  @Test func `the page shows the value, what else it may be, why it needs a look, and the rest of the page`() async throws {
    let issue = FormRecord.Issue(rule: "r", severity: .query, fields: ["/name"], message: "It is odd.", basis: "An Act s 1")
    try await TestDesk([TestForm.record(1, issues: [issue])]).open("ann") { browsers in
      let page = try await take(browsers[0])
      #expect(try page.words("//h1").contains("Full name"))
      #expect(try page.elements("//input[@id='value']").first?["value"] == "Siân Ŵyn")
      #expect(try page.elements("//button[@name='pick']/span").map(\.words) == ["Sian Wyn", "Sidn Wyn"])
      // What is another word than the value's stands out.
      #expect(try page.elements("//button[@data-key='1']//mark").map(\.words) == ["Sian", "Wyn"])
      for text in ["it was read with doubt", "60 %", "It is odd.", "An Act s 1", "03/02/1961", "Caerŷn"] {
        #expect(page.text.contains(text))
      }
      #expect(page.text.contains("<image href=\"/records/t1-1/crop?at=/name\""))
      #expect(try page.elements("//*[local-name()='rect'][contains(@class,'mark')]").count == 1)
    }
  }

  @Test func `accepting confirms the value, and the record is released`() async throws {
    let desk = try await TestDesk()
    try await desk.open("ann") { browsers in
      let page = try await take(browsers[0])
      let answer = try await browsers[0].submit(page, try action(page), ["do": "accept"])
      #expect(answer.status == .seeOther && answer.location == "/?done=1")
      let record = try #require(await desk.store.record("t1-1"))
      #expect(record.disposition == .accepted && record.fields["/name"]?.value == .text("Siân Ŵyn"))
      #expect(try await browsers[0].visit("/?done=1").text.contains("Your work is kept"))
    }
  }

  @Test(arguments: [
    ("/name", "Dafydd Ŷates", "accept", FieldValue?.some(.text("Dafydd Ŷates"))),
    ("/born", "4/3/1962", "accept", .text("1962-03-04")),
    ("/born", "1962-03-04", "accept", .text("1962-03-04")), ("/postcode", "cf101eq", "accept", .text("CF10 1EQ")),
    ("/name", "", "blank", nil), ("/agrees", "false", "", .flag(false)), ("/signed", "true", "", .flag(true)),
    ("/how", "severalOfThem", "", .text("severalOfThem")), ("/how", "", "", nil),
    ("/address", "2 Stryd Fawr\nCaerŷn", "accept", .text("2 Stryd Fawr\nCaerŷn")),
  ])
  func `what is typed or chosen is kept in the type's own form`(pointer: String, typed: String, act: String, kept: FieldValue?)
    async throws
  {
    let desk = try await TestDesk([TestForm.record(1, doubts: [pointer])])
    try await desk.open("ann") { browsers in
      let page = try await take(browsers[0])
      var inputs = ["value": typed.replacing("\n", with: "\r\n")]
      if !act.isEmpty { inputs["do"] = act }
      let answer = try await browsers[0].submit(page, try action(page), inputs)
      #expect(answer.status == .seeOther)
      let reading = try #require(try await desk.store.record("t1-1")?.fields[pointer])
      #expect(reading.value == kept && reading.state == (kept == nil ? .blank : .read))
    }
  }

  @Test func `a value of several lines that is accepted untouched is the same value`() async throws {
    let desk = try await TestDesk([TestForm.record(1, doubts: ["/address"])])
    try await desk.open("ann") { browsers in
      let page = try await take(browsers[0])
      _ = try await browsers[0].submit(page, try action(page), ["do": "accept"])
      #expect(try await desk.store.record("t1-1")?.fields["/address"]?.value == .text("1 Stryd Fawr\nCaerŷn"))
    }
  }

  @Test(arguments: [
    ("/born", "31/2/1961", "There is no such day"), ("/postcode", "XX1 1XX", "This is not a United Kingdom postcode"),
  ])
  func `what breaks its grammar comes back with the reason and as it was typed, and may be kept as written`(
    pointer: String, typed: String, reason: String
  ) async throws {
    let desk = try await TestDesk([TestForm.record(1, doubts: [pointer])])
    try await desk.open("ann") { browsers in
      let page = try await take(browsers[0])
      let answer = try await browsers[0].submit(page, try action(page), ["value": typed, "do": "accept"])
      #expect(answer.status == .unprocessableContent)
      #expect(try answer.words("//*[@class='govuk-error-summary']").contains(reason))
      #expect(try answer.words("//title").hasPrefix("Error: "))
      #expect(try answer.elements("//input[@id='value']").first?["value"] == typed)
      #expect(try await desk.store.record("t1-1")?.disposition == .review)
      let kept = try await browsers[0].submit(answer, try action(answer), ["do": "written"])
      #expect(kept.status == .seeOther)
      #expect(try await desk.store.record("t1-1")?.fields[pointer]?.value == .text(typed))
    }
  }

  @Test func `an empty box is no decision, unless the machine proposes that nothing is written`() async throws {
    var blank = TestForm.record(2, doubts: ["/name"], other: ["/name": nil])
    blank.fields["/name"]?.state = .blank
    let proposed = blank
    let desk = try await TestDesk([TestForm.record(1, doubts: ["/name"], other: ["/name": nil])])
    try await desk.open("ann") { browsers in
      var page = try await take(browsers[0])
      let answer = try await browsers[0].submit(page, try action(page), ["value": " ", "do": "accept"])
      #expect(answer.status == .unprocessableContent)
      #expect(try answer.words("//*[@class='govuk-error-summary']").contains("Type what the paper says"))
      page = try await browsers[0].submit(page, try action(page), ["do": "blank"])
      #expect(page.status == .seeOther)
      try desk.add([proposed])
      page = try await take(browsers[0])
      page = try await browsers[0].submit(page, try action(page), ["do": "accept"])
      #expect(page.status == .seeOther)
    }
  }

  @Test func `of a mark that could not be read nothing is proposed`() async throws {
    try await TestDesk([TestForm.record(1, doubts: ["/signed"], other: ["/signed": nil])]).open("ann") { browsers in
      let page = try await take(browsers[0])
      #expect(try page.elements("//*[@id='accept']").isEmpty)
      #expect(try page.elements("//button[@name='value']").map(\.words) == ["1 Signed", "2 Not signed"])
    }
  }

  @Test func `fields come in the order of the form, and the last one leads to the next record`() async throws {
    let desk = try await TestDesk([TestForm.record(1, doubts: ["/signed", "/name", "/born"]), TestForm.record(2)])
    try await desk.open("ann") { browsers in
      var page = try await take(browsers[0]), labels: [String] = []
      for _ in 0..<4 {
        labels.append(try page.words("//h1/span[@lang]"))
        let inputs = labels.last == "Signature" ? ["value": "true"] : ["do": "accept"]
        page = try await browsers[0].visit(try #require(try await browsers[0].submit(page, try action(page), inputs).location))
      }
      #expect(labels == ["Full name", "Date of birth", "Signature", "Full name"])
      #expect(page.path == "/?done=1")
    }
  }

  @Test func `a conflict keeps nothing, and shows the new value and what was typed`() async throws {
    let desk = try await TestDesk()
    try await desk.open("ann", "bob") { browsers in
      let page = try await take(browsers[0])
      // Ann's time ends, Bob decides another field of the same record meanwhile, and gives it back.
      desk.wait(301)
      try await desk.store.decide(.init(FieldPlace("t1-1", "/name"), old: .text("Siân Ŵyn"), new: .text("Bob's")), by: "bob")
      let answer = try await browsers[0].submit(page, try action(page), ["value": "Ann's", "do": "accept"])
      #expect(answer.status == .gone)
      #expect(try answer.words("//*[@id='kept']") == "Ann's")
      #expect(try await desk.store.record("t1-1")?.fields["/name"]?.value == .text("Bob's"))
    }
  }

  @Test func `a conflict in a record that is open lets the operator decide again`() async throws {
    let desk = try await TestDesk([TestForm.record(1, doubts: ["/name", "/born"])])
    try await desk.open("ann", "bob") { browsers in
      let page = try await take(browsers[0])
      desk.wait(301)
      try await desk.store.decide(.init(FieldPlace("t1-1", "/name"), old: .text("Siân Ŵyn"), new: .text("Bob's")), by: "bob")
      let answer = try await browsers[0].submit(page, try action(page), ["value": "Ann's", "do": "accept"])
      #expect(answer.status == .conflict)
      #expect(try answer.words("//*[@class='govuk-error-summary']").contains("Somebody else decided this"))
      #expect(try answer.elements("//input[@id='value']").first?["value"] == "Ann's")
      #expect(try answer.words("//*[@id='current']").contains("Bob's"))
      #expect(try await desk.store.record("t1-1")?.fields["/name"]?.value == .text("Bob's"))
      #expect(try await browsers[0].submit(answer, try action(answer), ["do": "accept"]).status == .seeOther)
      #expect(try await desk.store.record("t1-1")?.fields["/name"]?.value == .text("Ann's"))
    }
  }

  @Test func `a lease that was lost says who has the record, and shows what was typed`() async throws {
    let desk = try await TestDesk()
    try await desk.open("ann", "bob") { browsers in
      let page = try await take(browsers[0])
      let token = try #require(page.forms.first).inputs["csrf"] ?? ""
      desk.wait(301)
      _ = try await take(browsers[1])
      #expect(try await browsers[0].post("/records/t1-1/renew", ["csrf": token]).status == .conflict)
      let answer = try await browsers[0].submit(page, try action(page), ["value": "Ann's", "do": "accept"])
      #expect(answer.status == .conflict)
      #expect(try answer.words("//*[@class='govuk-error-summary']").contains("bob is working on it now"))
      #expect(try answer.words("//*[@id='kept']") == "Ann's")
      #expect(try await desk.store.record("t1-1")?.fields["/name"]?.value == .text("Siân Ŵyn"))
      #expect(try await browsers[0].get("/records/t1-1/field?at=/name").status == .conflict)
    }
  }

  @Test func `what was sent twice is kept once`() async throws {
    let desk = try await TestDesk([TestForm.record(1, doubts: ["/name", "/born"])])
    try await desk.open("ann") { browsers in
      let page = try await take(browsers[0])
      for _ in 0..<2 {
        #expect(try await browsers[0].submit(page, try action(page), ["value": "New", "do": "accept"]).status == .seeOther)
      }
      let report = try await desk.store.verify()
      #expect(report.corrections == 1 && report.problems == [])
    }
  }

  @Test func `two key a critical field without seeing each other's value`() async throws {
    let desk = try await TestDesk(
      [TestForm.record(1, doubts: ["/born"])], policy: ReviewPolicy(keyedTwice: .doubtful, sample: 0))
    try await desk.open("ann", "bob") { browsers in
      for browser in browsers {
        let page = try await take(browser)
        #expect(!page.text.contains("1961") && !page.text.contains("1962"))
        let answer = try await browser.submit(page, try action(page), ["value": "4/3/1962", "do": "accept"])
        #expect(answer.location == "/?done=1")
      }
      let record = try #require(await desk.store.record("t1-1"))
      #expect(record.disposition == .accepted && record.fields["/born"]?.value == .text("1962-03-04"))
    }
  }

  @Test func `a keying that comes after the decision is a conflict`() async throws {
    let desk = try await TestDesk(
      [TestForm.record(1, doubts: ["/born", "/name"])], policy: ReviewPolicy(keyedTwice: .doubtful, sample: 0))
    try await desk.open("cat") { browsers in
      let page = try await browsers[0].get("/records/t1-1/field?at=/born")
      desk.wait(301)
      for (round, name) in ["ann", "bob"].enumerated() {
        try await desk.store.decide(
          .init(FieldPlace("t1-1", "/born"), old: .text("1961-02-03"), new: .text("1962-03-04"), round: round), by: name)
      }
      let answer = try await browsers[0].submit(page, try action(page), ["value": "5/5/1955", "do": "accept"])
      #expect(answer.status == .conflict)
      #expect(try await desk.store.record("t1-1")?.fields["/born"]?.value == .text("1962-03-04"))
    }
  }

  @Test(arguments: [
    ("date", "4/3/1962", "right", "This is kept as 04/03/1962"), ("date", "31/2/1962", "wrong", "There is no such day"),
    ("postcode", "cf101ep", "right", "This is kept as CF10 1EP"), ("money", "12.5x", "wrong", "This is not an amount of money"),
    ("text", "anything", "right", ""), ("date", "", "blank", "Nothing is written"),
  ])
  func `what is typed is judged by the store's own rules`(kind: String, value: String, state: String, message: String)
    async throws
  {
    try await TestDesk().open("ann") { browsers in
      let token = try #require(try await browsers[0].get("/").forms.first).inputs["csrf"] ?? ""
      let answer = try await browsers[0].post("/check", ["csrf": token, "kind": kind, "value": value])
      #expect(
        try JSONDecoder().decode([String: String].self, from: Data(answer.text.utf8)) == ["state": state, "message": message])
    }
  }
}
