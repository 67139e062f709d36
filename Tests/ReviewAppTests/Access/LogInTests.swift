import Foundation
import HTTPTypes
import Testing

@testable import ReviewApp

struct LogInTests {
  @Test func `who has not logged in is sent to the log-in page, and from there to where they wanted to go`() async throws {
    try await TestDesk().open("") { browsers in
      let browser = browsers[0]
      #expect(try await browser.get("/records/t1-1?form=t1").location == "/login?to=/records/t1-1%3Fform%3Dt1")
      let page = try await browser.get("/login?to=/records/t1-1%3Fform%3Dt1")
      let answer = try await browser.submit(page, "/login", ["name": "ann", "password": TestDesk.password])
      #expect(answer.location == "/records/t1-1?form=t1")
      #expect(try await browser.get("/").status == .ok)
    }
  }

  @Test(arguments: ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)", ""])
  func `no address of another site is gone to after a log-in`(to: String) async throws {
    try await TestDesk().open("") { browsers in
      let page = try await browsers[0].get("/login?to=" + to.percentEncoded)
      let answer = try await browsers[0].submit(page, "/login", ["name": "ann", "password": TestDesk.password, "to": to])
      #expect(answer.location == "/")
      #expect(try await browsers[0].get("/language/cy?to=" + to.percentEncoded).location == "/")
    }
  }

  @Test func `a wrong password and an unknown name are told alike, and what was typed as a name stays`() async throws {
    try await TestDesk().open("") { browsers in
      for name in ["ann", "nobody"] {
        let answer = try await browsers[0].submit(
          try await browsers[0].get("/login"), "/login", ["name": name, "password": "wrong"])
        #expect(answer.status == .unprocessableContent)
        #expect(try answer.words("//*[@class='govuk-error-summary']").contains("The name or the password is not right"))
        #expect(try answer.elements("//input[@id='name']").first?["value"] == name)
        #expect(!answer.text.contains("wrong\""))
      }
    }
  }

  @Test func `the cookie of a session is for this site's requests alone`() async throws {
    for isBehindTLS in [false, true] {
      let desk = try await TestDesk(settings: ReviewSettings(isBehindTLS: isBehindTLS))
      try await desk.open("") { browsers in
        let page = try await browsers[0].get("/login")
        let answer = try await browsers[0].submit(page, "/login", ["name": "ann", "password": TestDesk.password])
        let cookie = try #require(answer.headers[values: .setCookie].first)
        #expect(cookie.hasPrefix(isBehindTLS ? "__Host-formscan=" : "formscan="))
        #expect(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict") && cookie.contains("Path=/"))
        #expect(cookie.contains("Secure") == isBehindTLS)
        #expect((answer.headers[.strictTransportSecurity] != nil) == isBehindTLS)
      }
    }
  }

  @Test func `an account is blocked after five wrong tries, and says for how long`() async throws {
    let desk = try await TestDesk()
    try await desk.open("") { browsers in
      let page = try await browsers[0].get("/login")
      var answer = page
      for _ in 0..<5 { answer = try await browsers[0].submit(page, "/login", ["name": "ann", "password": "wrong"]) }
      #expect(answer.status == .tooManyRequests)
      #expect(answer.text.contains("wait 1 min"))
      answer = try await browsers[0].submit(page, "/login", ["name": "ann", "password": TestDesk.password])
      #expect(answer.status == .tooManyRequests)
      desk.wait(31)
      answer = try await browsers[0].submit(page, "/login", ["name": "ann", "password": TestDesk.password])
      #expect(answer.status == .seeOther)
    }
  }

  @Test func `an address that guesses many names is blocked too, and it alone`() async throws {
    let desk = try await TestDesk(settings: ReviewSettings(isBehindProxy: true))
    try await desk.open("") { browsers in
      let page = try await browsers[0].get("/login")
      let inputs = try #require(page.forms.first { $0.action == "/login" }).inputs
      func tryOut(_ name: String, _ password: String, from address: String) async throws -> HTTPResponse.Status {
        try await browsers[0].post(
          "/login", inputs.merging(["name": name, "password": password]) { $1 },
          headers: [HTTPField.Name("X-Forwarded-For")!: "10.0.0.1, \(address)"]
        ).status
      }
      for number in 0..<LogInThrottle.tries {
        #expect(try await tryOut("nobody\(number)", "wrong", from: "192.0.2.1") == .unprocessableContent)
      }
      #expect(try await tryOut("ann", TestDesk.password, from: "192.0.2.1") == .tooManyRequests)
      #expect(try await tryOut("ann", TestDesk.password, from: "192.0.2.2") == .seeOther)
      desk.wait(LogInThrottle.seconds + 1)
      #expect(try await tryOut("bob", TestDesk.password, from: "192.0.2.1") == .seeOther)
    }
  }

  @Test func `who logs out leaves nothing that another could use`() async throws {
    try await TestDesk().open("ann") { browsers in
      let page = try await browsers[0].get("/")
      let answer = try await browsers[0].submit(page, "/logout")
      #expect(answer.location == "/login")
      #expect(answer.headers[HTTPField.Name("Clear-Site-Data")!] == "\"cache\"")
      #expect(try await browsers[0].get("/").status == .seeOther)
    }
  }
}
