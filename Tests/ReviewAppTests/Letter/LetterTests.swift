import Forms
import Foundation
import HTTPTypes
import RecordStore
import Testing

@testable import ReviewApp

struct LetterTests {
  /// The project's letters.
  private static let book: LetterBook = {
    let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let folder = tests.deletingLastPathComponent().appendingPathComponent("Pipelines")
    let (known, _) = FormLibrary.read(folder.appendingPathComponent("forms"))
    return LetterBook.read(folder, rules: RuleBook.read(folder, forms: known.forms).book).book
  }()

  private static let missing = FormRecord.Issue(rule: "page-missing", severity: .query, message: "Page 3 is missing.")

  /// A power of attorney without a page.
  private func desk(issues: [FormRecord.Issue] = [missing]) async throws -> TestDesk {
    var record = TestForm.record(1, issues: issues)
    record.form = .init(id: "lp1f", edition: "07.15")
    return try await TestDesk([record], letters: Self.book)
  }

  @Test func `a letter is drafted to be printed, which the log has without a value of it`() async throws {
    let desk = try await desk()
    try await desk.open("ann") { browsers in
      let page = try await browsers[0].get("/records/t1-1")
      let letter = try await browsers[0].submit(page, "/records/t1-1/letter", ["do": "show"])
      #expect(letter.status == .ok && letter.text.contains("<html lang=\"en\">") && letter.text.contains("page 3"))
      #expect(letter.headers[.contentDisposition] == "inline; filename=\"letter-t1-1.html\"")
      #expect(letter.headers[.cacheControl] == "no-store")
      let policy = try #require(letter.headers[.contentSecurityPolicy])
      #expect(policy.contains("style-src 'sha256-") && !policy.contains("unsafe") && policy.hasPrefix("default-src 'none'"))
      let rows = try desk.audit("letter drafted")
      #expect(rows.count == 1 && rows[0].actor == "ann" && rows[0].subject == "t1-1")
      #expect(rows[0].details == "{\"language\":\"en\",\"print\":\"usual\"}")
      // Nothing is settled or sent by it.
      #expect(try await desk.store.record("t1-1")?.disposition == .review)
    }
  }

  @Test func `it is kept in Welsh and in large print where that is asked`() async throws {
    let desk = try await desk()
    try await desk.open("ann") { browsers in
      let page = try await browsers[0].get("/records/t1-1")
      let letter = try await browsers[0].submit(
        page, "/records/t1-1/letter", ["do": "save", "language": "cy", "large": "yes"])
      #expect(letter.text.contains("<html lang=\"cy\">") && letter.text.contains("18pt"))
      #expect(letter.headers[.contentDisposition]?.hasPrefix("attachment") == true)
      #expect(try desk.audit("letter drafted").first?.details.contains("large") == true)
    }
  }

  @Test func `nobody is offered a letter where nothing is open, nor where there are none about the form`() async throws {
    let odd = TestForm.record(1, issues: [.init(rule: "q", severity: .query, message: "Odd.")])
    for desk in [try await desk(issues: []), try await TestDesk([odd], letters: Self.book)] {
      try await desk.open("ann") { browsers in
        let page = try await browsers[0].get("/records/t1-1")
        #expect(!page.forms.contains { $0.action.hasSuffix("/letter") })
        let token = try #require(page.forms.first?.inputs["csrf"])
        let answer = try await browsers[0].post("/records/t1-1/letter", ["csrf": token])
        #expect(answer.status == .unprocessableContent)
        #expect(try answer.words("//*[@class='govuk-error-summary']").contains("There is a problem"))
        #expect(try desk.audit("letter drafted").isEmpty)
      }
    }
  }
}
