import Forms
import HTTPTypes
import RecordStore
import Testing

@testable import ReviewApp

struct GroupTests {
  private func group(_ browser: TestBrowser, _ label: String) async throws -> TestPage {
    let page = try await browser.get("/groups")
    let link = try #require(try page.elements("//main//li/a").first { $0.words == label }, "there is no group '\(label)'")
    return try await browser.get(link["href"] ?? "")
  }

  @Test func `many marks are confirmed at once, some turned round, some left`() async throws {
    let desk = try await TestDesk((1...12).map { TestForm.record($0, doubts: ["/signed"]) })
    try await desk.open("ann") { browsers in
      let page = try await group(browsers[0], "T1: Signed")
      let form = try #require(page.forms.first { $0.action.hasPrefix("/groups/") })
      #expect(form.inputs.filter { $0.key.hasPrefix("pick-") }.count == 12 && form.inputs["pick-0"] == "right")
      let answer = try await browsers[0].submit(page, form.action, ["pick-3": "false", "pick-4": "later"])
      #expect(answer.location == form.action + "?done=11")
      var values: [FieldValue?] = [], open = 0
      for number in 1...12 {
        let record = try #require(await desk.store.record("t1-\(number)"))
        values.append(record.fields["/signed"]?.value)
        open += record.disposition == .review ? 1 : 0
      }
      #expect(values.filter { $0 == .flag(false) }.count == 1 && open == 1)
      #expect(try await desk.store.verify().corrections == 11)
      #expect(try await browsers[0].visit(answer.location ?? "").text.contains("11 marks are decided"))
    }
  }

  @Test func `of marks that could not be read none is decided unless somebody says what it is`() async throws {
    let desk = try await TestDesk((1...2).map { TestForm.record($0, doubts: ["/signed"], other: ["/signed": nil]) })
    try await desk.open("ann") { browsers in
      let page = try await group(browsers[0], "T1: signed or not, the machine cannot tell")
      let form = try #require(page.forms.first { $0.action.hasPrefix("/groups/") })
      #expect(form.inputs["pick-0"] == "later")
      #expect(try await browsers[0].submit(page, form.action, ["pick-1": "true"]).location == form.action + "?done=1")
      #expect(try await desk.store.queue().waiting == 1)
    }
  }

  @Test func `of choices that could not be read one is chosen, and none that the form has not`() async throws {
    let desk = try await TestDesk((1...2).map { TestForm.record($0, doubts: ["/how"], other: ["/how": nil]) })
    try await desk.open("ann") { browsers in
      let page = try await group(browsers[0], "T1: none, or the machine cannot tell")
      let form = try #require(page.forms.first { $0.action.hasPrefix("/groups/") })
      #expect(try await browsers[0].submit(page, form.action, ["pick-0": "=made up"]).status == .badRequest)
      let answer = try await browsers[0].submit(page, form.action, ["pick-0": "=severalOfThem", "pick-1": "right"])
      #expect(answer.location == form.action + "?done=2")
      let values = [try await desk.store.record("t1-1"), try await desk.store.record("t1-2")].map { $0?.fields["/how"]?.value }
      #expect(values == [.text("severalOfThem"), nil])
    }
  }

  @Test func `one that others took meanwhile stops all of them, and the others' picks stay`() async throws {
    let desk = try await TestDesk((1...3).map { TestForm.record($0, doubts: ["/agrees"]) })
    try await desk.open("ann", "bob") { browsers in
      let page = try await group(browsers[0], "T1: Ticked")
      try await desk.store.decide(.init(FieldPlace("t1-1", "/agrees"), old: .flag(true), new: .flag(false)), by: "bob")
      let form = try #require(page.forms.first { $0.action.hasPrefix("/groups/") })
      let answer = try await browsers[0].submit(page, form.action, ["pick-2": "later"])
      #expect(answer.status == .conflict || answer.status == .gone)
      let again = try #require(answer.forms.first { $0.action.hasPrefix("/groups/") })
      #expect(again.inputs["record-0"] == "t1-2" && again.inputs["pick-0"] == "right" && again.inputs["pick-1"] == "later")
      #expect(try await desk.store.verify().corrections == 1)
      #expect(try await browsers[0].submit(answer, form.action).location == form.action + "?done=1")
    }
  }
}
