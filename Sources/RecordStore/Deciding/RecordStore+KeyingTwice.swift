import Forms
import Foundation
import GRDB

extension RecordStore {
  /// Takes one operator's value of a field that two key without seeing each other's: the same value twice is the field's; of two that
  /// differ a third operator decides.
  func key(_ value: FieldValue?, of decision: FieldDecision, by name: String, at time: String, in db: Database) throws {
    let place = decision.place
    if try hasKeyed(decision, by: name, in: db) { return }
    let keyed = try db.rows(
      "SELECT operator, value FROM keyings WHERE record = ? AND pointer = ? ORDER BY round", [place.record, place.pointer])
    guard !keyed.contains(where: { $0["operator"] == name }) else { throw Refusal.keyedBySame(place) }
    try db.run(
      "INSERT INTO keyings (record, pointer, round, value, operator, time) VALUES (?, ?, ?, ?, ?, ?)",
      [place.record, place.pointer, keyed.count, value.column, name, time])
    try AuditLog.note(.keyed, place.record, by: name, at: time, ["pointer": place.pointer, "round": "\(keyed.count)"], in: db)
    try db.run(
      "UPDATE fields SET round = ? WHERE record = ? AND pointer = ?", [keyed.count + 1, place.record, place.pointer])
    if keyed.count == 2 || keyed.last.map({ $0.value("value") == value }) ?? false {
      try correct(place, to: value, by: name, reason: keyed.count == 2 ? "third keying" : "keyed twice", at: time, in: db)
    }
  }

  /// Whether this very keying was kept: the answer to it was lost on its way.
  func hasKeyed(_ decision: FieldDecision, by name: String, in db: Database) throws -> Bool {
    let row = try db.row(
      "SELECT value FROM keyings WHERE record = ? AND pointer = ? AND round = ? AND operator = ?",
      [decision.place.record, decision.place.pointer, decision.round, name])
    guard let row else { return false }
    return try row.value("value") == decision.value(as: Self.kind(field(decision.place, in: db)))
  }
}
