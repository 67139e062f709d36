@testable import RecordStore
import Forms
import Foundation

/// A small form, and records of it as a run would make them.
enum TestForm {
  static let kinds: [(pointer: String, kind: FieldDefinition.Kind, isCritical: Bool)] = [
    ("/name", .text, false), ("/born", .date, true), ("/postcode", .postcode, false), ("/agrees", .flag, false),
    ("/signed", .signature, true),
  ]

  static let definition = FormDefinition(
    id: "t1", edition: "01.26", title: "Test",
    pages: [
      PageDefinition(
        number: 1,
        zones: kinds.map { ZoneDefinition(field: $0.pointer, read: .line, parts: [Zone(x: 10, y: 10, width: 50, height: 6)]) })
    ],
    fields: Dictionary(
      uniqueKeysWithValues: kinds.map {
        ($0.pointer, FieldDefinition(label: $0.pointer, kind: $0.kind, critical: $0.isCritical))
      }),
    layout: FormLayout(pages: []))

  static let values: [String: FieldValue] = [
    "/name": .text("Alys Wyn"), "/born": .text("1961-02-03"), "/postcode": .text("HU15 2PW"), "/agrees": .flag(true),
    "/signed": .flag(true),
  ]

  /// - Parameters:
  ///   - number: which document: it makes the id and the file.
  ///   - doubts: pointers of fields that need a look.
  ///   - other: values that differ from the usual ones.
  static func record(
    _ number: Int, doubts: [String] = ["/name"], other: [String: FieldValue?] = [:], issues: [FormRecord.Issue] = [],
    received: String = "2026-11-20T08:00:00Z", links: [FormRecord.Link]? = nil
  ) -> FormRecord {
    var fields: [String: FieldReading] = [:]
    for (pointer, usual) in values {
      let value = other[pointer] ?? usual, isDoubted = doubts.contains(pointer)
      fields[pointer] = FieldReading(
        value: value, text: "as written", state: value == nil ? .blank : .read, confidence: isDoubted ? 0.6 : 0.99,
        review: isDoubted, reasons: isDoubted ? ["doubtful"] : [],
        alternatives: isDoubted ? [.init(value: "Alice", confidence: 0.3)] : [],
        formPage: 1, page: 0, zone: Zone(x: 10, y: 10, width: 50, height: 6), box: [1, 2, 3, 4])
    }
    var record = FormRecord(
      id: "t1-\(number)", source: .init(file: "scan-\(number).pdf", sha256: "\(number)", received: received),
      form: .init(id: "t1", edition: "01.26"),
      pages: [.init(index: 0, formPage: 1, rotation: 0, score: 0.9, runnerUp: 0.2, residualMM: 0.1)],
      disposition: doubts.isEmpty && issues.isEmpty ? .accepted : .review, fields: fields, issues: issues)
    record.links = links
    return record
  }
}

extension FieldPlace {
  init(_ number: Int, _ pointer: String = "/name") { self.init("t1-\(number)", pointer) }
}

/// Numbers that are the same for the same seed (SplitMix64).
struct Seeded: RandomNumberGenerator {
  private var state: UInt64
  init(_ seed: Int) { state = UInt64(truncatingIfNeeded: seed) &* 0x2545_F491_4F6C_DD1D &+ 1 }
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
