import Testing

@testable import Forms

/// Each rule for possession claims: a document for which all hold, and a change that breaks each one, or leaves it open.
struct PossessionRuleTests {
  static let claims: [String: String] = [
    "/court/name": "Hull", "/claim/feeAccount": "PBA0012345",
    "/claimants/0/nameAndAddress": "Ann Archer\n1 High Street", "/claimants/0/postcode": "HU15 2PW",
    "/defendants/0/nameAndAddress": "Bert Baker\n2 High Street", "/defendants/0/postcode": "HU1 1AA",
    "/property/address": "2 High Street", "/property/postcode": "HU1 1AA",
    "/fees/courtFee": "280.00", "/fees/legalCosts": "100.50", "/fees/total": "380.50",
    "/premises/postcode": "HU1 1AA", "/premises/kind": "dwelling", "/tenancy/demoted": "no", "/tenancy/startDate": "2013-03-01",
    "/notice/servedDate": "2015-05-11", "/notice/servedBy": "first class post", "/notice/expiryDate": "2015-07-12",
    "/licences/multipleOccupation": "no", "/licences/part3/required": "no", "/deposit/received": "yes",
    "/deposit/asProperty": "no",
    "/deposit/reference": "TDS123", "/deposit/certificateEnclosed": "yes", "/deposit/informationGivenDate": "2013-03-10",
    "/hardship/withoutHearing": "yes", "/orders/possession": "yes", "/orders/costs": "yes", "/claim/costs": "yes",
    "/statementOfTruth/signature": "yes", "/statementOfTruth/signedDate": "2015-07-20",
    "/statementOfTruth/fullName": "Ann Archer",
    // Of N5
    "/grounds/rentArrears": "yes", "/claim/humanRights": "no", "/statementOfTruth/signedBy": "claimant",
    "/statementOfTruth/statement": "signer",
  ]

  static let particulars: [String: String] = [
    "/court/name": "Hull", "/property/address": "2 High Street", "/property/occupants": "Bert Baker",
    "/tenancy/kind": "assured",
    "/tenancy/startDate": "2013-03-01", "/rent/amount": "500.00", "/rent/payable": "month", "/grounds/arrears": "two months",
    "/arrears/stepsTaken": "letters", "/notice/servedDate": "2015-05-11", "/alternatives/asked": "no",
    "/statementOfTruth/signature": "yes", "/statementOfTruth/signedDate": "2015-07-20",
    "/statementOfTruth/fullName": "Ann Archer",
    "/statementOfTruth/signedBy": "claimant", "/statementOfTruth/statement": "signer",
  ]

  static let bases = ["n5b": claims, "n5": claims, "n119": particulars]

  /// A claim on a recent notice of a recent tenancy, as far as this print can tell.
  static let recent: [String: String] = [
    "/tenancy/startDate": "2018-03-01", "/deposit/informationGivenDate": "2018-03-10", "/notice/servedDate": "2019-02-11",
    "/notice/expiryDate": "2019-04-12", "/statementOfTruth/signedDate": "2019-04-20", "/fees/courtFee": "355.00",
    "/fees/total": "455.50", "/prescribed/form6A": "yes", "/prescribed/energyCertificate": "yes",
    "/prescribed/gasRecord": "yes",
    "/prescribed/howToRent": "yes", "/prohibitedPayments/outstanding": "no", "/relevantNotice/served": "no",
  ]

  static func dated(_ served: String, _ expiry: String, _ more: [String: String] = [:]) -> [String: String] {
    recent.merging(["/notice/servedDate": served, "/notice/expiryDate": expiry, "/statementOfTruth/signedDate": expiry]) { $1 }
      .merging(more) { $1 }
  }

  /// A case of N5B, or of another form of this family.
  private static func claim(
    rule: String, form: String = "n5b", received: String = "2015-07-22", before: [String: String] = [:], change: [String: String] = [:],
    late: String? = nil, doubt: String? = nil
  ) -> RuleCase {
    RuleCase(rule: rule, form: form, received: received, before: before, change: change, late: late, doubt: doubt)
  }

