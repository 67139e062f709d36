import Forms
import Foundation
import GRDB

extension RecordStore {
  /// Decides one field: its value, a correction, the log's row and what follows for the record are kept together or not at all.
  ///
  /// - Throws: `Refusal`.
  @discardableResult public func decide(_ decision: FieldDecision, by name: String) async throws -> Standing {
    try await decide([decision], by: name)[0]
  }

  /// Decides many fields of any records at once, in one transaction: one conflict, and none is kept.
  ///
  /// - Returns: how the records stand, each once, in the order of the decisions.
  /// - Throws: `Refusal`.
  @discardableResult public func decide(_ decisions: [FieldDecision], by name: String) async throws -> [Standing] {
    let time = now().stamp
    return try await write { [self] db in
      var records: [String] = []
      for decision in decisions where !records.contains(decision.place.record) {
        try mayWork(on: decision.place.record, name, at: time, in: db)
        records.append(decision.place.record)
      }
      let conflicts = try decisions.filter { try !isUpToDate($0, by: name, in: db) }.map(\.place)
      guard conflicts.isEmpty else { throw Refusal.conflict(conflicts) }
      for decision in decisions { try take(decision, by: name, at: time, in: db) }
      for record in records { try reconsider(record, by: name, at: time, in: db) }
      return try records.map { try standing(of: $0, in: db) }
    }
  }

  /// Whether the operator saw the field as it is, or sends again what was kept already.
  private func isUpToDate(_ decision: FieldDecision, by name: String, in db: Database) throws -> Bool {
    let field = try field(decision.place, in: db)
    if field["keyedTwice"] == true, field["decided"] == nil {
      let isSame =
        try field.value("value") == decision.old && (field["round"] == decision.round || hasKeyed(decision, by: name, in: db))
      return isSame
    }
    if field.value("value") == decision.old { return true }
    return try isRepeated(decision, field, by: name, in: db)
  }

  /// Whether this very decision is the last one that was kept: the answer to it was lost on its way.
  private func isRepeated(_ decision: FieldDecision, _ field: Row, by name: String, in db: Database) throws -> Bool {
    guard field["waiting"] == false else { return false }
    let last = try db.row(
      "SELECT old, new, operator FROM corrections WHERE record = ? AND pointer = ? ORDER BY id DESC LIMIT 1",
      [decision.place.record, decision.place.pointer])
    guard let last, last["operator"] == name else { return false }
    return try last.value("old") == decision.old && last.value("new") == decision.value(as: Self.kind(field))
  }

  private func take(_ decision: FieldDecision, by name: String, at time: String, in db: Database) throws {
    let place = decision.place, field = try field(place, in: db)
    let new = try decision.value(as: Self.kind(field))
    if field["keyedTwice"] == true, field["decided"] == nil {
      return try key(new, of: decision, by: name, at: time, in: db)
    }
    if try isRepeated(decision, field, by: name, in: db) { return }
    try correct(place, to: new, by: name, reason: decision.reason, at: time, in: db)
  }

  /// Gives a field a value for good.
  func correct(_ place: FieldPlace, to new: FieldValue?, by name: String, reason: String?, at time: String, in db: Database)
    throws
  {
    let old = try field(place, in: db).value("value"), salt = Data.random(16)
    try db.run(
      "INSERT INTO corrections (record, pointer, old, new, changed, operator, time, reason, salt) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
      [place.record, place.pointer, old.column, new.column, old != new, name, time, reason, salt])
    let id = db.lastInsertedRowID
    let seal = AuditLog.seal(salt: salt, id: id, place, old: old, new: new, by: name, at: time, reason: reason)
    try AuditLog.note(
      old == new ? .confirmed : .corrected, place.record, by: name, at: time,
      ["pointer": place.pointer, "correction": "\(id)", "seal": seal], in: db)
    try db.run(
      "UPDATE fields SET value = ?, state = ?, waiting = 0, decided = ? WHERE record = ? AND pointer = ?",
      [new.column, (new == nil ? FieldReading.State.blank : .read).rawValue, time, place.record, place.pointer])
    try withdrawSample(of: place, at: time, in: db)
  }

  func field(_ place: FieldPlace, in db: Database) throws -> Row {
    guard let row = try db.row("SELECT * FROM fields WHERE record = ? AND pointer = ?", [place.record, place.pointer]) else {
      throw Refusal.nothingToDecide(place)
    }
    return row
  }

  static func kind(_ field: Row) -> FieldDefinition.Kind? { (field["type"] as String?).flatMap(FieldDefinition.Kind.init) }

  /// Whether an operator may change a record now.
  ///
  /// - Returns: the operator's role.
  @discardableResult func mayWork(on id: String, _ name: String, at time: String, in db: Database) throws -> Operator.Role {
    let role = try role(of: name, in: db)
    let record = try db.row(
      """
      SELECT r.released, r.superseded, r.disposition, t.operator, t.until FROM records r LEFT JOIN tasks t ON t.record = r.id WHERE r.id = ?
      """, [id])
    guard let record, record["released"] == nil, record["superseded"] == nil else { throw Refusal.closed(record: id) }
    if let holder = record["operator"] as String?, holder != name, let until = record["until"] as String?, until > time {
      throw Refusal.held(record: id, by: holder)
    }
    return role
  }

  func standing(of id: String, in db: Database) throws -> Standing {
    let row = try db.row("SELECT disposition, waiting FROM records WHERE id = ?", [id])
    let pointers = try db.rows("SELECT pointer FROM fields WHERE record = ? AND waiting = 1 ORDER BY formPage, id", [id])
    return Standing(
      record: id, disposition: .init(rawValue: row?["disposition"] ?? "") ?? .failed, waiting: row?["waiting"] ?? 0,
      pointers: pointers.map { $0["pointer"] })
  }
}
