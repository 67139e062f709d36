public import Forms
import Foundation
import GRDB

extension RecordStore {
  /// A record as it stands, with what people decided; nil where it is not here or purged.
  public func record(_ id: String) async throws -> FormRecord? { try await read { [self] in try current(id, in: $0) } }

  /// The record as it stands: as it was read, with what people decided in place of it. A decision counts as certain. Nil where it is not
  /// here or purged.
  func current(_ id: String, in db: Database) throws -> FormRecord? {
    let row = try db.row(
      """
      SELECT r.disposition, r.undecided, e.json FROM records r JOIN emissions e ON e.record = r.id AND e.number = r.emission
      WHERE r.id = ?
      """,
      [id])
    guard let row, let json = row["json"] as Data? else { return nil }
    var record = try JSONDecoder().decode(FormRecord.self, from: json)
    record.disposition = .init(rawValue: row["disposition"]) ?? .review
    for field in try db.rows("SELECT pointer, value FROM fields WHERE record = ? AND decided IS NOT NULL", [id]) {
      record.fields[field["pointer"]]?.take(field.value("value"))
    }
    record.links = try links(of: id, asRead: record.links, in: db)
    record.issues = try issues(of: id, in: db).map(\.inRecord)
    if row["undecided"] == 0 { record.undecided = nil }
    let changes = try db.rows("SELECT * FROM corrections WHERE record = ? AND changed = 1 ORDER BY id", [id])
    if !changes.isEmpty {
      record.corrections = changes.map {
        .init(
          pointer: $0["pointer"], old: $0.value("old"), new: $0.value("new"), operator: $0["operator"], time: $0["time"],
          reason: $0["reason"])
      }
    }
    return record
  }

  /// Puts issues in place of those that stand: who is raised again stays as it is, settled or not.
  ///
  /// - Parameter asked: rules whose issues go where they are not raised again; nil for all.
  func replaceIssues(of id: String, by raised: [FormRecord.Issue], asked: Set<String>? = nil, at time: String, in db: Database)
    throws
  {
    var left = raised
    for old in try issues(of: id, in: db) where asked?.contains(old.issue.rule) ?? true {
      if let same = left.firstIndex(where: { $0.rule == old.issue.rule && $0.fields == old.issue.fields }) {
        left.remove(at: same)
      } else {
        try db.run("UPDATE issues SET gone = ? WHERE id = ?", [time, old.id])
      }
    }
    for issue in left { try insert(issue, of: id, at: time, in: db) }
  }

  private func insert(_ issue: FormRecord.Issue, of id: String, at time: String, in db: Database) throws {
    try db.run(
      "INSERT INTO issues (record, rule, severity, fields, message, basis, raised) VALUES (?, ?, ?, ?, ?, ?, ?)",
      [
        id, issue.rule, issue.severity.rawValue, String(decoding: try JSONEncoder().encode(issue.fields), as: UTF8.self),
        issue.message, issue.basis, time,
      ])
  }

  /// Raises an issue that no rule found, anew where it was settled before, and opens its record for it.
  func raise(_ issue: FormRecord.Issue, of id: String, by actor: String, at time: String, in db: Database) throws {
    for old in try issues(of: id, in: db) where old.issue.rule == issue.rule && old.issue.fields == issue.fields {
      try db.run("UPDATE issues SET gone = ? WHERE id = ?", [time, old.id])
    }
    try insert(issue, of: id, at: time, in: db)
    if try db.row("SELECT 1 FROM records WHERE id = ? AND released IS NOT NULL", [id]) != nil {
      try reopen(id, by: actor, at: time, in: db)
    }
    try settle(id, by: actor, at: time, in: db)
  }

  /// Asks the rules of an open record again.
  func ask(_ id: String, at time: String, in db: Database) throws {
    guard let revalidate, let record = try current(id, in: db) else { return }
    let linked = try belongings(of: id, in: db)
    let said = revalidate(record, try linked.compactMap { try current($0, in: db) })
    var issues = said.issues, undecided = said.undecided.count
    if undecided > 0, try !waits(id, in: db), try !linked.contains(where: { try waits($0, in: db) }) {
      // Nothing is left that could decide them: a person does.
      issues += said.undecided.map { .init(rule: $0, severity: .query, message: "The rule '\($0)' could not be decided.") }
      undecided = 0
    }
    try replaceIssues(of: id, by: issues, asked: said.asked.union(said.undecided), at: time, in: db)
    try db.run("UPDATE records SET undecided = ? WHERE id = ?", [undecided, id])
  }