  static let cases: [RuleCase] = [
    claim(rule: "claim-court", change: ["/court/name": ""], doubt: "/court/name"),
    claim(rule: "claim-court", form: "n119", change: ["/court/name": ""], doubt: "/court/name"),
    claim(rule: "claim-parties", change: ["/defendants/0/nameAndAddress": ""], doubt: "/defendants/0/nameAndAddress"),
    claim(
      rule: "claim-parties-differ", change: ["/defendants/1/nameAndAddress": "ann archer 1 high street"],
      doubt: "/claimants/0/nameAndAddress"),
    claim(rule: "claim-property", change: ["/property/address": ""], doubt: "/property/address"),
    claim(rule: "claim-fee", change: ["/claim/feeAccount": "", "/fees/courtFee": ""], doubt: "/fees/courtFee"),
    claim(rule: "claim-fee-amount", change: ["/fees/courtFee": "355.00"], doubt: "/fees/courtFee"),
    claim(rule: "claim-fee-sum", change: ["/fees/total": "380.00"], doubt: "/fees/legalCosts"),
    claim(rule: "claim-signed", change: ["/statementOfTruth/signature": "no"], doubt: "/statementOfTruth/signature"),
    claim(rule: "claim-signed", form: "n5", change: ["/statementOfTruth/signature": "no"], doubt: "/statementOfTruth/signature"),
    claim(rule: "claim-dated", change: ["/statementOfTruth/signedDate": ""], doubt: "/statementOfTruth/signedDate"),
    claim(rule: "claim-signatory-named", change: ["/statementOfTruth/fullName": ""], doubt: "/statementOfTruth/fullName"),
    claim(rule: "claim-signatory-position", change: ["/statementOfTruth/firm": "Pratt LLP"], doubt: "/statementOfTruth/firm"),
    claim(
      rule: "claim-signatory-one", form: "n5", change: ["/statementOfTruth/signedBy": "claimant+litigationFriend"],
      doubt: "/statementOfTruth/signedBy"),
    claim(
      rule: "claim-signatory-firm", form: "n119", change: ["/statementOfTruth/signedBy": "legalRepresentative"],
      doubt: "/statementOfTruth/signedBy"),
    claim(
      rule: "claim-believed-one", form: "n5", change: ["/statementOfTruth/statement": ""], doubt: "/statementOfTruth/statement"),
    claim(
      rule: "claim-signed-not-future", change: ["/statementOfTruth/signedDate": "2015-07-23"],
      doubt: "/statementOfTruth/signedDate"),
    claim(
      rule: "claim-signed-recently", change: ["/statementOfTruth/signedDate": "2015-01-21"],
      doubt: "/statementOfTruth/signedDate"),

    claim(rule: "print-out-of-date", late: "2015-10-01"),
    claim(rule: "claim-dates-real", change: ["/tenancy/startDate": "31/02/2013"], doubt: "/tenancy/startDate"),
    claim(rule: "claim-postcodes-real", change: ["/service/postcode": "HU1 11A"], doubt: "/service/postcode"),
    claim(rule: "premises-same", change: ["/premises/postcode": "HU1 1AB"], doubt: "/premises/postcode"),
    claim(rule: "premises-postcode", change: ["/property/postcode": ""], doubt: "/property/postcode"),
    claim(rule: "premises-kind", change: ["/premises/kind": "dwelling+part"], doubt: "/premises/kind"),
    claim(
      rule: "premises-in-wales", received: "2023-05-01", before: dated("2023-01-11", "2023-03-12"),
      change: ["/property/postcode": "CF10 1AA"], doubt: "/property/postcode"),
    claim(rule: "premises-elsewhere", change: ["/property/postcode": "G12 8QQ"], doubt: "/property/postcode"),
    claim(rule: "tenancy-demoted", change: ["/tenancy/demoted": ""], doubt: "/tenancy/demoted"),
    claim(rule: "tenancy-demotion-order", change: ["/tenancy/demoted": "yes"], doubt: "/tenancy/demoted"),
    claim(rule: "tenancy-dated", change: ["/tenancy/startDate": ""], doubt: "/tenancy/startDate"),
    claim(rule: "tenancy-shorthold-possible", change: ["/tenancy/startDate": "1989-01-14"], doubt: "/tenancy/startDate"),
    claim(rule: "tenancy-shorthold-notice", change: ["/tenancy/startDate": "1997-02-27"], doubt: "/shortholdNotice/servedDate"),
    claim(
      rule: "tenancy-shorthold-notice-first",
      before: ["/tenancy/startDate": "1997-02-27", "/shortholdNotice/servedDate": "1997-02-26"],
      change: ["/shortholdNotice/servedDate": "1997-02-28"], doubt: "/shortholdNotice/servedDate"),
    claim(
      rule: "tenancy-agreements-ordered", change: ["/tenancy/latestAgreementDate": "2013-02-28"],
      doubt: "/tenancy/latestAgreementDate"),
    claim(
      rule: "tenancy-replacement-answered", change: ["/tenancy/latestAgreementDate": "2014-03-01"],
      doubt: "/replacement/samePremises"),
    claim(
      rule: "tenancy-replacement-parties", change: ["/tenancy/latestAgreementDate": "2014-03-01"],
      doubt: "/replacement/sameParties"),
    claim(
      rule: "tenancy-replacement-same",
      before: ["/tenancy/latestAgreementDate": "2014-03-01", "/replacement/samePremises": "yes"],
      change: ["/replacement/sameParties": "no"], doubt: "/replacement/sameParties"),
    claim(rule: "notice-dated", change: ["/notice/servedDate": ""], doubt: "/notice/servedDate"),
    claim(rule: "notice-served-by", change: ["/notice/servedBy": ""], doubt: "/notice/servedBy"),
    claim(rule: "notice-in-order", change: ["/notice/expiryDate": "2015-05-10"], doubt: "/notice/expiryDate"),
    claim(
      rule: "notice-two-months", before: ["/notice/expiryDate": "2015-07-10"], change: ["/notice/expiryDate": "2015-07-09"],
      doubt: "/notice/expiryDate"),
    claim(
      rule: "notice-covid", received: "2020-12-09", before: dated("2020-06-10", "2020-09-10"),
      change: ["/notice/expiryDate": "2020-09-09"], doubt: "/notice/servedDate"),
    claim(
      rule: "notice-four-months", received: "2019-04-22", before: dated("2018-07-01", "2018-09-01"),
      change: ["/notice/servedDate": "2018-06-30"], doubt: "/tenancy/startDate"),
    claim(
      rule: "notice-after-six-months", before: ["/tenancy/startDate": "2015-01-01"],
      change: ["/tenancy/startDate": "2015-01-13"],
      doubt: "/tenancy/startDate"),
    claim(rule: "notice-expired", change: ["/notice/expiryDate": "2015-07-22"], doubt: "/notice/expiryDate"),
    claim(
      rule: "claim-signed-after-expiry", change: ["/statementOfTruth/signedDate": "2015-07-11"],
      doubt: "/statementOfTruth/signedDate"),
    claim(
      rule: "notice-lapsed", received: "2019-08-11", before: recent, late: "2019-08-12", doubt: "/notice/servedDate"),
    claim(
      rule: "notice-nearly-lapsed", received: "2019-08-10", before: recent, late: "2019-08-11", doubt: "/notice/servedDate"),
    claim(
      rule: "notice-lapsed-covid", received: "2020-12-09", before: dated("2020-06-10", "2020-09-10"), late: "2020-12-10",
      doubt: "/notice/servedDate"),
    claim(
      rule: "section-21-ended", received: "2026-07-10", before: dated("2026-04-30", "2026-07-01", ["/landlord/kind": "other"]),
      change: ["/notice/servedDate": "2026-05-01"], doubt: "/landlord/kind"),
    claim(
      rule: "section-21-provider", received: "2026-07-10",
      before: dated("2026-04-30", "2026-07-01", ["/landlord/kind": "privateRegisteredProvider"]),
      change: ["/notice/servedDate": "2026-05-01"], doubt: "/landlord/kind"),
    claim(
      rule: "section-21-last-claim", received: "2026-07-31",
      before: dated("2026-04-30", "2026-07-01", ["/landlord/kind": "other"]),
      late: "2026-08-01", doubt: "/landlord/kind"),
    claim(
      rule: "prescribed-documents", received: "2019-04-22", before: recent, change: ["/prescribed/gasRecord": ""],
      doubt: "/prescribed/gasRecord"),
    claim(
      rule: "prohibited-payments", received: "2020-03-01", before: dated("2019-12-11", "2020-02-12"),
      change: ["/prohibitedPayments/outstanding": "yes"], doubt: "/prohibitedPayments/outstanding"),
    claim(
      rule: "improvement-notice", received: "2019-04-22", before: recent, change: ["/relevantNotice/served": "yes"],
      doubt: "/relevantNotice/served"),
    claim(rule: "licence-answered", change: ["/licences/part3/required": ""], doubt: "/licences/part3/required"),
    claim(rule: "licence-part-2", change: ["/licences/multipleOccupation": "yes"], doubt: "/licences/multipleOccupation"),
    claim(rule: "licence-part-3", change: ["/licences/part3/required": "yes"], doubt: "/licences/part3/required"),
    claim(rule: "licence-before-notice", change: ["/licences/part2/date": "2015-05-12"], doubt: "/licences/part2/date"),
    claim(rule: "deposit-answered", change: ["/deposit/received": "yes+no"], doubt: "/deposit/received"),
    claim(rule: "deposit-protected", change: ["/deposit/reference": ""], doubt: "/deposit/reference"),
    claim(rule: "deposit-certificate", change: ["/deposit/certificateEnclosed": "no"], doubt: "/deposit/received"),
    claim(rule: "deposit-information", change: ["/deposit/informationGivenDate": ""], doubt: "/deposit/informationGivenDate"),
    claim(
      rule: "deposit-information-first", change: ["/deposit/informationGivenDate": "2015-05-12"],
      doubt: "/deposit/informationGivenDate"),
    claim(
      rule: "deposit-information-in-time", before: ["/deposit/informationGivenDate": "2013-03-30"], change: ["/deposit/informationGivenDate": "2013-03-31"],
      doubt: "/deposit/informationGivenDate"),
    claim(rule: "deposit-property", change: ["/deposit/asProperty": "yes"], doubt: "/deposit/asProperty"),
    claim(rule: "hardship-answered", change: ["/hardship/withoutHearing": ""], doubt: "/hardship/withoutHearing"),
    claim(rule: "order-possession", change: ["/orders/possession": "no"], doubt: "/orders/possession"),
    claim(rule: "order-costs", change: ["/claim/costs": "no"], doubt: "/orders/costs"),

    claim(rule: "claim-grounds", form: "n5", change: ["/grounds/rentArrears": "no"], doubt: "/grounds/trespass"),
    claim(rule: "claim-other-ground", form: "n5", change: ["/grounds/other": "yes"], doubt: "/grounds/otherDetails"),
    claim(rule: "claim-human-rights", form: "n5", change: ["/claim/humanRights": ""], doubt: "/claim/humanRights"),
    claim(rule: "particulars-possession", form: "n119", change: ["/property/occupants": ""], doubt: "/property/occupants"),
    claim(rule: "particulars-tenancy", form: "n119", change: ["/tenancy/startDate": ""], doubt: "/tenancy/startDate"),
    claim(rule: "particulars-rent", form: "n119", change: ["/rent/payable": ""], doubt: "/rent/otherPeriod"),
    claim(rule: "particulars-grounds", form: "n119", change: ["/grounds/arrears": ""], doubt: "/grounds/breach"),
    claim(rule: "particulars-arrears-steps", form: "n119", change: ["/arrears/stepsTaken": ""], doubt: "/grounds/arrears"),
    claim(
      rule: "particulars-dates-real", form: "n119", change: ["/notice/servedDate": "2015-02-30"], doubt: "/notice/servedDate"),
    claim(rule: "particulars-notice", form: "n119", change: ["/notice/servedDate": ""], doubt: "/notice/servedDate"),
    claim(
      rule: "particulars-dates-ordered", form: "n119", change: ["/notice/servedDate": "2015-07-21"], doubt: "/notice/servedDate"
    ),
    claim(
      rule: "notice-section-8-arrears", form: "n119", received: "2015-05-25", late: "2015-05-24", doubt: "/notice/servedDate"),
    claim(rule: "notice-section-8-lapsed", form: "n119", late: "2016-05-12", doubt: "/notice/servedDate"),
    claim(
      rule: "notice-section-8-last-claim", form: "n119", received: "2026-07-31", before: ["/notice/servedDate": "2026-04-30"],
      late: "2026-08-01", doubt: "/notice/servedDate"),
    claim(
      rule: "demotion-claimant", form: "n119", before: ["/claimants/0/kind": "other"], change: ["/alternatives/asked": "yes"],
      doubt: "/claimants/0/kind"),
    claim(rule: "demotion-section-one", form: "n119", change: ["/alternatives/asked": "yes"], doubt: "/alternatives/section82A"),
    claim(
      rule: "demotion-section-6a-ended", form: "n119", received: "2026-05-02", change: ["/alternatives/section6A": "yes"],
      doubt: "/alternatives/section6A"),
  ]

