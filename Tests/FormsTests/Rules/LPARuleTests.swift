import Testing

@testable import Forms

/// Each rule for lasting powers of attorney: a document for which all hold, and a change that breaks each one, or leaves it open.
struct LPARuleTests {
  static let base: [String: String] = [
    "/donor/firstNames": "Ann Mary", "/donor/lastName": "Archer", "/donor/dateOfBirth": "1950-02-01",
    "/donor/address/line1": "1 High Street", "/donor/address/postcode": "HU15 2PW",
    "/attorneys/0/firstNames": "Bert", "/attorneys/0/lastName": "Baker", "/attorneys/0/dateOfBirth": "1980-03-04",
    "/attorneys/0/address/line1": "2 High Street",
    "/attorneys/1/firstNames": "Cara", "/attorneys/1/lastName": "Cook", "/attorneys/1/dateOfBirth": "1982-03-04",
    "/attorneys/1/address/line1": "3 High Street",
    "/decisions/how": "jointlyAndSeverally", "/decisions/when": "onRegistration",
    "/lifeSustaining/optionA/signature": "yes", "/lifeSustaining/optionA/signedDate": "2026-01-05",
    "/lifeSustaining/witness/signature": "yes", "/lifeSustaining/witness/fullName": "Wendy White",
    "/lifeSustaining/witness/address/line1": "9 High Street",
    "/donorSignature/signature": "yes", "/donorSignature/signedDate": "2026-01-05",
    "/donorSignature/witness/signature": "yes", "/donorSignature/witness/fullName": "Wendy White",
    "/donorSignature/witness/address/line1": "9 High Street",
    "/certificateProvider/firstNames": "Peter", "/certificateProvider/lastName": "Price",
    "/certificateProvider/signature": "yes", "/certificateProvider/signedDate": "2026-01-06",
    "/attorneySignatures/0/firstNames": "Bert", "/attorneySignatures/0/lastName": "Baker",
    "/attorneySignatures/0/signature": "yes", "/attorneySignatures/0/signedDate": "2026-01-07",
    "/attorneySignatures/0/witness/signature": "yes", "/attorneySignatures/0/witness/fullName": "Wendy White",
    "/attorneySignatures/0/witness/address/line1": "9 High Street",
    "/attorneySignatures/1/firstNames": "Cara", "/attorneySignatures/1/lastName": "Cook",
    "/attorneySignatures/1/signature": "yes", "/attorneySignatures/1/signedDate": "2026-01-08",
    "/attorneySignatures/1/witness/signature": "yes", "/attorneySignatures/1/witness/fullName": "Wendy White",
    "/attorneySignatures/1/witness/address/line1": "9 High Street",
    "/application/applicant": "donor", "/correspondent/who": "donor", "/correspondent/contactByPost": "yes",
    "/payment/method": "cheque", "/applicantSignatures/0/signature": "yes", "/applicantSignatures/0/signedDate": "2026-01-09",
  ]

  static let sheets: [String: String] = [
    "/people/0/role": "personToNotify", "/people/0/firstNames": "Nora", "/people/0/lastName": "Nolan",
    "/people/0/address/line1": "7 High Street",
    "/donorSignature/people/fullName": "Ann Mary Archer",
    "/donorSignature/people/signature": "yes", "/donorSignature/people/signedDate": "2026-01-05",
    "/information/kind": "instructions", "/information/text": "None.", "/donorSignature/information/signature": "yes",
    "/donorSignature/information/signedDate": "2026-01-05",
    "/signatory/fullName": "Sam Stone", "/signatory/signature": "yes", "/signatory/signedDate": "2026-01-05",
    "/witnesses/0/fullName": "Wendy White", "/witnesses/0/signature": "yes", "/witnesses/1/fullName": "Will Wood",
    "/witnesses/1/signature": "yes", "/trustCorporation/companyNumber": "01234567",
    "/authorisedPersons/0/signature": "yes", "/authorisedPersons/0/fullName": "Tom Trust",
    "/authorisedPersons/0/signedDate": "2026-01-05",
  ]

