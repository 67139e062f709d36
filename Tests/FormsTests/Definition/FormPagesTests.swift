import Forms
import Foundation
import Testing

/// What is said about a form's pages together.
struct FormPagesTests {
  /// A form of pages with a zone each.
  private func form(_ pages: [(sameAs: Int?, field: String, x: Double)], kinds: [String] = ["text", "text", "text"]) -> String {
    let head = "form: small\nversion: 1\nedition: \"1\"\ntitle: Small\npages:\n"
    let body = pages.enumerated().map { index, page in
      let same = page.sameAs.map { "\n    sameAs: \($0)" } ?? ""
      return
        "  - number: \(index + 1)\(same)\n    zones:\n      - { field: \(page.field), read: line, at: [\(page.x), 10, 30, 5] }\n"
    }
    let fields = zip(Set(pages.map(\.field)).sorted(), kinds).map { "  \($0): { label: \($0), type: \($1) }\n" }
    return head + body.joined() + "fields:\n" + fields.joined()
  }

  @Test func `pages with fields of their own are right`() throws {
    #expect(try FormLibraryTests.problems(form([(nil, "a", 10), (nil, "b", 10), (2, "c", 10.4)])) == [])
  }

  @Test func `a field on two pages is named at the second, with the line of the first`() throws {
    let problems = try FormLibraryTests.problems(form([(nil, "a", 10), (nil, "a", 10)]))
    #expect(problems.map(\.summary) == ["the field '/a' is filled by the zone on line 8 already"])
    #expect(problems[0].place.hasSuffix("form.yaml:11:9"))
  }

  @Test func `sameAs names the first of several pages alike`() throws {
    let problems = try FormLibraryTests.problems(form([(nil, "a", 10), (1, "b", 10), (2, "c", 10)]))
    #expect(problems.map(\.summary) == ["page 2 is itself the same as page 1"])
    #expect(problems[0].remedy == "Write sameAs: 1.")
  }

  @Test func `a page that is the same as another has its zones at the same places`() throws {
    let problems = try FormLibraryTests.problems(form([(nil, "a", 10), (1, "b", 40)]))
    #expect(problems.map(\.summary) == ["page 2 is not the same as page 1"])
  }

  @Test func `a page that is the same as another has fields of the same types`() throws {
    let problems = try FormLibraryTests.problems(form([(nil, "a", 10), (1, "b", 10)], kinds: ["text", "money"]))
    #expect(problems.map(\.summary) == ["'/b' is a money but '/a' on page 1 a text"])
  }

  @Test func `a form without pages is a problem`() throws {
    let yaml = "form: small\nversion: 1\nedition: \"1\"\ntitle: Small\npages: []\nfields: {}\n"
    #expect(try FormLibraryTests.problems(yaml).map(\.summary) == ["the form has no pages"])
  }
}
