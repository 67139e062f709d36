import Testing

@testable import Forms

/// Rules broken on purpose in documents that others made. Skipped where these are not at hand.
@Suite(.enabled(if: CorpusTruth.all != nil, "the corpus is not beside the project"))
struct CorpusRuleTests {
  static let forms = ["lp1f", "lp1h", "lpc", "n5b"]

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
    "invalid_date": ["dates-real", "claim-dates-real"],
    "missing_attorney_dob": ["attorney-born", "attorney-born-property"],
    "no_info_type_box": ["sheet-information-kind"],
    "both_boxes": ["deposit-answered"],
    "deposit_not_protected": ["deposit-protected", "deposit-certificate"],
    "expiry_before_service": ["notice-in-order"],
    "fee_total_wrong": ["claim-fee-sum"],
    "missing_signature": ["claim-signed"],
    "no_notice_date": ["notice-dated"],
    "sot_before_expiry": ["claim-signed-after-expiry"],
  ]

  @Test func `every rule that was broken on purpose is found`() {
    #expect(CorpusTruth.records(of: Self.forms).count > 50)
    for (file, record, codes) in CorpusTruth.records(of: Self.forms) {
      let judgement = TestBook.book.judge(record, received: record.source.received)
      let rules = Set(judgement.issues.map(\.rule))
      for code in codes where code != "missing_page" {
        #expect(Self.found[code].map { !rules.isDisjoint(with: $0) } == true, "\(file): \(code) not among \(rules.sorted())")
      }
    }
  }

  @Test func `nothing is proposed for rejection where nothing was broken`() {
    for (file, record, codes) in CorpusTruth.records(of: Self.forms) where codes.isEmpty {
      let judgement = TestBook.book.judge(record, received: record.source.received)
      let rejects = judgement.issues.filter { $0.severity == .reject }
      #expect(rejects.isEmpty, "\(file): \(rejects.map { "\($0.rule) \($0.fields)" })")
    }
  }
}
