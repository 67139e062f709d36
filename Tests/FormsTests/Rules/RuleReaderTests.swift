import Testing

@testable import Forms

/// Rules that can never do what they seem to say, and what is said of them.
struct RuleReaderTests {
  private static func rule(_ check: String, _ more: String = "severity: query") -> String { RuleBookTests.rule(check, more) }

  @Test(arguments: [
    (rule("range: { of: [payment/amount], most: 1e300 }"), "1e300 is out of range"),
    (rule("range: { of: [payment/amount], least: 1, most: 0 }"), "the least is more than the most"),
    (rule("range: { of: [donor/lastName], least: 1 }"), "'donor/lastName' holds no amount or number"),
    (rule("sum: { of: [donor/lastName], is: payment/amount }"), "'donor/lastName' holds no amount or number"),
    (
      rule("sum: { of: [payment/amount], is: 'attorneys/*/dateOfBirth' }"),
      "'attorneys/*/dateOfBirth' holds no amount or number"
    ),
    (rule("age: { of: donor/dateOfBirth, on: received, least: 800000000000000000 years }"), "a period is needed here"),
    (rule("age: { of: donor/lastName, on: received, least: 18 years }"), "'donor/lastName' holds no date"),
    (rule("age: { of: donor, on: received, least: 18 years }"), "'donor' holds no date"),
    (
      rule("age: { of: donor/dateOfBirth, on: 'attorneySignatures/*/signedDate', least: 18 years }"),
      "'attorneySignatures/*/signedDate' names several fields"
    ),
    (rule("inOrder: [donor/lastName, received]"), "'donor/lastName' holds no date"),
    (rule("inOrder: [2015-02-30, received]"), "'2015-02-30' is no day of the calendar"),
    (
      rule("inOrder: { days: [donor/dateOfBirth, received], least: 6 months, most: 2 months }"),
      "the least is more than the most"
    ),
    (
      rule("inOrder: { days: [donor/dateOfBirth, received], strict: true, most: 0 days }"), "the least is more than the most"
    ),
    (rule("inOrder: { days: [donor/dateOfBirth, received], least: 2 months less 3 months }"), "a period is needed here"),
    (rule("notInFuture: [donor/lastName]"), "'donor/lastName' holds no date"),
    (rule("wellFormed: [donor/dateOfBirth, donor/lastName]"), "'donor/lastName' holds no value of a type that has a grammar"),
    (rule("count: { of: [donor/lastName], least: -1 }"), "-1 is out of range"),
    (rule("count: { of: [donor/lastName], most: 99999999999999999999 }"), "99999999999999999999 is out of range"),
    (rule("count: { of: [donor/lastName], least: 5, most: 2 }"), "the least is more than the most"),
    (rule("count: { of: [donor/lastName], equals: 1, most: 2 }"), "'equals' stands alone"),
    (rule("required: ['n5b:court/name']"), "documents of n5b never belong to lp1f"),
    (rule("present: n5b"), "documents of n5b never belong to lp1f"),
    (rule("required: ['lpc:people/[role=attorny]/lastName']"), "the field has no choice 'attorny'"),
    (rule("required: ['lpc:people/[rule=attorney]/lastName']"), "lpc has no field 'rule' there"),
    (rule("oneOf: {}"), "no field is named here"),
    (rule("oneOf: { decisions/how: [] }"), "no choice is named here"),
    (rule("some: { donorSignature/signature: signed }"), "the field has no choice 'signed'"),
    (rule("all: []"), "no check stands here"),
    (rule("any: []"), "no check stands here"),
  ])
  func `a check that can never work is said to be wrong where it stands`(rule: String, summary: String) throws {
    let (_, problems) = try RuleBookTests.read(rule)
    #expect(problems.map(\.summary) == [summary])
    #expect(problems.allSatisfy { $0.place.contains("test.yaml:5:") && $0.remedy != nil })
  }

  private static let right = "{ required: [donor/lastName] }"
  private static let head = "rules: test\nversion: 1\nforms: [lp1f]\n"
  private static func file(_ rule: String, more: String = "") -> String { "\(head)\(more)checks:\n  - \(rule)\n" }

  @Test(arguments: [
    (
      file(rule("required: [donor/lastName]", "severity: query, from: 2026-05-01, until: 2026-04-30, judgedBy: received")), 5,
      "the rule ends before it begins"
    ),
    (
      file(rule("required: [donor/lastName]", "severity: query, from: 2026-05-01, judgedBy: donor/lastName")), 5,
      "'donor/lastName' holds no date"
    ),
    (
      file("{ id: r, check: \(right), severity: query, say: { en: ' ', cy: Anghywir. }, basis: Act }"), 5,
      "nothing is written here"
    ),
    (
      file("{ id: r, check: \(right), severity: query, say: { en: Wrong., cy: '' }, basis: Act }"), 5, "nothing is written here"
    ),
    (
      file("{ id: r, check: \(right), severity: query, say: { en: Wrong., cy: Anghywir. }, basis: '' }"), 5,
      "nothing is written here"
    ),
    (
      file("{ id: '', check: \(right), severity: query, say: { en: Wrong., cy: Anghywir. }, basis: Act }"), 5,
      "nothing is written here"
    ),
    (
      file("{ id: r, check: \(right), severity: query, say: { en: Wrong., cy: Wrong. }, basis: Act }"), 5,
      "the Welsh sentence is the English one"
    ),
    (file(rule("required: [donor/lastName]", "severity: query, forms: []")), 5, "the rule applies to no form"),
    (file(rule("required: [court/name]", "severity: query, forms: [n5b]")), 5, "the file is not about 'n5b'"),
    (
      file(rule("required: [donor/lastName]"), more: "otherPrints: [donor/lastName]\n"), 4,
      "this print asks for 'donor/lastName' too"
    ),
    (file(rule("required: [donor/lastName]"), more: "otherPrints: ['donor//x']\n"), 4, "'donor//x' names no field"),
    (head + "checks: []\n", 4, "no rule stands here"),
    (file("donor/lastName"), 5, "a rule is needed here"),
    (head, 1, "no rule stands here"),
    ("- rules: test\n", 1, "these are no rules"),
    (file("\(rule("required: [donor/lastName]"))\n  - \(rule("required: [donor/firstNames]"))"), 6, "the rule 'r' comes twice"),
  ])
  func `a file of rules is said to be wrong once, where it is`(text: String, line: Int, summary: String) throws {
    let (_, problems) = try RuleBookTests.read(file: text)
    #expect(problems.map(\.summary) == [summary])
    #expect(problems.allSatisfy { $0.place.contains("test.yaml:\(line):") && $0.remedy != nil })
  }

  @Test func `of two rules with one id the first counts, and the second says where that stands`() throws {
    let (book, problems) = try RuleBookTests.read(
      "\(Self.rule("required: [donor/lastName]"))\n  - \(Self.rule("required: [donor/firstNames]"))")
    #expect(book.rules.count == 1)
    #expect(problems.first?.place.hasSuffix("test.yaml:6:11") == true)
    #expect(problems.first?.remedy?.contains("test.yaml:5:5") == true)
  }

  @Test func `of one member at a time a check may name fields of which there are several`() throws {
    let rule = Self.rule(
      "each: { of: attorneys/*, check: { age: { of: attorneys/*/dateOfBirth, on: attorneys/*/dateOfBirth, least: 0 days } } }")
    #expect(try RuleBookTests.read(rule).1 == [])
  }
}
