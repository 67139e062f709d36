import Testing

@testable import Forms

/// Tables that say nothing, or two things at once.
struct DatedTableTests {
  private static let lookUp = RuleBookTests.rule(
    "lookUp: { table: fees, on: received, column: amount, is: payment/amount }")
  private static let span =
    "inOrder: { days: [donor/dateOfBirth, received], least: { table: fees, on: received, column: period } }"

  private static func problems(_ rule: String, _ table: String) throws -> [Problem] {
    try RuleBookTests.read(rule, table: "table: fees\nversion: 1\n\(table)\n").1
  }

  @Test(arguments: [
    ("columns: [amount]\nrows: []", "1:1", "the table has no columns or no rows"),
    ("columns: [amount]", "1:1", "the table has no columns or no rows"),
    ("rows: [{ source: Order }]", "1:1", "the table has no columns or no rows"),
    ("columns: [amount, amount]\nrows: [{ amount: '82', source: O }]", "3:19", "the column 'amount' comes twice"),
    ("columns: [amount, from]\nrows: [{ amount: '82', source: O }]", "3:19", "'from' is in every row anyway"),
    ("columns: [amount]\nrows:\n  - 82", "5:5", "a row is needed here"),
    (
      "columns: [amount]\nrows:\n  - { from: 2026-02-02, until: 2026-02-01, amount: '82', source: O }", "5:5",
      "the row ends before it begins"
    ),
    (
      "columns: [amount]\nrows:\n  - { from: 2026-01-01, amount: '82', source: O }\n  - { until: 2026-01-01, amount: '82', source: O }",
      "6:5", "the row says again what another says of the same days"
    ),
    (
      "columns: [amount]\nrows:\n  - { until: 2026-01-01, amount: '82', source: O }\n  - { from: 2026-01-01, amount: '92', source: O }",
      "6:5", "the row gives 'amount' another value than an earlier one does, on the same days"
    ),
    (
      "columns: [kind, amount]\nrows:\n  - { kind: full, amount: '82', source: O }\n  - { kind: full, amount: '92', source: O }",
      "6:5", "the row gives 'amount' another value than an earlier one does, on the same days"
    ),
  ])
  func `a table that is wrong is said to be so where it is`(table: String, place: String, summary: String) throws {
    // Asked by two rules, it is said once all the same.
    let problems = try Self.problems("\(Self.lookUp)\n  - \(Self.lookUp.replacing("id: r", with: "id: s"))", table)
    let own = problems.filter { $0.place.contains("fees.yaml") }
    #expect(own.map(\.summary) == [summary])
    #expect(own.allSatisfy { $0.place.hasSuffix("fees.yaml:\(place)") && $0.remedy != nil })
  }

  @Test func `rows of one day may differ in what they are looked up by`() throws {
    let rows = ["full", "half"].map { "  - { from: 2026-01-01, kind: \($0), amount: '82', source: O }" }
    #expect(try Self.problems(Self.lookUp, "columns: [kind, amount]\nrows:\n\(rows.joined(separator: "\n"))") == [])
  }

  @Test func `a period that stands in a table is one on each day`() throws {
    let rule = RuleBookTests.rule(Self.span)
    func summaries(_ rule: String, _ periods: [String]) throws -> [String] {
      let rows = periods.enumerated().map { "  - { ground: '\($0)', period: \($1), source: O }" }
      return try Self.problems(rule, "columns: [ground, period]\nrows:\n\(rows.joined(separator: "\n"))").map(\.summary)
    }
    #expect(try summaries(rule, ["2 weeks", "2 weeks"]) == [])
    #expect(try summaries(rule, ["2 weeks", "2 months"]) == ["several rows of the table fees hold on one day"])
    let one = rule.replacing("column: period", with: "where: { ground: '1' }, column: period")
    #expect(try summaries(one, ["2 weeks", "2 months"]) == [])
    let wrong = try summaries(one.replacing("column: period", with: "column: ground"), ["2 weeks", "2 months"])
    #expect(wrong == ["the column 'ground' of the table fees does not hold periods"])
  }
}