  /// Whether a person has yet to decide what rules ask of a record: a field, or that it belongs where it was assumed to.
  private func waits(_ id: String, in db: Database) throws -> Bool {
    try db.row(
      """
      SELECT 1 FROM fields WHERE record = ?1 AND waiting = 1
      UNION ALL SELECT 1 FROM issues WHERE record = ?1 AND rule = ?2 AND gone IS NULL AND settled IS NULL
      """, [id, FormRecord.Link.assumed]) != nil
  }

  /// Asks the rules again of a record that was changed and of those that it belongs to, and settles them.
  func reconsider(_ id: String, by actor: String, at time: String, in db: Database) throws {
    try ask(id, at: time, in: db)
    try settle(id, by: actor, at: time, in: db)
    try reconsiderOwners(of: id, by: actor, at: time, in: db)
  }

  /// Opens a record that was released, for something of it is another now; whoever opens it reconsiders it.
  func reopen(_ id: String, by actor: String, at time: String, in db: Database) throws {
    try db.run("UPDATE records SET disposition = 'review', released = NULL WHERE id = ?", [id])
    try AuditLog.note(.recordReopened, id, by: actor, at: time, in: db)
  }

  /// The same for what a record belongs to, or belonged to when it was closed.
  func reconsiderOwners(of id: String, by actor: String, at time: String, in db: Database) throws {
    for owner in try owners(of: id, in: db) { try reconsiderOwner(owner, by: actor, at: time, in: db) }
  }

  /// Asks the rules of a record again that others belong to, while it is open.
  func reconsiderOwner(_ id: String, by actor: String, at time: String, in db: Database) throws {
    let isOpen = "SELECT 1 FROM records WHERE id = ? AND disposition = 'review' AND superseded IS NULL"
    guard try db.row(isOpen, [id]) != nil else { return }
    try ask(id, at: time, in: db)
    try settle(id, by: actor, at: time, in: db)
  }

  /// Brings the record's task in line with what waits, and releases the record when nothing does.
  func settle(_ id: String, by actor: String, at time: String, in db: Database) throws {
    let fields = try db.row(
      "SELECT count(*) AS count, ifnull(min(round), 0) AS round, ifnull(max(critical), 0) AS critical FROM fields WHERE record = ? AND waiting = 1",
      [id])!
    let open = try issues(of: id, in: db).filter(\.isOpen).map(\.issue.severity)
    let record = try db.row(
      "SELECT r.*, d.received FROM records r JOIN documents d ON d.id = r.document WHERE r.id = ?", [id])!
    let count: Int = fields["count"]
    if count == 0, open.isEmpty, record["undecided"] == 0 {
      guard record["released"] == nil else { return }
      try db.run("UPDATE records SET disposition = 'accepted', waiting = 0, released = ? WHERE id = ?", [time, id])
      try db.run("UPDATE tasks SET done = ?, operator = NULL, until = NULL WHERE record = ?", [time, id])
      return try AuditLog.note(.recordReleased, id, by: actor, at: time, in: db)
    }
    try db.run(
      "UPDATE records SET disposition = 'review', waiting = ?, released = NULL WHERE id = ?", [count + open.count, id])
    let urgency: Urgency =
      open.contains(.reject) ? .reject : open.contains(.query) ? .query : fields["critical"] == 1 ? .critical : .doubt
    // A record that waits for another one's fields alone is nobody's task.
    let isIdle = count == 0 && open.isEmpty
    try db.run(
      """
      INSERT INTO tasks (record, form, urgency, arrived, round, done) VALUES (?, ?, ?, ?, ?, ?)
      ON CONFLICT (record) DO UPDATE SET urgency = excluded.urgency, round = excluded.round, done = excluded.done,
        operator = iif(excluded.round > round OR excluded.done IS NOT NULL, NULL, operator),
        until = iif(excluded.round > round OR excluded.done IS NOT NULL, NULL, until)
      """,
      [
        id, record["form"] as String, urgency.rawValue, record["received"] ?? record["added"] as String,
        open.isEmpty ? fields["round"] as Int : 0, isIdle ? time : nil,
      ])
  }
}

extension FieldReading {
  /// Takes a person's decision.
  mutating func take(_ decided: FieldValue?) {
    value = decided
    state = decided == nil ? .blank : .read
    confidence = 1
    review = false
    reasons = []
    alternatives = []
    alone = nil
  }
}