  static let remission: [String: String] = [
    "/donor/fullName": "Ann Mary Archer", "/fee/lpa": "yes", "/exemption/benefits": "no", "/remission/lowIncome": "yes",
    "/remission/universalCredit": "no", "/declaration/signature": "yes", "/declaration/signedDate": "2026-01-09",
  ]

  static let bases = ["lp1f": base, "lp1h": base, "lpc": sheets, "lpa120": remission]

  static let nobody = Dictionary(
    uniqueKeysWithValues: base.keys.filter { $0.hasPrefix("/attorneys/") }.map { ($0, "") })
  static let donorParts = ["/donor/lastName": ""]

  static let cases: [RuleCase] = [
    RuleCase(rule: "donor-named", change: donorParts, doubt: "/donor/lastName"),
    RuleCase(rule: "donor-of-age", change: ["/donor/dateOfBirth": "2010-01-01"], doubt: "/donor/dateOfBirth"),
    RuleCase(
      rule: "attorney-named", change: nobody, doubt: "/attorneys/3/lastName"),
    RuleCase(
      rule: "attorney-details", form: "lp1h", change: ["/attorneys/0/address/line1": ""], doubt: "/attorneys/0/address/line1"),
    RuleCase(
      rule: "attorney-details-property", before: ["/attorneys/0/trustCorporation": "yes", "/attorneys/0/firstNames": ""],
      change: ["/attorneys/1/firstNames": ""], doubt: "/attorneys/1/firstNames"),
    RuleCase(rule: "attorney-born", form: "lp1h", change: ["/attorneys/0/dateOfBirth": ""], doubt: "/attorneys/0/dateOfBirth"),
    RuleCase(rule: "attorney-born-property", change: ["/attorneys/1/dateOfBirth": ""], doubt: "/attorneys/1/dateOfBirth"),
    RuleCase(
      rule: "replacement-details", form: "lp1h",
      change: ["/replacementAttorneys/0/firstNames": "Dan", "/replacementAttorneys/0/address/line1": "4 High Street"],
      doubt: "/replacementAttorneys/0/lastName"),
    RuleCase(
      rule: "replacement-details-property",
      before: [
        "/replacementAttorneys/0/lastName": "Dent Trust Ltd", "/replacementAttorneys/0/trustCorporation": "yes",
        "/replacementAttorneys/0/address/line1": "4 High Street",
      ], change: ["/replacementAttorneys/0/trustCorporation": "no"], doubt: "/replacementAttorneys/0/firstNames"),
    RuleCase(rule: "attorney-of-age", change: ["/attorneys/1/dateOfBirth": "2008-01-06"], doubt: "/attorneys/1/dateOfBirth"),
    RuleCase(
      rule: "attorney-is-donor",
      change: [
        "/attorneys/0/firstNames": "ANN MARY", "/attorneys/0/lastName": "Archer", "/attorneys/0/dateOfBirth": "1950-02-01",
      ],
      doubt: "/donor/lastName"),
    RuleCase(
      rule: "attorney-of-age-signatory", before: ["/donorSignature/signature": "no", "/donorSignature/signedDate": ""],
      change: ["/attorneys/1/dateOfBirth": "2008-01-06"], sheets: [3], doubt: "lpc:/signatory/signedDate"),
    RuleCase(
      rule: "donor-of-age-signatory", change: ["/donor/dateOfBirth": "2008-01-06"], sheets: [3], doubt: "/donor/dateOfBirth"),
    RuleCase(
      rule: "attorney-of-age", change: [:], sheets: [1],
      sheetChange: ["/people/0/role": "attorney", "/people/0/dateOfBirth": "2008-01-06"],
      doubt: "lpc:/people/0/role"),
    RuleCase(
      rule: "attorney-is-donor", change: [:], sheets: [1],
      sheetChange: [
        "/people/0/role": "attorney", "/people/0/firstNames": "Ann Mary", "/people/0/lastName": "Archer",
        "/people/0/dateOfBirth": "1950-02-01",
      ], doubt: "lpc:/people/0/dateOfBirth"),
    RuleCase(
      rule: "attorney-named-as-donor", change: ["/attorneys/0/firstNames": "Ann Mary", "/attorneys/0/lastName": "Archer"],
      doubt: "/attorneys/0/lastName"),
    RuleCase(
      rule: "attorney-twice",
      change: ["/replacementAttorneys/0/firstNames": "Bert", "/replacementAttorneys/0/lastName": "Baker"],
      doubt: "/replacementAttorneys/0/lastName"),
    RuleCase(
      rule: "trust-corporation-one",
      change: ["/attorneys/0/trustCorporation": "yes", "/replacementAttorneys/0/trustCorporation": "yes"],
      doubt: "/attorneys/0/trustCorporation"),
    RuleCase(
      rule: "trust-corporation-sheet", change: ["/attorneys/0/trustCorporation": "yes"], doubt: "/attorneys/0/trustCorporation"),
    RuleCase(
      rule: "people-to-notify-most",
      change: [
        "/peopleToNotify/0/lastName": "Nash", "/peopleToNotify/1/lastName": "Neal", "/peopleToNotify/2/lastName": "Noon",
        "/peopleToNotify/3/lastName": "Nunn",
      ], sheets: [1], sheetChange: ["/people/1/role": "personToNotify", "/people/1/lastName": "Nye"],
      doubt: "/peopleToNotify/0/lastName"),
    RuleCase(
      rule: "person-to-notify-is-attorney",
      change: ["/peopleToNotify/0/firstNames": "Bert", "/peopleToNotify/0/lastName": "Baker"], doubt: "/attorneys/0/lastName"),
    RuleCase(
      rule: "certificate-provider-lives-with",
      change: [
        "/certificateProvider/address/line1": "2 High St.", "/certificateProvider/address/postcode": "HU1 1AA",
        "/attorneys/0/address/line1": "2 high st", "/attorneys/0/address/postcode": "HU11AA",
      ], doubt: "/certificateProvider/address/postcode"),
    RuleCase(
      rule: "trust-corporation-health", form: "lp1h",
      before: ["lpc:/trustCorporation/companyNumber": "", "lpc:/authorisedPersons/0/signature": "no"], change: [:],
      sheets: [1, 4],
      sheetChange: ["/trustCorporation/companyNumber": "01234567"], doubt: "lpc:/trustCorporation/companyNumber"),
    RuleCase(
      rule: "attorney-is-company", form: "lp1h", change: ["/attorneys/1/lastName": "Cook Trustees Ltd."],
      doubt: "/attorneys/1/lastName"),
    RuleCase(
      rule: "trust-corporation-ticked", change: ["/attorneys/1/lastName": "Cook Trust Corporation"],
      doubt: "/attorneys/1/lastName"),
    RuleCase(
      rule: "person-to-notify-is-attorney", change: [:], sheets: [1],
      sheetChange: ["/people/0/firstNames": "Cara", "/people/0/lastName": "Cook"], doubt: "lpc:/people/0/lastName"),
    RuleCase(
      rule: "certificate-provider-signed", change: ["/certificateProvider/signature": "no"],
      doubt: "/certificateProvider/signature"),
    RuleCase(
      rule: "certificate-provider-excluded",
      change: ["/certificateProvider/firstNames": "Cara", "/certificateProvider/lastName": "Cook"],
      doubt: "/certificateProvider/lastName"),
    RuleCase(
      rule: "certificate-provider-family", change: ["/certificateProvider/lastName": "Baker"],
      doubt: "/certificateProvider/lastName"),
    RuleCase(rule: "decisions-one", change: ["/decisions/how": "jointly+jointlyForSome"], doubt: "/decisions/how"),
    RuleCase(rule: "decisions-single", change: ["/decisions/how": "onlyOne"], doubt: "/decisions/how"),
    RuleCase(rule: "decisions-several", change: ["/attorneys/1/lastName": ""], doubt: "/decisions/how"),
    RuleCase(rule: "decisions-some-sheet", change: ["/decisions/how": "jointlyForSome"], doubt: "/decisions/how"),
    RuleCase(rule: "replacements-change-sheet", change: ["/changeReplacements": "yes"], doubt: "/changeReplacements"),
    RuleCase(rule: "more-attorneys-sheet", change: ["/moreAttorneys": "yes"], doubt: "/moreAttorneys"),
    RuleCase(
      rule: "more-attorneys-ticked", change: [:], sheets: [1], sheetChange: ["/people/0/role": "attorney"],
      doubt: "/moreAttorneys"),
    RuleCase(rule: "more-replacements-sheet", change: ["/moreReplacements": "yes"], doubt: "/moreReplacements"),
    RuleCase(rule: "more-people-to-notify-sheet", change: ["/morePeopleToNotify": "yes"], doubt: "/morePeopleToNotify"),
    RuleCase(rule: "when-one", change: ["/decisions/when": ""], doubt: "/decisions/when"),
    RuleCase(
      rule: "life-sustaining-both", form: "lp1h", change: ["/lifeSustaining/optionB/signature": "yes"],
      doubt: "/lifeSustaining/optionB/signature"),
    RuleCase(
      rule: "life-sustaining-none", form: "lp1h", change: ["/lifeSustaining/optionA/signature": "no"],
      doubt: "/lifeSustaining/optionA/signature"),
    RuleCase(
      rule: "life-sustaining-dated", form: "lp1h", change: ["/lifeSustaining/optionA/signedDate": ""],
      doubt: "/lifeSustaining/optionA/signedDate"),
    RuleCase(
      rule: "life-sustaining-witness", form: "lp1h", change: ["/lifeSustaining/witness/fullName": ""],
      doubt: "/lifeSustaining/witness/fullName"),
    RuleCase(
      rule: "life-sustaining-before-donor", form: "lp1h", change: ["/lifeSustaining/optionA/signedDate": "2026-01-06"],
      doubt: "/lifeSustaining/optionA/signedDate"),
    RuleCase(
      rule: "life-sustaining-witness-excluded", form: "lp1h", change: ["/lifeSustaining/witness/fullName": "Cara Cook"],
      doubt: "/lifeSustaining/witness/fullName"),
    RuleCase(
      rule: "life-sustaining-not-future", form: "lp1h", change: ["/lifeSustaining/optionA/signedDate": "2026-01-21"],
      doubt: "/lifeSustaining/optionA/signedDate"),
    RuleCase(
      rule: "life-sustaining-dates-real", form: "lp1h", change: ["/lifeSustaining/optionA/signedDate": "31/02/2026"],
      doubt: "/lifeSustaining/optionA/signedDate"),
    RuleCase(rule: "preferences-sheet", change: ["/preferences/moreSpace": "yes"], doubt: "/preferences/moreSpace"),
    RuleCase(rule: "instructions-sheet", change: ["/instructions/moreSpace": "yes"], doubt: "/instructions/moreSpace"),
    RuleCase(
      rule: "more-replacements-ticked", change: [:], sheets: [1], sheetChange: ["/people/0/role": "replacementAttorney"],
      doubt: "/moreReplacements"),
    RuleCase(
      rule: "more-people-to-notify-ticked", before: ["/morePeopleToNotify": "yes"], change: ["/morePeopleToNotify": "no"],
      sheets: [1],
      doubt: "/morePeopleToNotify"),
    RuleCase(
      rule: "decisions-some-ticked", change: [:], sheets: [2], sheetChange: ["/information/kind": "decisions"],
      doubt: "/decisions/how"),
    RuleCase(
      rule: "replacements-change-ticked", change: [:], sheets: [2], sheetChange: ["/information/kind": "replacements"],
      doubt: "/changeReplacements"),
    RuleCase(
      rule: "preferences-ticked", change: [:], sheets: [2], sheetChange: ["/information/kind": "preferences"],
      doubt: "/preferences/moreSpace"),
    RuleCase(
      rule: "instructions-ticked", before: ["/instructions/moreSpace": "yes"], change: ["/instructions/moreSpace": "no"],
      sheets: [2],
      doubt: "/instructions/moreSpace"),
    RuleCase(rule: "instructions-read", change: ["/instructions/text": "They must not sell the dog."], doubt: "/instructions/text"),
    RuleCase(rule: "donor-signed", change: ["/donorSignature/signature": "no"], doubt: "/donorSignature/signature"),
    RuleCase(
      rule: "donor-signed-twice", before: ["/donorSignature/signature": "no"], change: ["/donorSignature/signature": "yes"],
      sheets: [3],
      doubt: "/donorSignature/signature"),
    RuleCase(rule: "donor-witnessed", change: ["/donorSignature/witness/fullName": ""], doubt: "/donorSignature/witness/fullName"),
    RuleCase(
      rule: "donor-witness-excluded", change: ["/donorSignature/witness/fullName": "Mr Bert Baker"],
      doubt: "/donorSignature/witness/fullName"),
    RuleCase(
      rule: "signatory-witnessed", change: [:], sheets: [3], sheetChange: ["/witnesses/1/signature": "no"],
      doubt: "lpc:/witnesses/1/signature"),
    RuleCase(
      rule: "order-donor-certificate", change: ["/certificateProvider/signedDate": "2026-01-04"],
      doubt: "/certificateProvider/signedDate"),
    RuleCase(
      rule: "order-certificate-attorneys", change: ["/attorneySignatures/1/signedDate": "2026-01-05"],
      doubt: "/attorneySignatures/1/signedDate"),
    RuleCase(
      rule: "order-donor-attorneys", change: ["/attorneySignatures/1/signedDate": "2026-01-04"],
      doubt: "/attorneySignatures/1/signedDate"),
    RuleCase(
      rule: "order-attorneys-applicants", change: ["/applicantSignatures/0/signedDate": "2026-01-07"],
      doubt: "/applicantSignatures/0/signedDate"),
    RuleCase(
      rule: "order-sheets", change: [:], sheets: [1], sheetChange: ["/donorSignature/people/signedDate": "2026-01-06"],
      doubt: "/donorSignature/signedDate"),
    RuleCase(
      rule: "dates-not-future", change: ["/applicantSignatures/0/signedDate": "2026-03-01"],
      doubt: "/applicantSignatures/0/signedDate"),
    RuleCase(
      rule: "dates-not-before-form", change: ["/donorSignature/signedDate": "2015-06-30"], doubt: "/donorSignature/signedDate"),
    RuleCase(rule: "dates-real", change: ["/donor/dateOfBirth": "31/02/1950"], doubt: "/donor/dateOfBirth"),
    RuleCase(rule: "postcodes-real", change: ["/donor/address/postcode": "HU15 22W"], doubt: "/donor/address/postcode"),
    RuleCase(
      rule: "attorneys-all-signed", form: "lp1h",
      change: ["/attorneySignatures/1/signature": "no"], doubt: "/attorneySignatures/1/signature"),
    RuleCase(
      rule: "attorneys-all-signed-property", change: ["/attorneySignatures/1/signature": "no"],
      doubt: "/attorneySignatures/1/signature"),
    RuleCase(
      rule: "attorneys-all-signed-property",
      before: ["/attorneys/0/trustCorporation": "yes", "/attorneySignatures/0/signature": "no"],
      change: ["/attorneySignatures/1/signature": "no"], doubt: "/attorneySignatures/1/signature"),
    RuleCase(
      rule: "attorneys-more-than-four",
      change: ["/attorneys/2/lastName": "Day", "/attorneys/3/lastName": "Dent", "/replacementAttorneys/0/lastName": "Drew"],
      doubt: "/replacementAttorneys/1/lastName"),
    RuleCase(
      rule: "attorney-signed-by-name", form: "lp1h", change: ["/attorneySignatures/0/firstNames": "Bertram"],
      doubt: "/attorneySignatures/0/firstNames"),
    RuleCase(
      rule: "attorney-signed-by-name-property",
      before: ["/attorneys/0/trustCorporation": "yes", "/attorneySignatures/0/lastName": ""],
      change: ["/attorneySignatures/1/firstNames": "Clara"], doubt: "/attorneySignatures/1/firstNames"),
    RuleCase(
      rule: "replacement-signed-by-name", form: "lp1h", change: ["/replacementAttorneys/0/lastName": "Dent"],
      doubt: "/attorneySignatures/2/lastName"),
    RuleCase(
      rule: "replacement-signed-by-name-property", before: ["/replacementAttorneys/0/trustCorporation": "yes"],
      change: ["/replacementAttorneys/1/lastName": "Dent"], doubt: "/attorneySignatures/2/lastName"),
    RuleCase(
      rule: "attorney-signature-complete", change: ["/attorneySignatures/0/witness/signature": "no"],
      doubt: "/attorneySignatures/0/witness/signature"),
    RuleCase(rule: "signing-attorney-named", change: ["/attorneySignatures/0/lastName": "Barker"], doubt: "/attorneys/2/lastName"),
    RuleCase(
      rule: "attorney-witness-excluded", change: ["/attorneySignatures/0/witness/fullName": "Bert Baker"],
      doubt: "/attorneySignatures/0/witness/fullName"),
    RuleCase(rule: "applicant-one", change: ["/application/applicant": ""], doubt: "/application/applicant"),
    RuleCase(
      rule: "applicant-signed", change: ["/applicantSignatures/0/signature": "no"], doubt: "/applicantSignatures/0/signature"),
    RuleCase(
      rule: "applicant-dated", change: ["/applicantSignatures/0/signedDate": ""], doubt: "/applicantSignatures/0/signedDate"),
    RuleCase(
      rule: "joint-applicants-sign", change: ["/application/applicant": "attorneys", "/decisions/how": "jointly"],
      doubt: "/applicantSignatures/1/signature"),
    RuleCase(
      rule: "joint-applicants-more-than-four",
      before: ["/application/applicant": "attorneys", "/decisions/how": "jointly"],
      change: ["/attorneys/2/lastName": "Day", "/attorneys/3/lastName": "Dent"], sheets: [1],
      sheetChange: ["/people/0/role": "attorney"], doubt: "/attorneys/3/lastName"),
    RuleCase(
      rule: "applicants-are-attorneys",
      change: ["/application/applicant": "attorneys", "/applicants/0/firstNames": "Zoe", "/applicants/0/lastName": "Zahn"],
      doubt: "/attorneys/2/lastName"),
    RuleCase(rule: "correspondent-one", change: ["/correspondent/who": ""], doubt: "/correspondent/who"),
    RuleCase(rule: "correspondent-named", change: ["/correspondent/who": "other"], doubt: "/correspondent/who"),
    RuleCase(rule: "contact-way", change: ["/correspondent/contactByPost": "no"], doubt: "/correspondent/contactByPost"),
    RuleCase(rule: "contact-phone", change: ["/correspondent/contactByPhone": "yes"], doubt: "/correspondent/phone"),
    RuleCase(rule: "contact-email", change: ["/correspondent/contactByEmail": "yes"], doubt: "/correspondent/email"),
    RuleCase(rule: "contact-welsh", change: ["/correspondent/contactInWelsh": "yes"], doubt: "/correspondent/contactInWelsh"),
    RuleCase(rule: "payment-one", change: ["/payment/method": "card+cheque"], doubt: "/payment/method"),
    RuleCase(rule: "payment-card-phone", change: ["/payment/method": "card"], doubt: "/payment/phone"),
    RuleCase(rule: "reduced-fee-form", change: ["/payment/reducedFee": "yes"], doubt: "/payment/reducedFee"),
    RuleCase(rule: "repeat-case-number", change: ["/payment/repeatApplication": "yes"], doubt: "/payment/caseNumber"),
    RuleCase(rule: "repeat-case-number-shape", change: ["/payment/caseNumber": "1234"], doubt: "/payment/caseNumber"),
    RuleCase(
      rule: "fee-full", before: ["/payment/amount": "92.00"], change: ["/payment/amount": "46.00"], doubt: "/payment/amount"),
    RuleCase(
      rule: "fee-known", before: ["/payment/amount": "46", "/payment/reducedFee": "yes"], change: ["/payment/amount": "17.00"],
      doubt: "/payment/amount"),
    RuleCase(rule: "notice-given", change: ["/peopleToNotify/0/lastName": "Nash"], doubt: "/peopleToNotify/0/lastName"),
    RuleCase(rule: "sheet-people-role", form: "lpc", change: ["/people/0/role": ""], doubt: "/people/0/role"),
    RuleCase(
      rule: "sheet-people-signed", form: "lpc", change: ["/donorSignature/people/signature": "no"],
      doubt: "/donorSignature/people/signature"),
    RuleCase(rule: "sheet-people-named", form: "lpc", change: ["/people/0/address/line1": ""], doubt: "/people/0/address/line1"),
    RuleCase(rule: "sheet-attorney-born", form: "lpc", change: ["/people/0/role": "attorney"], doubt: "/people/0/role"),
    RuleCase(
      rule: "sheet-dates-not-future", form: "lpc", change: ["/authorisedPersons/0/signedDate": "2026-01-21"],
      doubt: "/authorisedPersons/0/signedDate"),
    RuleCase(
      rule: "sheet-dates-real", form: "lpc", change: ["/signatory/signedDate": "2026-02-30"], doubt: "/signatory/signedDate"),
    RuleCase(
      rule: "sheet-postcodes-real", form: "lpc", change: ["/people/0/address/postcode": "HU15 22W"],
      doubt: "/people/0/address/postcode"),
    RuleCase(rule: "sheet-information-kind", form: "lpc", change: ["/information/kind": ""], doubt: "/information/kind"),
    RuleCase(
      rule: "sheet-information-signed", form: "lpc", change: ["/donorSignature/information/signedDate": ""],
      doubt: "/donorSignature/information/signedDate"),
    RuleCase(rule: "sheet-signatory", form: "lpc", change: ["/witnesses/1/fullName": ""], doubt: "/witnesses/1/fullName"),
    RuleCase(
      rule: "sheet-signatory-witness", form: "lpc", change: ["/witnesses/1/fullName": "Sam Stone"],
      doubt: "/witnesses/1/fullName"),
    RuleCase(
      rule: "sheet-trust-corporation", form: "lpc", change: ["/trustCorporation/companyNumber": ""],
      doubt: "/trustCorporation/companyNumber"),
    RuleCase(rule: "remission-signed", form: "lpa120", change: ["/declaration/signedDate": ""], doubt: "/declaration/signedDate"),
    RuleCase(rule: "remission-donor", form: "lpa120", change: ["/donor/fullName": ""], doubt: "/donor/fullName"),
    RuleCase(rule: "remission-fee-one", form: "lpa120", change: ["/fee/lpa": "no"], doubt: "/fee/epa"),
    RuleCase(rule: "remission-ground", form: "lpa120", change: ["/remission/lowIncome": "no"], doubt: "/remission/universalCredit"),
    RuleCase(
      rule: "remission-damages", form: "lpa120", before: ["/exemption/damages": "no"],
      change: ["/exemption/benefits": "yes", "/exemption/damages": "yes"], doubt: "/exemption/damages"),
    RuleCase(
      rule: "remission-universal-credit", form: "lpa120", change: ["/remission/universalCredit": "yes"],
      doubt: "/remission/universalCredit"),
    RuleCase(
      rule: "remission-not-future", form: "lpa120", change: ["/declaration/signedDate": "2026-01-21"],
      doubt: "/declaration/signedDate"),
  ]

  static let received = "2026-01-20T00:00:00Z"

  @Test func `a document that is in order gives nothing to say`() {
    for (form, values) in Self.bases {
      #expect(TestBook.book.judge(TestBook.record(form, values), received: Self.received).issues == [])
    }
  }

  /// Section 15 has places for four: that the others' signatures are not here proves nothing.
  @Test func `five attorneys who apply jointly are not refused`() {
    var record = TestBook.record("lp1f", Self.base)
    let change = [
      "/application/applicant": "attorneys", "/decisions/how": "jointly", "/attorneys/2/lastName": "Day", "/attorneys/3/lastName": "Dent",
    ]
    for (pointer, value) in change { record.set(pointer, value) }
    var sheet = TestBook.record("lpc", Self.sheets, pages: [1])
    sheet.set("/people/0/role", "attorney")
    let issues = TestBook.book.judge(record, with: [sheet], received: Self.received).issues
    #expect(issues.first { $0.rule == "joint-applicants-more-than-four" }?.severity == .query)
    #expect(!issues.contains { $0.rule == "joint-applicants-sign" })
  }
}
