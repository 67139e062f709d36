import Forms
import Foundation
import GRDB

/// Writes a record's fields as rows: what a queue, a sample and a report ask for. All else about a reading stays in the record's JSON.
struct FieldRows {
  private let form: FormDefinition?
  private let policy: ReviewPolicy
  private let readers: [String: String]

  init(form: FormDefinition?, policy: ReviewPolicy) {
    self.form = form
    self.policy = policy
    let zones = form.map { $0.pages.flatMap(\.zones) + $0.prints.flatMap(\.page.zones) } ?? []
    readers = Dictionary(zones.map { ($0.field, $0.read.rawValue) }) { first, _ in first }
  }

  func insert(_ reading: FieldReading, at place: FieldPlace, in db: Database) throws {
    let definition = form?.fields[place.pointer], isCritical = definition?.critical ?? false
    let isKeyedTwice =
      switch policy.keyedTwice {
      case .never: false
      case .doubtful: isCritical && reading.review
      case .all: isCritical
      }
    try db.run(
      """
      INSERT INTO fields (record, pointer, type, reader, critical, keyedTwice, formPage, page, value, state, confidence, review,
        reason, reasons, waiting) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        place.record, place.pointer, definition?.kind.rawValue, readers[place.pointer].map { reading.isHandwritten ? $0 + ", hand" : $0 },
        isCritical, isKeyedTwice, reading.formPage, reading.page, reading.value.column, reading.state.rawValue,
        reading.confidence, reading.review, reading.reasons.first, try text(reading.reasons), reading.review || isKeyedTwice,
      ])
  }

  private func text(_ list: [String]) throws -> String { String(decoding: try JSONEncoder().encode(list), as: UTF8.self) }
}
