import Foundation
import Testing

@testable import Forms

/// The letters of the project, and records to write about.
enum TestLetter {
  static let (book, problems) = LetterBook.read(TestBook.folder, rules: TestBook.book)

  /// Issues as these rules raise them.
  static func issues(_ rules: [(id: String, fields: [String])]) -> [FormRecord.Issue] {
    rules.map { id, fields in
      let rule = TestBook.book.rules.first { $0.id == id }!
      return .init(rule: id, severity: rule.severity, fields: fields, message: rule.say.en, basis: rule.basis)
    }
  }

  /// A power of attorney whose certificate provider and one attorney signed too early.
  static let early: FormRecord = {
    var record = TestBook.record(
      "lp1f",
      [
        "/donor/title": "Mrs", "/donor/firstNames": "Olwen", "/donor/lastName": "Sŵn-Fictional",
        "/donor/dateOfBirth": "1950-01-31",
        "/donor/address/line1": "1 Heol Tŷ", "/donor/address/line2": "Trefŵyl", "/donor/address/postcode": "LL99 9ZZ",
        "/attorneys/0/firstNames": "Beuno", "/attorneys/0/lastName": "Attorneyson", "/attorneys/0/dateOfBirth": "1980-02-29",
        "/donorSignature/signedDate": "2026-03-05", "/certificateProvider/signedDate": "2026-03-02",
        "/certificateProvider/lastName": "Certifier", "/attorneySignatures/0/signedDate": "2026-03-01",
        "/correspondent/email": "somebody@example.test",
      ])
    record.source.received = "2026-11-20T09:00:00Z"
    record.issues =
      issues([
        ("order-certificate-attorneys", ["/certificateProvider/signedDate", "/attorneySignatures/0/signedDate"]),
        ("order-donor-certificate", ["/donorSignature/signedDate", "/certificateProvider/signedDate"]),
        ("donor-witnessed", ["/donorSignature/witness/fullName"]),
        ("postcodes-real", ["/donor/address/postcode", "/peopleToNotify/0/address/postcode"]),
        ("instructions-read", ["/instructions/text"]),
      ]) + [
        .init(rule: "page-missing", severity: .query, fields: ["/peopleToNotify/0/lastName"], message: "Page 7 is missing.")
      ]
    record.disposition = .review
    return record
  }()

  /// A claim with doubts, among them one that the form's print does not ask.
  static let claim: FormRecord = {
    var record = TestBook.record(
      "n5b",
      [
        "/claimants/0/nameAndAddress": "Landlady Example\n3 Made-up Row\nNowhere", "/claimants/0/postcode": "ZZ9 9ZZ",
        "/defendants/0/nameAndAddress": "Tenant Invented\n7 Fiction Close", "/notice/servedDate": "2026-02-01",
        "/notice/expiryDate": "2026-03-01", "/deposit/reference": "DEP-424242",
      ])
    record.source.received = "2026-04-20"
    record.issues = issues([
      ("claim-signed", ["/statementOfTruth/signature"]), ("notice-two-months", ["/notice/servedDate", "/notice/expiryDate"]),
      ("deposit-property", ["/deposit/asProperty"]),
    ])
    record.issues.append(
      .init(
        rule: "improvement-notice", severity: .query,
        message: "This could not be checked: this print does not ask it. The rule: No improvement notice may have been served.",
        basis: "Deregulation Act 2015 s 33"))
    return record
  }()
}
