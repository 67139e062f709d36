import Testing

@testable import Forms

/// The rules and tables that the project ships.
struct RuleFilesTests {
  @Test func `they name forms, fields, tables and checks that there are`() {
    #expect(TestBook.problems == [])
    #expect(TestBook.book.rules.count > 60)
  }

  @Test func `they say what is wrong in English and Welsh, and on what that rests`() {
    for rule in TestBook.book.rules {
      #expect(rule.say.en.hasSuffix("."), "\(rule.id)")
      #expect(rule.say.cy.hasSuffix(".") && rule.say.cy != rule.say.en, "\(rule.id)")
      #expect(!rule.basis.isEmpty)
    }
  }
}
