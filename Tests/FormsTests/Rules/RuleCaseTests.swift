import Testing

@testable import Forms

/// A rule, what breaks it in a document for which all rules of its form hold, and a field whose doubt leaves it open once it is broken.
struct RuleCase: CustomTestStringConvertible, Sendable {
  /// Documents in order, by form.
  static let bases = LPARuleTests.bases.merging(PossessionRuleTests.bases) { first, _ in first }

  var rule: String
  var form = "lp1f"
  var received = LPARuleTests.received
  /// What is different in the document, or with `lpc:` in its sheets, before anything is broken. Fields that this print does not ask for
  /// are added.
  var before: [String: String] = [:]
  var change: [String: String] = [:]
  /// The continuation sheets that belong to it, if any: their pages and what is changed in them.
  var sheets: [Int]?
  var sheetChange: [String: String] = [:]
  /// When the paper arrives that breaks it, where that is what does.
  var late: String?
  /// Nil where nothing that stands on the paper can leave it open.
  var doubt: String?
  var testDescription: String { "\(rule) of \(form)" }

  func judge(changed: Bool, doubted: Bool = false) -> RuleBook.Judgement {
    var record = TestBook.record(form, Self.bases[form]!), linked: [FormRecord] = []
    for (pointer, value) in before.merging(changed ? change : [:], uniquingKeysWith: { $1 }) where !pointer.hasPrefix("lpc:") {
      record.ask(pointer)
      record.set(pointer, value)
    }
    if let pages = sheets {
      var sheet = TestBook.record("lpc", LPARuleTests.sheets, pages: pages)
      for (pointer, value) in before where pointer.hasPrefix("lpc:") { sheet.set(String(pointer.dropFirst(4)), value) }
      if changed { for (pointer, value) in sheetChange { sheet.set(pointer, value) } }
      if doubted, let doubt, doubt.hasPrefix("lpc:") { sheet.doubt(String(doubt.dropFirst(4))) }
      linked = [sheet]
    }
    if doubted, let doubt { record.doubt(doubt) }
    return TestBook.book.judge(record, with: linked, received: changed ? late ?? received : received)
  }
}

/// Every rule in its three states.
struct RuleCaseTests {
  static let cases = LPARuleTests.cases + PossessionRuleTests.cases

  @Test(arguments: cases) func `each rule holds of a document that is in order`(one: RuleCase) {
    let judgement = one.judge(changed: false)
    #expect(!judgement.issues.contains { $0.rule == one.rule } && !judgement.undecided.contains(one.rule))
  }

  @Test(arguments: cases) func `each rule fails of one that breaks it, and names where`(one: RuleCase) {
    let issue = one.judge(changed: true).issues.first { $0.rule == one.rule }
    #expect(issue != nil)
    #expect(issue?.message.hasPrefix("This could not be checked") == false)
    #expect(issue?.fields.isEmpty == (one.doubt == nil))
  }

  @Test(arguments: cases.filter { $0.doubt != nil })
  func `each rule is undecided while a field that it hangs on waits`(one: RuleCase) {
    let judgement = one.judge(changed: true, doubted: true)
    #expect(judgement.undecided.contains(one.rule) && !judgement.issues.contains { $0.rule == one.rule })
  }

  @Test func `every rule has its case`() {
    #expect(Set(TestBook.book.rules.map(\.id)) == Set(Self.cases.map(\.rule)))
  }
}

extension FormRecord {
  /// Adds a field that another print of the form has.
  fileprivate mutating func ask(_ pointer: String) {
    if fields[pointer] == nil {
      fields[pointer] = FieldReading(state: .blank, confidence: 1, review: false, formPage: 1, page: 0)
    }
  }
}
