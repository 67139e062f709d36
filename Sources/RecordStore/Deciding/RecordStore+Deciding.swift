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
      try role(of: name, in: db)
      let fresh = try decisions.filter { try !isKept($0, by: name, in: db) }, records = fresh.records
      for record in records { try mayWork(on: record, name, at: time, in: db) }
      let conflicts = try fresh.filter { try !isUpToDate($0, in: db) }.map(\.place)
      guard conflicts.isEmpty else { throw Refusal.conflict(conflicts) }
      for decision in fresh { try take(decision, by: name, at: time, in: db) }
      for record in records { try reconsider(record, by: name, at: time, in: db) }
      return try decisions.records.map { try standing(of: $0, in: db) }
    }
  }

  /// Whether the operator saw the field as it is; who keys it blind saw how often it was keyed alone.
  private func isUpToDate(_ decision: FieldDecision, in db: Database) throws -> Bool {
    let field = try field(decision.place, in: db)
    return isKeyedBlind(field) ? field["round"] == decision.round : field.value("value") == decision.old
  }

  /// Whether this very decision was kept before: the answer to it was lost on its way.
  private func isKept(_ decision: FieldDecision, by name: String, in db: Database) throws -> Bool {
    let place = decision.place
    let field = try db.row("SELECT * FROM fields WHERE record = ? AND pointer = ?", [place.record, place.pointer])
    guard let field else { return false }
    let new = try decision.value(as: Self.kind(field))
    if try hasKeyed(new, of: decision, by: name, in: db) { return true }
    guard field["waiting"] == false else { return false }
    let last = try db.row(
      "SELECT old, new, operator FROM corrections WHERE record = ? AND pointer = ? ORDER BY id DESC LIMIT 1",
      [place.record, place.pointer])
    guard let last, last["operator"] == name else { return false }
    return last.value("old") == decision.old && last.value("new") == new
  }

  private func isKeyedBlind(_ field: Row) -> Bool { field["keyedTwice"] == true && field["decided"] == nil }

  private func take(_ decision: FieldDecision, by name: String, at time: String, in db: Database) throws {
    let field = try field(decision.place, in: db), new = try decision.value(as: Self.kind(field))
    if isKeyedBlind(field) {
      try key(new, of: decision, by: name, at: time, in: db)
    } else {
      try correct(decision.place, to: new, by: name, reason: decision.reason, at: time, in: db)
    }
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
      SELECT r.released, r.superseded, t.operator, t.until, t.role FROM records r LEFT JOIN tasks t ON t.record = r.id WHERE r.id = ?
      """, [id])
    guard let record, record["released"] == nil, record["superseded"] == nil else { throw Refusal.closed(record: id) }
    if let holder = record["operator"] as String?, holder != name, let until = record["until"] as String?, until > time {
      throw Refusal.held(record: id, by: holder)
    }
    if let needed = (record["role"] as Int?).flatMap(Operator.Role.init(rawValue:)), role < needed {
      throw Refusal.needsRole(needed)
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

extension [FieldDecision] {
  /// The records that they are about, each once.
  fileprivate var records: [String] { reduce(into: []) { if !$0.contains($1.place.record) { $0.append($1.place.record) } } }
}
