import Forms
import Foundation

/// Records of the forms that are shipped, with a value of its own in every field.
enum TestRecord {
  static let forms = TestBook.forms

  static func form(_ id: String) -> FormDefinition { forms.first { $0.id == id && $0.key == id }! }

  /// - Parameter pages: the form pages that are in the scan; all if empty.
  static func full(_ id: String, pages: [Int] = []) -> FormRecord {
    let form = form(id)
    let numbers = pages.isEmpty ? form.pages.map(\.number) : pages
    var fields: [String: FieldReading] = [:]
    for page in form.pages where numbers.contains(page.number) {
      for zone in page.zones {
        guard let field = form.fields[zone.field] else { continue }
        fields[zone.field] = reading(value(of: field, zone.field, fields.count), on: page.number)
      }
    }
    return FormRecord(
      id: "\(id)-0123456789ab",
      source: .init(file: "\(id).pdf", sha256: String(repeating: "0", count: 64), received: "2026-11-23T21:00:00Z"),
      form: .init(id: id, edition: form.edition),
      pages: numbers.enumerated().map {
        .init(index: $0, formPage: $1, rotation: 0, score: 0.9, runnerUp: 0.3, residualMM: 0.1)
      }, disposition: .accepted, fields: fields, issues: [])
  }

  static func document(_ record: FormRecord) -> ExportDocument {
    ExportDocument(record: record, form: form(record.form.id), pdf: Data("%PDF-1.7\n".utf8))
  }

  static func reading(_ value: FieldValue?, on page: Int, state: FieldReading.State = .read) -> FieldReading {
    FieldReading(value: value, state: state, confidence: 1, review: false, formPage: page, page: page - 1)
  }

  private static func value(of field: FieldDefinition, _ pointer: String, _ index: Int) -> FieldValue {
    switch field.kind {
    case .text where pointer.lowercased().hasSuffix("address"):
      .text("\(index) Heol Ŵyn\nLlanfair & Llŷn\nGwynedd\nLL5\(index % 10) 1AB")
    case .text: .text("Ŵyn ŷ \(pointer.split(separator: "/").joined(separator: " "))")
    case .date: .text("19\(50 + index % 50)-0\(1 + index % 9)-\(10 + index % 18)")
    case .postcode: .text("HU\(1 + index % 9) 2PW")
    case .money: .text("\(index).50")
    case .number: .text("\(index)")
    case .phone: .text("01482 \(100_000 + index)")
    case .email: .text("name\(index)@example.org")
    case .reference, .caseNumber, .claimNumber, .companyNumber, .nationalInsurance: .text("7000-1234-\(1000 + index)")
    case .choice: .text(field.of[index % field.of.count])
    case .flag: .flag(index % 2 == 0)
    case .signature: .flag(true)
    }
  }
}
