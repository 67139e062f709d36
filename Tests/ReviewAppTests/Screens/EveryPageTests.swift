import Forms
import Foundation
import FoundationXML
import HTTPTypes
import RecordStore
import Synchronization
import Testing

@testable import ReviewApp

/// What holds for every page that the app can show, in both languages.
struct EveryPageTests {
  /// A desk where each page has something to show, and the pages' addresses.
  private func pages(_ language: String) async throws -> [(name: String, page: TestPage)] {
    let issues: [FormRecord.Issue] = [
      .init(rule: "r", severity: .reject, fields: ["/name"], message: "It is odd.", basis: "An Act s 1"),
      .init(rule: "q", severity: .query, fields: [], message: "It is odd too."),
    ]
    let desk = try await TestDesk([
      TestForm.record(1, doubts: ["/name", "/born", "/signed", "/address"], issues: issues),
      TestForm.record(2, doubts: ["/agrees"]),
      TestForm.record(3, doubts: ["/signed"], other: ["/signed": nil]), TestForm.record(4, doubts: ["/how"]),
    ])
    try desk.add([TestForm.record(5, doubts: ["/born"])], policy: ReviewPolicy(keyedTwice: .doubtful, sample: 1))
    let found = Mutex<[(String, TestPage)]>([])
    try await desk.open("cat", "", "bob") { browsers in
      let browser = browsers[0], stranger = browsers[1]
      for one in browsers { _ = try await one.get("/language/\(language)") }
      func keep(_ name: String, _ page: TestPage) { found.withLock { $0.append((name, page)) } }
      for path in [
        "/", "/?done=1", "/pages", "/?form=t1&urgency=doubt&days=1&reason=it%20was%20read%20with%20doubt", "/groups",
        "/samples",
        "/pages/1",
        "/records/t1-1", "/records/t1-1/field?at=/name", "/records/t1-1/field?at=/born&after=/name",
        "/records/t1-1/field?at=/signed",
        "/records/t1-1/field?at=/address", "/records/t1-4/field?at=/how", "/records/t1-5/field?at=/born", "/nowhere",
        "/report?days=all", "/report?days=7",
      ] { keep(path, try await browser.get(path)) }
      for link in try (await browser.get("/groups")).elements("//main//li/a").compactMap({ $0["href"] }) {
        keep(link, try await browser.get(link))
      }
      let login = try await stranger.get("/login")
      keep("/login", login)
      keep("/login refused", try await stranger.submit(login, "/login", ["name": "x", "password": "y"]))
      keep("no token", try await browser.post("/take", [:]))
      let field = try await browser.get("/records/t1-1/field?at=/born")
      let action = try #require(field.forms.first { $0.action.contains("/field?") }).action
      keep("not valid", try await browser.submit(field, action, ["value": "31/2/1961"]))
      keep("held", try await browsers[2].get("/records/t1-1/field?at=/born"))
      let page = try await browser.get("/pages/1")
      keep("assign", try await browser.submit(page, "/pages/1/assign", ["target": "t1/1", "top-left": "1"]))
      let sample = try await browser.get("/samples")
      let judged = try #require(sample.forms.first { $0.action.hasPrefix("/samples/") })
      keep(
        "sample differs",
        try await browser.submit(sample, judged.action, judged.inputs["value"] == nil ? ["value": "false"] : ["value": "other"])
      )
      keep("no samples", try await TestBrowser.alone(on: TestDesk([]), "ann", "/samples", language))
      keep("empty queue", try await TestBrowser.alone(on: TestDesk([]), "ann", "/", language))
      keep("empty groups", try await TestBrowser.alone(on: TestDesk([]), "ann", "/groups", language))
    }
    return found.withLock { $0 }
  }

