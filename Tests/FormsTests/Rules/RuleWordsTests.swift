import Testing

@testable import Forms

/// What a list says of rules, in English and Welsh.
struct RuleWordsTests {
  private static func words(_ more: String, _ language: Rule.Language) throws -> Rule.Words {
    let rule = RuleBookTests.rule("required: [donor/lastName]", more)
    return try #require(try RuleBookTests.read(rule).0.rules.first).words(language)
  }

  @Test func `a rule is listed in the language that is asked for`() throws {
    let always = "severity: reject", law = "severity: query, from: 2026-05-01, until: 2027-01-01, verified: false, judgedBy: "
    let english = try Self.words(always, .en), welsh = try Self.words(always, .cy)
    #expect((english.sentence, english.severity, english.law) == ("Wrong.", "reject", "always"))
    #expect((welsh.sentence, welsh.severity, welsh.law) == ("Anghywir.", "gwrthod", "bob amser"))
    let limited = try Self.words(law + "received", .en), cymraeg = try Self.words(law + "donor/dateOfBirth", .cy)
    #expect(limited.severity == "query, not verified")
    #expect(limited.law == "from 2026-05-01 until 2027-01-01, by the day the paper arrived")
    #expect(cymraeg.severity == "ymholiad, heb ei wirio")
    #expect(cymraeg.law == "o 2026-05-01 hyd at 2027-01-01, yn ôl y dyddiad yn donor/dateOfBirth")
  }

  @Test func `no word of a Welsh list is English`() {
    #expect(zip(Rule.Language.en.heads, Rule.Language.cy.heads).allSatisfy { $0 != $1 })
    #expect(Rule.Language.en.nothing != Rule.Language.cy.nothing)
    for rule in TestBook.book.rules {
      let english = rule.words(.en), welsh = rule.words(.cy)
      #expect(english.severity != welsh.severity && english.law != welsh.law && english.sentence != welsh.sentence)
    }
  }
}