  @Test(arguments: ["n5b", "n5", "n119"]) func `a document that is in order gives nothing to say`(form: String) {
    let judgement = TestBook.book.judge(TestBook.record(form, Self.bases[form]!), received: "2015-07-22")
    #expect(judgement.issues == [] && judgement.undecided == [])
  }

  @Test func `without a day of receipt what hangs on it is a query`() {
    let judgement = TestBook.book.judge(TestBook.record("n5b", Self.claims), received: nil)
    let print = judgement.issues.first { $0.rule == "print-out-of-date" }
    #expect(print?.severity == .query && print?.message.hasPrefix("This could not be checked") == true)
  }

  /// What this print does not ask is looked at by a person, and never a reason to refuse.
  @Test(arguments: [("2026-05-01", "2026-07-10", "section-21-ended"), ("2026-04-30", "2026-08-01", "section-21-last-claim")])
  func `a landlord of whom nothing is known is a query, never a reject`(served: String, received: String, rule: String) {
    var record = TestBook.record("n5b", Self.claims)
    for (pointer, value) in Self.dated(served, "2026-07-01") { record.set(pointer, value) }
    let judgement = TestBook.book.judge(record, received: received)
    #expect(judgement.issues.first { $0.rule == rule }?.severity == .query)
    #expect(!judgement.issues.contains { $0.severity == .reject })
  }

