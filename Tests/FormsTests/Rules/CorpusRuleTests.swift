import Testing

@testable import Forms

/// Rules broken on purpose in documents that others made. Skipped where these are not at hand.
@Suite(.enabled(if: CorpusTruth.all != nil, "the corpus is not beside the project"))
struct CorpusRuleTests {
  /// What the corpus calls a broken rule, and ours that find it. A missing page is found by the run itself.
  static let found: [String: [String]] = [
    "cp_before_donor": ["order-donor-certificate"],
    "missing_donor_signature": ["donor-signed"],
    "missing_witness_name": ["donor-witnessed"],
    "no_decision_box": ["decisions-one"],
    "two_decision_boxes": ["decisions-one"],
    "witness_is_attorney": ["donor-witness-excluded"],
    "attorney_under_18": ["attorney-of-age"],
    "bad_postcode": ["postcodes-real"],
    "both_life_options": ["life-sustaining-both"],
    "invalid_date": ["dates-real"],
    "missing_attorney_dob": ["attorney-born", "attorney-born-property"],
    "no_info_type_box": ["sheet-information-kind"],
  ]

  @Test func `every rule that was broken on purpose is found`() {
    #expect(CorpusTruth.records(of: ["lp1f", "lp1h", "lpc"]).count > 30)
    for (file, record, codes) in CorpusTruth.records(of: ["lp1f", "lp1h", "lpc"]) {
      let judgement = TestBook.book.judge(record, received: record.source.received)
      let rules = Set(judgement.issues.map(\.rule))
      for code in codes where code != "missing_page" {
        #expect(Self.found[code].map { !rules.isDisjoint(with: $0) } == true, "\(file): \(code) not among \(rules.sorted())")
      }
    }
  }

  @Test func `nothing is proposed for rejection where nothing was broken`() {
    for (file, record, codes) in CorpusTruth.records(of: ["lp1f", "lp1h", "lpc"]) where codes.isEmpty {
      let judgement = TestBook.book.judge(record, received: record.source.received)
      let rejects = judgement.issues.filter { $0.severity == .reject }
      #expect(rejects.isEmpty, "\(file): \(rejects.map { "\($0.rule) \($0.fields)" })")
    }
  }
}
