import Testing

@testable import Forms

/// Each rule for possession claims: a document for which all hold, and a change that breaks each one, or leaves it open.
struct PossessionRuleTests {
  static let claim: [String: String] = [
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

  static let bases = ["n5b": claim, "n5": claim, "n119": particulars]

  /// A rule, what breaks it, and a field whose doubt leaves it open once it is broken.
  struct Case: CustomTestStringConvertible, Sendable {
    var rule: String
    var form = "n5b"
    var received = "2015-07-22"
    /// What is different before anything is broken. Fields that this print does not ask for are added.
    var before: [String: String] = [:]
    var change: [String: String] = [:]
    /// When the paper arrives that breaks it, where that is what does.
    var late: String?
    /// Nil where nothing that stands on the paper can leave it open.
    var doubt: String?
    var testDescription: String { "\(rule) of \(form)" }
  }

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

  static let cases: [Case] = [
    Case(rule: "claim-court", change: ["/court/name": ""], doubt: "/court/name"),
    Case(rule: "claim-court", form: "n119", change: ["/court/name": ""], doubt: "/court/name"),
    Case(rule: "claim-parties", change: ["/defendants/0/nameAndAddress": ""], doubt: "/defendants/0/nameAndAddress"),
    Case(
      rule: "claim-parties-differ", change: ["/defendants/1/nameAndAddress": "ann archer 1 high street"],
      doubt: "/claimants/0/nameAndAddress"),
    Case(rule: "claim-property", change: ["/property/address": ""], doubt: "/property/address"),
    Case(rule: "claim-fee", change: ["/claim/feeAccount": "", "/fees/courtFee": ""], doubt: "/fees/courtFee"),
    Case(rule: "claim-fee-amount", change: ["/fees/courtFee": "355.00"], doubt: "/fees/courtFee"),
    Case(rule: "claim-fee-sum", change: ["/fees/total": "380.00"], doubt: "/fees/legalCosts"),
    Case(rule: "claim-signed", change: ["/statementOfTruth/signature": "no"], doubt: "/statementOfTruth/signature"),
    Case(rule: "claim-signed", form: "n5", change: ["/statementOfTruth/signature": "no"], doubt: "/statementOfTruth/signature"),
    Case(rule: "claim-dated", change: ["/statementOfTruth/signedDate": ""], doubt: "/statementOfTruth/signedDate"),
    Case(rule: "claim-signatory-named", change: ["/statementOfTruth/fullName": ""], doubt: "/statementOfTruth/fullName"),
    Case(rule: "claim-signatory-position", change: ["/statementOfTruth/firm": "Pratt LLP"], doubt: "/statementOfTruth/firm"),
    Case(
      rule: "claim-signatory-one", form: "n5", change: ["/statementOfTruth/signedBy": "claimant+litigationFriend"],
      doubt: "/statementOfTruth/signedBy"),
    Case(
      rule: "claim-signatory-firm", form: "n119", change: ["/statementOfTruth/signedBy": "legalRepresentative"],
      doubt: "/statementOfTruth/signedBy"),
    Case(
      rule: "claim-believed-one", form: "n5", change: ["/statementOfTruth/statement": ""], doubt: "/statementOfTruth/statement"),
    Case(
      rule: "claim-signed-not-future", change: ["/statementOfTruth/signedDate": "2015-07-23"],
      doubt: "/statementOfTruth/signedDate"),
    Case(
      rule: "claim-signed-recently", change: ["/statementOfTruth/signedDate": "2015-01-21"],
      doubt: "/statementOfTruth/signedDate"),

    Case(rule: "print-out-of-date", late: "2015-10-01"),
    Case(rule: "claim-dates-real", change: ["/tenancy/startDate": "31/02/2013"], doubt: "/tenancy/startDate"),
    Case(rule: "claim-postcodes-real", change: ["/service/postcode": "HU1 11A"], doubt: "/service/postcode"),
    Case(rule: "premises-same", change: ["/premises/postcode": "HU1 1AB"], doubt: "/premises/postcode"),
    Case(rule: "premises-postcode", change: ["/property/postcode": ""], doubt: "/property/postcode"),
    Case(rule: "premises-kind", change: ["/premises/kind": "dwelling+part"], doubt: "/premises/kind"),
    Case(
      rule: "premises-in-wales", received: "2023-05-01", before: dated("2023-01-11", "2023-03-12"),
      change: ["/property/postcode": "CF10 1AA"], doubt: "/property/postcode"),
    Case(rule: "premises-elsewhere", change: ["/property/postcode": "G12 8QQ"], doubt: "/property/postcode"),
    Case(rule: "tenancy-demoted", change: ["/tenancy/demoted": ""], doubt: "/tenancy/demoted"),
    Case(rule: "tenancy-demotion-order", change: ["/tenancy/demoted": "yes"], doubt: "/tenancy/demoted"),
    Case(rule: "tenancy-dated", change: ["/tenancy/startDate": ""], doubt: "/tenancy/startDate"),
    Case(rule: "tenancy-shorthold-possible", change: ["/tenancy/startDate": "1989-01-14"], doubt: "/tenancy/startDate"),
    Case(rule: "tenancy-shorthold-notice", change: ["/tenancy/startDate": "1997-02-27"], doubt: "/shortholdNotice/servedDate"),
    Case(
      rule: "tenancy-shorthold-notice-first",
      before: ["/tenancy/startDate": "1997-02-27", "/shortholdNotice/servedDate": "1997-02-26"],
      change: ["/shortholdNotice/servedDate": "1997-02-28"], doubt: "/shortholdNotice/servedDate"),
    Case(
      rule: "tenancy-agreements-ordered", change: ["/tenancy/latestAgreementDate": "2013-02-28"],
      doubt: "/tenancy/latestAgreementDate"),
    Case(
      rule: "tenancy-replacement-answered", change: ["/tenancy/latestAgreementDate": "2014-03-01"],
      doubt: "/replacement/samePremises"),
    Case(
      rule: "tenancy-replacement-parties", change: ["/tenancy/latestAgreementDate": "2014-03-01"],
      doubt: "/replacement/sameParties"),
    Case(
      rule: "tenancy-replacement-same",
      before: ["/tenancy/latestAgreementDate": "2014-03-01", "/replacement/samePremises": "yes"],
      change: ["/replacement/sameParties": "no"], doubt: "/replacement/sameParties"),
    Case(rule: "notice-dated", change: ["/notice/servedDate": ""], doubt: "/notice/servedDate"),
    Case(rule: "notice-served-by", change: ["/notice/servedBy": ""], doubt: "/notice/servedBy"),
    Case(rule: "notice-in-order", change: ["/notice/expiryDate": "2015-05-10"], doubt: "/notice/expiryDate"),
    Case(
      rule: "notice-two-months", before: ["/notice/expiryDate": "2015-07-10"], change: ["/notice/expiryDate": "2015-07-09"],
      doubt: "/notice/expiryDate"),
    Case(
      rule: "notice-covid", received: "2020-12-09", before: dated("2020-06-10", "2020-09-10"),
      change: ["/notice/expiryDate": "2020-09-09"], doubt: "/notice/servedDate"),
    Case(
      rule: "notice-four-months", received: "2019-04-22", before: dated("2018-07-01", "2018-09-01"),
      change: ["/notice/servedDate": "2018-06-30"], doubt: "/tenancy/startDate"),
    Case(
      rule: "notice-after-six-months", before: ["/tenancy/startDate": "2015-01-01"],
      change: ["/tenancy/startDate": "2015-01-13"],
      doubt: "/tenancy/startDate"),
    Case(rule: "notice-expired", change: ["/notice/expiryDate": "2015-07-22"], doubt: "/notice/expiryDate"),
    Case(
      rule: "claim-signed-after-expiry", change: ["/statementOfTruth/signedDate": "2015-07-11"],
      doubt: "/statementOfTruth/signedDate"),
    Case(
      rule: "notice-lapsed", received: "2019-08-11", before: recent, late: "2019-08-12", doubt: "/notice/servedDate"),
    Case(
      rule: "notice-nearly-lapsed", received: "2019-08-10", before: recent, late: "2019-08-11", doubt: "/notice/servedDate"),
    Case(
      rule: "notice-lapsed-covid", received: "2020-12-09", before: dated("2020-06-10", "2020-09-10"), late: "2020-12-10",
      doubt: "/notice/servedDate"),
    Case(
      rule: "section-21-ended", received: "2026-07-10", before: dated("2026-04-30", "2026-07-01", ["/landlord/kind": "other"]),
      change: ["/notice/servedDate": "2026-05-01"], doubt: "/landlord/kind"),
    Case(
      rule: "section-21-provider", received: "2026-07-10",
      before: dated("2026-04-30", "2026-07-01", ["/landlord/kind": "privateRegisteredProvider"]),
      change: ["/notice/servedDate": "2026-05-01"], doubt: "/landlord/kind"),
    Case(
      rule: "section-21-last-claim", received: "2026-07-31",
      before: dated("2026-04-30", "2026-07-01", ["/landlord/kind": "other"]),
      late: "2026-08-01", doubt: "/landlord/kind"),
    Case(
      rule: "prescribed-documents", received: "2019-04-22", before: recent, change: ["/prescribed/gasRecord": ""],
      doubt: "/prescribed/gasRecord"),
    Case(
      rule: "prohibited-payments", received: "2020-03-01", before: dated("2019-12-11", "2020-02-12"),
      change: ["/prohibitedPayments/outstanding": "yes"], doubt: "/prohibitedPayments/outstanding"),
    Case(
      rule: "improvement-notice", received: "2019-04-22", before: recent, change: ["/relevantNotice/served": "yes"],
      doubt: "/relevantNotice/served"),
    Case(rule: "licence-answered", change: ["/licences/part3/required": ""], doubt: "/licences/part3/required"),
    Case(rule: "licence-part-2", change: ["/licences/multipleOccupation": "yes"], doubt: "/licences/multipleOccupation"),
    Case(rule: "licence-part-3", change: ["/licences/part3/required": "yes"], doubt: "/licences/part3/required"),
    Case(rule: "licence-before-notice", change: ["/licences/part2/date": "2015-05-12"], doubt: "/licences/part2/date"),
    Case(rule: "deposit-answered", change: ["/deposit/received": "yes+no"], doubt: "/deposit/received"),
    Case(rule: "deposit-protected", change: ["/deposit/reference": ""], doubt: "/deposit/reference"),
    Case(rule: "deposit-certificate", change: ["/deposit/certificateEnclosed": "no"], doubt: "/deposit/received"),
    Case(rule: "deposit-information", change: ["/deposit/informationGivenDate": ""], doubt: "/deposit/informationGivenDate"),
    Case(
      rule: "deposit-information-first", change: ["/deposit/informationGivenDate": "2015-05-12"],
      doubt: "/deposit/informationGivenDate"),
    Case(
      rule: "deposit-information-in-time", before: ["/deposit/informationGivenDate": "2013-03-30"], change: ["/deposit/informationGivenDate": "2013-03-31"],
      doubt: "/deposit/informationGivenDate"),
    Case(rule: "deposit-property", change: ["/deposit/asProperty": "yes"], doubt: "/deposit/asProperty"),
    Case(rule: "hardship-answered", change: ["/hardship/withoutHearing": ""], doubt: "/hardship/withoutHearing"),
    Case(rule: "order-possession", change: ["/orders/possession": "no"], doubt: "/orders/possession"),
    Case(rule: "order-costs", change: ["/claim/costs": "no"], doubt: "/orders/costs"),

    Case(rule: "claim-grounds", form: "n5", change: ["/grounds/rentArrears": "no"], doubt: "/grounds/trespass"),
    Case(rule: "claim-other-ground", form: "n5", change: ["/grounds/other": "yes"], doubt: "/grounds/otherDetails"),
    Case(rule: "claim-human-rights", form: "n5", change: ["/claim/humanRights": ""], doubt: "/claim/humanRights"),
    Case(rule: "particulars-possession", form: "n119", change: ["/property/occupants": ""], doubt: "/property/occupants"),
    Case(rule: "particulars-tenancy", form: "n119", change: ["/tenancy/startDate": ""], doubt: "/tenancy/startDate"),
    Case(rule: "particulars-rent", form: "n119", change: ["/rent/payable": ""], doubt: "/rent/otherPeriod"),
    Case(rule: "particulars-grounds", form: "n119", change: ["/grounds/arrears": ""], doubt: "/grounds/breach"),
    Case(rule: "particulars-arrears-steps", form: "n119", change: ["/arrears/stepsTaken": ""], doubt: "/grounds/arrears"),
    Case(
      rule: "particulars-dates-real", form: "n119", change: ["/notice/servedDate": "2015-02-30"], doubt: "/notice/servedDate"),
    Case(rule: "particulars-notice", form: "n119", change: ["/notice/servedDate": ""], doubt: "/notice/servedDate"),
    Case(
      rule: "particulars-dates-ordered", form: "n119", change: ["/notice/servedDate": "2015-07-21"], doubt: "/notice/servedDate"
    ),
    Case(
      rule: "notice-section-8-arrears", form: "n119", received: "2015-05-25", late: "2015-05-24", doubt: "/notice/servedDate"),
    Case(rule: "notice-section-8-lapsed", form: "n119", late: "2016-05-12", doubt: "/notice/servedDate"),
    Case(
      rule: "notice-section-8-last-claim", form: "n119", received: "2026-07-31", before: ["/notice/servedDate": "2026-04-30"],
      late: "2026-08-01", doubt: "/notice/servedDate"),
    Case(
      rule: "demotion-claimant", form: "n119", before: ["/claimants/0/kind": "other"], change: ["/alternatives/asked": "yes"],
      doubt: "/claimants/0/kind"),
    Case(rule: "demotion-section-one", form: "n119", change: ["/alternatives/asked": "yes"], doubt: "/alternatives/section82A"),
    Case(
      rule: "demotion-section-6a-ended", form: "n119", received: "2026-05-02", change: ["/alternatives/section6A": "yes"],
      doubt: "/alternatives/section6A"),
  ]

  static func judge(_ one: Case, changed: Bool, doubt: Bool = false) -> RuleBook.Judgement {
    var record = TestBook.record(one.form, bases[one.form]!)
    for (pointer, value) in one.before.merging(changed ? one.change : [:], uniquingKeysWith: { $1 }) {
      record.ask(pointer)
      record.set(pointer, value)
    }
    if doubt, let pointer = one.doubt { record.doubt(pointer) }
    return TestBook.book.judge(record, received: changed ? one.late ?? one.received : one.received)
  }

  @Test(arguments: cases) func `each rule holds of a document that is in order`(one: Case) {
    let judgement = Self.judge(one, changed: false)
    #expect(!judgement.issues.contains { $0.rule == one.rule } && !judgement.undecided.contains(one.rule))
  }

  @Test(arguments: cases) func `each rule fails of one that breaks it, and names where`(one: Case) {
    let issue = Self.judge(one, changed: true).issues.first { $0.rule == one.rule }
    #expect(issue != nil)
    #expect(issue?.message.hasPrefix("This could not be checked") == false)
    #expect(issue?.fields.isEmpty == (one.doubt == nil))
  }

  @Test(arguments: cases.filter { $0.doubt != nil })
  func `each rule is undecided while a field that it hangs on waits`(one: Case) {
    let judgement = Self.judge(one, changed: true, doubt: true)
    #expect(judgement.undecided.contains(one.rule) && !judgement.issues.contains { $0.rule == one.rule })
  }

  @Test(arguments: ["n5b", "n5", "n119"]) func `a document that is in order gives nothing to say`(form: String) {
    let judgement = TestBook.book.judge(TestBook.record(form, Self.bases[form]!), received: "2015-07-22")
    #expect(judgement.issues == [] && judgement.undecided == [])
  }

  @Test func `every rule has its case`() {
    let rules = TestBook.book.rules.filter { !Set($0.forms).isDisjoint(with: ["n5b", "n5", "n119"]) }.map(\.id)
    #expect(Set(rules) == Set(Self.cases.map(\.rule)))
  }

  @Test func `without a day of receipt what hangs on it is a query`() {
    let judgement = TestBook.book.judge(TestBook.record("n5b", Self.claim), received: nil)
    let print = judgement.issues.first { $0.rule == "print-out-of-date" }
    #expect(print?.severity == .query && print?.message.hasPrefix("This could not be checked") == true)
  }

  /// What this print does not ask is looked at by a person, and never a reason to refuse.
  @Test(arguments: [("2026-05-01", "2026-07-10", "section-21-ended"), ("2026-04-30", "2026-08-01", "section-21-last-claim")])
  func `a landlord of whom nothing is known is a query, never a reject`(served: String, received: String, rule: String) {
    var record = TestBook.record("n5b", Self.claim)
    for (pointer, value) in Self.dated(served, "2026-07-01") { record.set(pointer, value) }
    let judgement = TestBook.book.judge(record, received: received)
    #expect(judgement.issues.first { $0.rule == rule }?.severity == .query)
    #expect(!judgement.issues.contains { $0.severity == .reject })
  }

  /// Section 21(4B) to (4E) and what followed are law of England alone.
  @Test(arguments: ["CF10 1AA", "SY20 8AA", "CH5 1AA"])
  func `what only England has is not asked of a property that may be in Wales`(postcode: String) {
    var record = TestBook.record("n5b", Self.claim)
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
    var record = TestBook.record("n5b", Self.claim)
    for (pointer, value) in Self.dated("2018-06-01", "2018-08-02") { record.set(pointer, value) }
    for pointer in ["/property/postcode", "/premises/postcode"] { record.set(pointer, postcode) }
    #expect(!TestBook.book.judge(record, received: "2018-08-03").issues.contains { $0.rule == "premises-in-wales" })
  }

  @Test func `a claim of today on the old print asks few questions of the operator`() {
    var record = TestBook.record("n5b", Self.claim)
    for (pointer, value) in Self.dated("2026-09-01", "2026-11-02") { record.set(pointer, value) }
    let judgement = TestBook.book.judge(record, received: "2026-11-25")
    #expect(
      judgement.issues.map(\.rule).sorted() == [
        "claim-fee-amount", "improvement-notice", "prescribed-documents", "print-out-of-date", "prohibited-payments",
        "section-21-ended",
      ])
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