  /// Section 21(4B) to (4E) and what followed are law of England alone.
  @Test(arguments: ["CF10 1AA", "SY20 8AA", "CH5 1AA"])
  func `what only England has is not asked of a property that may be in Wales`(postcode: String) {
    var record = TestBook.record("n5b", Self.claims)
    for (pointer, value) in Self.dated("2018-06-01", "2018-08-02") { record.set(pointer, value) }
    func rules() -> Set<String> { Set(TestBook.book.judge(record, received: "2019-08-01").issues.map(\.rule)) }
    let english: Set = ["notice-four-months", "notice-lapsed"]
    #expect(rules().isSuperset(of: english) && !rules().contains("premises-in-wales"))
    for pointer in ["/property/postcode", "/premises/postcode"] { record.set(pointer, postcode) }
    #expect(rules().isDisjoint(with: english.union(["prescribed-documents", "improvement-notice"])))
    #expect(rules().contains("premises-in-wales"))
  }

  @Test(arguments: ["SY1 1AA", "HR1 1AA", "CH41 1AA", "LN1 1AA"])
  func `postcodes of England are not taken for Wales`(postcode: String) {
    var record = TestBook.record("n5b", Self.claims)
    for (pointer, value) in Self.dated("2018-06-01", "2018-08-02") { record.set(pointer, value) }
    for pointer in ["/property/postcode", "/premises/postcode"] { record.set(pointer, postcode) }
    #expect(!TestBook.book.judge(record, received: "2018-08-03").issues.contains { $0.rule == "premises-in-wales" })
  }

  @Test func `a claim of today on the old print asks few questions of the operator`() {
    var record = TestBook.record("n5b", Self.claims)
    for (pointer, value) in Self.dated("2026-09-01", "2026-11-02") { record.set(pointer, value) }
    let judgement = TestBook.book.judge(record, received: "2026-11-25")
    #expect(
      judgement.issues.map(\.rule).sorted() == [
        "claim-fee-amount", "improvement-notice", "prescribed-documents", "print-out-of-date", "prohibited-payments",
        "section-21-ended",
      ])
  }
}