  @Test(arguments: ["en", "cy"])
  func `pages are whole, in their language, and can be used without seeing them`(language: String) async throws {
    let pages = try await pages(language)
    #expect(pages.count > 25)
    for (name, page) in pages {
      #expect(page.headers[.contentType] == "text/html; charset=utf-8", "\(name)")
      let document = try page.document()
      func all(_ path: String) throws -> [XMLElement] { try document.nodes(forXPath: path).compactMap { $0 as? XMLElement } }
      #expect(document.rootElement()?["lang"] == language, "\(name)")
      #expect(try all("//h1").count == 1, "\(name): one heading tells what the page is")
      #expect(try all("//title").first?.words.hasSuffix("FormScan") == true, "\(name)")
      #expect(
        try all("//a[@class='govuk-skip-link'][@href='#main']").count == 1 && all("//main[@id='main']").count == 1, "\(name)")
      // Headings go down one step at a time.
      let levels = try all("//h1 | //h2 | //h3 | //h4").compactMap { $0.name?.last?.wholeNumberValue }
      let error = try all("//div[@role='alert']/h2").count
      for (above, below) in zip(levels.dropFirst(error), levels.dropFirst(error + 1)) {
        #expect(below <= above + 1, "\(name) \(levels)")
      }
      for input in try all("//input[not(@type='hidden')] | //select | //textarea") {
        let id = input["id"] ?? ""
        let labels = try all("//label[@for='\(id)']").count + all("//label//input[@id='\(id)']").count
        #expect(labels > 0 || input["aria-label"] != nil, "\(name): \(id) has no label")
      }
      for button in try all("//button | //a") { #expect(!button.words.isEmpty || button["aria-label"] != nil, "\(name)") }
      let ids = try all("//*[@id]").compactMap { $0["id"] }
      #expect(Set(ids).count == ids.count, "\(name): an id comes twice: \(ids.sorted())")
      for attribute in ["aria-describedby", "aria-labelledby"] {
        for target in try all("//*[@\(attribute)]").flatMap({ ($0[attribute] ?? "").split(separator: " ").map(String.init) }) {
          #expect(ids.contains(target), "\(name): \(attribute) \(target) leads nowhere")
        }
      }
      for link in try all("//a[starts-with(@href,'#')]") {
        #expect(ids.contains(String((link["href"] ?? "").dropFirst())), "\(name)")
      }
      // The strict policy would drop all of this without a word.
      #expect(
        try document.nodes(forXPath: "//@style | //@*[starts-with(name(),'on')] | //style | //script[not(@src)]").isEmpty,
        "\(name)")
      #expect(!page.text.contains("⟨") && !page.text.contains("Optional("), "\(name): a text is missing")
    }
  }

  @Test func `every text of the table is used`() throws {
    let folder = Resources.folder(), table = try TextTable(folder.appendingPathComponent("Texts/interface.yaml"))
    let sources = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("Sources/ReviewApp").resolvingSymlinksInPath()
    let files = FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil)?.compactMap { $0 as? URL } ?? []
    let code = try files.filter { ["swift", "mustache"].contains($0.pathExtension) }.map {
      try String(contentsOf: $0, encoding: .utf8)
    }
    .joined()
    for key in table.keys where !key.hasPrefix("said-") && !key.hasPrefix("rule-") {
      // Some keys end in a name that is filled in.
      let parts = key.split(separator: "-"), stems = parts.indices.dropFirst().map { parts[..<$0].joined(separator: "-") + "-" }
      let isUsed =
        code.contains("\"\(key)\"") || code.contains("text.\(key)}}") || stems.contains { code.contains("\"\($0)\\(") }
        || key.hasSuffix("-one") || key.hasSuffix("-remedy")
      #expect(isUsed, "\(key) is used nowhere")
    }
  }

  @Test func `the language that was chosen stays, else it is the browser's`() async throws {
    try await TestDesk().open("") { browsers in
      #expect(
        try await browsers[0].get("/login", headers: [.acceptLanguage: "fr, cy-GB;q=0.9, en"]).text.contains("Mewngofnodi"))
      let answer = try await browsers[0].get("/language/cy?to=/login")
      #expect(answer.location == "/login")
      #expect(try await browsers[0].visit("/login").words("//h1") == "Mewngofnodi")
      #expect(try await browsers[0].get("/language/fr").status == .notFound)
    }
  }
}

extension TestBrowser {
  /// A page of another desk.
  static func alone(on desk: TestDesk, _ name: String, _ path: String, _ language: String) async throws -> TestPage {
    let found = Mutex<TestPage?>(nil)
    try await desk.open(name) { browsers in
      _ = try await browsers[0].get("/language/\(language)")
      let page = try await browsers[0].get(path)
      found.withLock { $0 = page }
    }
    return try #require(found.withLock { $0 })
  }
}
