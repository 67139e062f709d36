import Forms
import Foundation

/// A small form, and records of it as a run would make them.
enum TestForm {
  static let zone = Zone(x: 20, y: 30, width: 60, height: 8)

  static let kinds: [(name: String, label: String, kind: FieldDefinition.Kind)] = [
    ("name", "Full name", .text), ("address", "Address", .text), ("born", "Date of birth", .date),
    ("postcode", "Postcode", .postcode), ("agrees", "I agree", .flag), ("how", "How many", .choice),
    ("signed", "Signature", .signature),
  ]

  static let definition: FormDefinition = {
    let zones = kinds.map { name, _, kind in
      ZoneDefinition(
        field: "/\(name)", read: name == "address" ? .block : kind == .signature ? .signature : .line, parts: [zone])
    }
    return FormDefinition(
      id: "t1", edition: "01.26", title: "Test form",
      pages: [PageDefinition(number: 1, zones: zones), PageDefinition(number: 2, zones: [])],
      fields: Dictionary(
        uniqueKeysWithValues: kinds.map { name, label, kind in
          (
            "/\(name)",
            FieldDefinition(
              label: label, kind: kind, of: kind == .choice ? ["one", "severalOfThem"] : [], critical: kind == .date)
          )
        }), layout: FormLayout(pages: []))
  }()

  static let values: [String: FieldValue] = [
    "/name": .text("Siân Ŵyn"), "/address": .text("1 Stryd Fawr\nCaerŷn"), "/born": .text("1961-02-03"),
    "/postcode": .text("CF10 1EP"), "/agrees": .flag(true), "/how": .text("one"), "/signed": .flag(true),
  ]

  /// - Parameters:
  ///   - number: which document: it makes the id and the file.
  ///   - doubts: fields that need a look.
  ///   - other: values that differ from the usual ones.
  ///   - rotation: how the page lies in the file.
  static func record(
    _ number: Int, doubts: [String] = ["/name"], other: [String: FieldValue?] = [:], issues: [FormRecord.Issue] = [],
    received: String = "2026-11-20T08:00:00Z", rotation: Int = 0
  ) -> FormRecord {
    var fields: [String: FieldReading] = [:]
    for (pointer, usual) in values {
      let value = other[pointer] ?? usual, isDoubted = doubts.contains(pointer)
      fields[pointer] = FieldReading(
        value: value, text: "as read", state: value == nil ? (isDoubted ? .unclear : .blank) : .read,
        confidence: isDoubted ? 0.6 : 0.99, review: isDoubted, reasons: isDoubted ? ["it was read with doubt"] : [],
        alternatives: isDoubted && pointer == "/name"
          ? [.init(value: "Sian Wyn", confidence: 0.3), .init(value: "Sidn Wyn", confidence: 0.1)] : [],
        formPage: 1, page: 0, zone: zone, box: [200, 300, 600, 80])
    }
    return FormRecord(
      id: "t1-\(number)", source: .init(file: "scan-\(number).pdf", sha256: "\(number)", received: received),
      form: .init(id: "t1", edition: "01.26"),
      pages: [.init(index: 0, formPage: 1, rotation: rotation, score: 0.9, runnerUp: 0.2, residualMM: 0.1)],
      disposition: doubts.isEmpty && issues.isEmpty ? .accepted : .review, fields: fields, issues: issues)
  }
}
