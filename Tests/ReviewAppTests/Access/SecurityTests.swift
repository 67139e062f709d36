import HTTPTypes
import RecordStore
import Testing

@testable import ReviewApp

struct SecurityTests {
  @Test(arguments: ["/", "/login", "/nowhere", "/assets/review.css", "/records/t1-1", "/records/none", "/samples"])
  func `every answer forbids what no page needs`(path: String) async throws {
    try await TestDesk().open("ann") { browsers in
      let answer = try await browsers[0].get(path)
      let policy = try #require(answer.headers[.contentSecurityPolicy])
      #expect(
        policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'")
          && policy.contains("script-src 'self'"))
      #expect(!policy.contains("unsafe") && !policy.contains("*") && !policy.contains("http"))
      #expect(answer.headers[.xContentTypeOptions] == "nosniff")
      #expect(answer.headers[HTTPField.Name("X-Frame-Options")!] == "DENY")
      #expect(answer.headers[HTTPField.Name("Referrer-Policy")!] == "same-origin")
      #expect(answer.headers[.cacheControl] == (path.hasPrefix("/assets") ? "public, max-age=300" : "no-store"))
    }
  }

  @Test(arguments: [
    "/login", "/logout", "/take", "/check", "/ahead", "/records/t1-1/field?at=/name", "/records/t1-1/renew",
    "/records/t1-1/take",
    "/give-back", "/records/t1-1/pass-on", "/records/t1-1/reject", "/records/t1-1/issues/1/settle",
    "/pages/1/assign", "/groups/0", "/samples/t1-1?at=/name",
  ])
  func `a form without the session's token does nothing`(path: String) async throws {
    try await TestDesk().open("ann", "bob") { browsers in
      let others = try #require(try await browsers[1].get("/").forms.first).inputs["csrf"]
      for token in [nil, "", "guess", others] {
        var inputs = ["value": "x", "old": "null", "do": "accept", "because": "paper-checked"]
        inputs["csrf"] = token
        #expect(try await browsers[0].post(path, inputs).status == .forbidden)
      }
    }
  }

  @Test func `who sends a value after the session's end gets it back`() async throws {
    try await TestDesk().open("ann") { browsers in
      let page = try await browsers[0].get("/records/t1-1/field?at=/name")
      browsers[0].forget()
      let answer = try await browsers[0].submit(page, "/records/t1-1/field?at=/name", ["value": "Typed <at> length"])
      #expect(answer.status == .forbidden)
      #expect(try answer.words("//textarea[@id='kept']") == "Typed <at> length")
    }
  }

  @Test func `what databases cut off is refused before it is anything`() async throws {
    let desk = try await TestDesk()
    try await desk.open("", "ann") { browsers in
      let page = try await browsers[0].get("/login")
      for name in ["bob\0", "bob\0x", "bob\u{B}"] {
        let answer = try await browsers[0].submit(page, "/login", ["name": name, "password": "wrong"])
        #expect(answer.status == .badRequest)
      }
      let field = try await browsers[1].get("/records/t1-1/field?at=/name")
      let answer = try await browsers[1].submit(field, "/records/t1-1/field?at=/name", ["value": "Alys\0Wyn"])
      #expect(answer.status == .badRequest)
      for path in ["/records/t1-1%00x", "/pages/1%00", "/records/t1-1/field?at=/name%00"] {
        #expect(try await browsers[1].get(path).status == .badRequest)
      }
    }
    #expect(try await desk.store.verify().problems == [])
  }

  @Test(arguments: ["/\t/evil.example/x", "//evil.example", "/\\evil.example", "/\r/evil.example", "https://evil.example"])
  func `nobody is sent to another site`(to: String) async throws {
    #expect(ReviewServer.local(to) == nil)
    try await TestDesk().open("") { browsers in
      let page = try await browsers[0].get("/login")
      let answer = try await browsers[0].submit(page, "/login", ["name": "ann", "password": TestDesk.password, "to": to])
      #expect(answer.status == .seeOther && answer.location == "/")
    }
  }

  @Test func `who has not logged in can send nothing`() async throws {
    try await TestDesk().open("") { browsers in
      let token = try #require(try await browsers[0].get("/login").forms.first).inputs["csrf"] ?? ""
      for path in ["/take", "/records/t1-1/field?at=/name", "/check", "/groups/0"] {
        let answer = try await browsers[0].post(path, ["csrf": token, "value": "x", "kind": "date"])
        #expect(answer.status == .unauthorized)
      }
      for path in ["/records/t1-1/crop?at=/name", "/pages/1/picture", "/records/t1-1"] {
        #expect(try await browsers[0].get(path).status == .seeOther)
      }
    }
  }

  @Test func `no value is in an address or in the log`() async throws {
    let desk = try await TestDesk([
      TestForm.record(1, doubts: ["/name", "/postcode"]), TestForm.record(2, doubts: ["/signed"]),
    ])
    try await desk.open("ann") { browsers in
      var page = try await browsers[0].submit(try await browsers[0].get("/"), "/take")
      var addresses: [String] = []
      for value in ["Dafydd", "CF10 1EQ"] {
        let address = try #require(page.location)
        addresses.append(address)
        let field = try await browsers[0].get(address)
        addresses += try field.elements("//a").compactMap { $0["href"] } + field.forms.map(\.action)
        let action = try #require(field.forms.first { $0.action.contains("/field?") }).action
        page = try await browsers[0].submit(field, action, ["value": value])
      }
      addresses.append(page.location ?? "")
      addresses += try (await browsers[0].get("/groups")).elements("//a").compactMap { $0["href"] }
      for text in ["Dafydd", "Si%C3%A2n", "CF10", "1EQ", "1961", "true"] {
        #expect(!addresses.contains { $0.contains(text) })
        #expect(!desk.log.all.contains(text))
      }
      #expect(desk.log.all.contains("/records/{record}/field") || desk.log.all.contains("/records/:record/field"))
      #expect(!desk.log.all.contains("t1-1") && !desk.log.all.contains("ann"))
    }
  }

  @Test func `too much is refused before it is looked at`() async throws {
    try await TestDesk().open("ann") { browsers in
      let token = try #require(try await browsers[0].get("/").forms.first).inputs["csrf"] ?? ""
      let answer = try await browsers[0].post(
        "/check", ["csrf": token, "kind": "text", "value": String(repeating: "x", count: 300_000)])
      #expect(answer.status == .contentTooLarge)
    }
  }
}
