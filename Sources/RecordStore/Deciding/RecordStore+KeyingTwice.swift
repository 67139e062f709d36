import Forms
import Foundation
import GRDB

extension RecordStore {
  /// Takes one operator's value of a field that two key without seeing each other's: the same value twice is the field's; of two that
  /// differ a third operator decides.
  func key(_ value: FieldValue?, of decision: FieldDecision, by name: String, at time: String, in db: Database) throws {
    let place = decision.place
    let keyed = try db.rows(
      "SELECT operator, value FROM keyings WHERE record = ? AND pointer = ? ORDER BY round", [place.record, place.pointer])
    guard !keyed.contains(where: { $0["operator"] == name }) else { throw Refusal.keyedBySame(place) }
    let salt = Data.random(16)
    try db.run(
      "INSERT INTO keyings (record, pointer, round, value, operator, time, salt) VALUES (?, ?, ?, ?, ?, ?, ?)",
      [place.record, place.pointer, keyed.count, value.column, name, time, salt])
    let id = db.lastInsertedRowID, seal = AuditLog.seal(salt: salt, id: id, place, new: value, by: name, at: time)
    try AuditLog.note(
      .keyed, place.record, by: name, at: time, ["pointer": place.pointer, "keying": "\(id)", "seal": seal], in: db)
    try db.run(
      "UPDATE fields SET round = ? WHERE record = ? AND pointer = ?", [keyed.count + 1, place.record, place.pointer])
    if keyed.count == 2 || keyed.last.map({ $0.value("value") == value }) ?? false {
      try correct(place, to: value, by: name, reason: keyed.count == 2 ? "third keying" : "keyed twice", at: time, in: db)
    }
  }

  /// Whether this operator has keyed this very value in this round.
  func hasKeyed(_ value: FieldValue?, of decision: FieldDecision, by name: String, in db: Database) throws -> Bool {
    let row = try db.row(
      "SELECT value FROM keyings WHERE record = ? AND pointer = ? AND round = ? AND operator = ?",
      [decision.place.record, decision.place.pointer, decision.round, name])
    return row.map { $0.value("value") == value } ?? false
  }
}
