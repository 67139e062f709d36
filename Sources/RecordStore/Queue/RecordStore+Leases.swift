public import Foundation
import GRDB

/// A record that an operator has in hand: nobody else decides it until the lease ends.
public struct Lease: Equatable, Sendable {
  public var record: String
  public var form: String
  public var urgency: Urgency
  public var until: Date
  /// How many operators have keyed what waits: a keying after the first is blind.
  public var round: Int
}

extension RecordStore {
  /// Gives an operator the most urgent record that waits, the oldest first; nil where nothing is left for this operator.
  ///
  /// A record that the operator has in hand already is given again, so that a page that is loaded twice takes one; `besides` names those
  /// that are on the screen, for loading the next one early. Never gives a record to two at once, whichever process asks.
  ///
  /// - Parameter seconds: until it comes back to the queue; one that is given again has half of that left at least.
  /// - Throws: `Refusal.unknownOperator`.
  public func leaseNext(
    for name: String, matching filter: QueueFilter = QueueFilter(), besides: Set<String> = [], seconds: Double = 300
  ) async throws -> Lease? {
    let now = now(), time = now.stamp, until = now.addingTimeInterval(seconds)
    // Who has a record in hand for a good while yet asks most often: that needs no write, and waits for none.
    let half = now.addingTimeInterval(seconds / 2).stamp
    if let lease = try await read({ [self] in try held(by: name, besides, after: half, in: $0).flatMap(Lease.init) }) {
      return lease
    }
    return try await write { [self] db in
      let role = try role(of: name, in: db)
      let task = try held(by: name, besides, after: time, in: db) ?? next(for: name, role, filter, at: time, in: db)
      guard let task else { return nil }
      try db.run(
        "UPDATE tasks SET operator = ?, until = ?, leases = leases + 1 WHERE id = ?", [name, until.stamp, task["id"] as Int64])
      return Lease(task, until: until)
    }
  }

  /// A record that an operator has in hand until after a time.
  private func held(by name: String, _ besides: Set<String>, after time: String, in db: Database) throws -> Row? {
    try db.rows("SELECT * FROM tasks WHERE operator = ? AND done IS NULL AND until > ? ORDER BY until", [name, time])
      .first { !besides.contains($0["record"]) }
  }

  private func next(
    for name: String, _ role: Operator.Role, _ filter: QueueFilter, at time: String, in db: Database
  ) throws -> Row? {
    // Of what is keyed twice, the later keyings are for others than the earlier ones.
    var sql = """
      SELECT t.* FROM tasks t WHERE t.done IS NULL AND (t.until IS NULL OR t.until <= ?) AND t.role <= ?
        AND (t.round = 0 OR EXISTS (
          SELECT 1 FROM fields f WHERE f.record = t.record AND f.waiting = 1 AND NOT EXISTS (
            SELECT 1 FROM keyings k WHERE k.record = f.record AND k.pointer = f.pointer AND k.operator = ?)))
      """
    var arguments: StatementArguments = [time, role.rawValue, name]
    if let form = filter.form { (sql, arguments) = (sql + " AND t.form = ?", arguments + [form]) }
    if let urgency = filter.urgency { (sql, arguments) = (sql + " AND t.urgency = ?", arguments + [urgency.rawValue]) }
    if let before = filter.arrivedBefore { (sql, arguments) = (sql + " AND t.arrived < ?", arguments + [before.stamp]) }
    if let reason = filter.reason {
      sql += " AND EXISTS (SELECT 1 FROM fields f WHERE f.record = t.record AND f.waiting = 1 AND f.reason = ?)"
      arguments += [reason]
    }
    return try db.row(sql + " ORDER BY t.urgency DESC, t.arrived, t.id LIMIT 1", arguments)
  }

  /// Gives an operator this very record, as a link to it does.
  ///
  /// - Throws: `Refusal.held`, `.closed`.
  public func lease(_ record: String, for name: String, seconds: Double = 300) async throws -> Lease {
    let now = now(), until = now.addingTimeInterval(seconds)
    return try await write { [self] db in
      try mayWork(on: record, name, at: now.stamp, in: db)
      guard let task = try db.row("SELECT * FROM tasks WHERE record = ? AND done IS NULL", [record]) else {
        throw Refusal.closed(record: record)
      }
      try db.run("UPDATE tasks SET operator = ?, until = ?, leases = leases + 1 WHERE record = ?", [name, until.stamp, record])
      return Lease(task, until: until)
    }
  }

  /// Keeps a record in hand for longer.
  ///
  /// - Throws: `Refusal.leaseEnded` where the time was over, or the record is no longer this operator's.
  @discardableResult public func renew(_ record: String, by name: String, seconds: Double = 300) async throws -> Date {
    let now = now(), until = now.addingTimeInterval(seconds)
    try await write { db in
      try db.run(
        "UPDATE tasks SET until = ? WHERE record = ? AND operator = ? AND until > ? AND done IS NULL",
        [until.stamp, record, name, now.stamp])
      guard db.changesCount == 1 else { throw Refusal.leaseEnded(record: record) }
    }
    return until
  }

  /// Gives a record back to the queue; nothing where it is not this operator's.
  public func release(_ record: String, by name: String) async throws {
    try await write { db in
      try db.run("UPDATE tasks SET operator = NULL, until = NULL WHERE record = ? AND operator = ?", [record, name])
    }
  }

  /// Passes a record on to people of a role.
  ///
  /// - Throws: `Refusal`.
  public func escalate(_ record: String, to role: Operator.Role, by name: String) async throws {
    let time = now().stamp
    try await write { [self] db in
      try mayWork(on: record, name, at: time, in: db)
      try db.run("UPDATE tasks SET role = ?, operator = NULL, until = NULL WHERE record = ?", [role.rawValue, record])
      try AuditLog.note(.escalated, record, by: name, at: time, ["role": "\(role)"], in: db)
    }
  }
}

extension Lease {
  /// One that goes on as it is.
  fileprivate init?(_ task: Row) {
    guard let until = task.time("until") else { return nil }
    self.init(task, until: until)
  }

  fileprivate init(_ task: Row, until: Date) {
    self.init(
      record: task["record"], form: task["form"], urgency: Urgency(rawValue: task["urgency"]) ?? .doubt, until: until,
      round: task["round"])
  }
}
