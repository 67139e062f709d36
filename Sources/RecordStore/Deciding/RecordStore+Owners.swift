public import Forms
public import Foundation
import GRDB

/// A record that another may belong to, such as the power of attorney of a continuation sheet that came by itself.
public struct PossibleOwner: Equatable, Sendable {
  public var record, form: String
  /// The name that both may share, as it stands there.
  public var name: String
  /// When its paper arrived, or else when it was taken in.
  public var received: Date?
  /// How like the two names are, 0…1.
  public var likeness: Double
}

extension RecordStore {
  /// Days for which an accepted record that was not sent on yet is offered as an owner.
  private static let daysOffered = 92.0

  /// Records that one may belong to, from whatever batch, and that were not sent on: those whose name is like one of its own, the likest
  /// first, then the latest. Names that are being keyed blind are left out on both.
  public func possibleOwners(of id: String, _ belonging: FormDefinition.Belonging, limit: Int = 8) async throws
    -> [PossibleOwner]
  {
    let since = now().addingTimeInterval(-Self.daysOffered * 86400).stamp
    return try await read { db in
      let own = try Self.texts(of: id, belonging.same, in: db).values.compactMap { PersonName($0) }
      if own.isEmpty { return [] }
      let marks = databaseQuestionMarks(count: belonging.forms.count)
      let rows = try db.rows(
        """
        SELECT r.id, r.form, ifnull(d.received, d.added) AS received FROM records r JOIN documents d ON d.id = r.document
        WHERE r.form IN (\(marks)) AND (r.released IS NULL OR r.released >= ?) AND \(Self.mayOwn)
        """, StatementArguments(belonging.forms + [since]))
      let found = try rows.compactMap { row -> PossibleOwner? in
        let texts = try Self.texts(of: row["id"], belonging.as, in: db)
        let text = belonging.as.compactMap { texts[$0] }.joined(separator: " ")
        guard let name = PersonName(text), let likeness = own.map(name.likeness).max(), likeness >= PersonName.like else {
          return nil
        }
        let received: String = row["received"]
        return PossibleOwner(
          record: row["id"], form: row["form"], name: text,
          received: Date(stamp: received) ?? (try? Date(received, strategy: .iso8601)), likeness: likeness)
      }
      let ranked = found.sorted { a, b in
        let (first, second) = (a.received ?? .distantPast, b.received ?? .distantPast)
        return (b.likeness, second, a.record) < (a.likeness, first, b.record)
      }
      return Array(ranked.prefix(limit))
    }
  }

  /// Puts a record with the one that it belongs to, as a person says; what the run found or missed counts no more.
  ///
  /// - Parameter old: what it belonged to when the person was asked; nil for nothing.
  /// - Throws: `Refusal`.
  @discardableResult public func link(
    _ id: String, from old: String?, to target: String, _ belonging: FormDefinition.Belonging, by name: String
  ) async throws -> Standing {
    let time = now().stamp
    return try await write { [self] db in
      try mayWork(on: id, name, at: time, in: db)
      try isHere(id, in: db)
      // The answer to this very step may have been lost on its way.
      if let placing = try placing(of: id, in: db), placing.target == target, placing.operatorName == name {
        return try standing(of: id, in: db)
      }
      guard try owners(of: id, in: db).first == old else { throw Refusal.conflict([FieldPlace(id, "")]) }
      let owner = try db.row("SELECT r.form FROM records r WHERE r.id = ? AND \(Self.mayOwn)", [target])
      guard let form = owner?["form"] as String?, belonging.forms.contains(form), target != id else {
        throw Refusal.cannotOwn(record: target)
      }
      try place(id, with: target, by: name, at: time, in: db)
      return try standing(of: id, in: db)
    }
  }

  /// The same, with nothing asked. The rules of what it belonged to before, and of what it belongs to now, are asked again, also where
  /// that was accepted already and was not sent on: it says something else with this record than without it.
  func place(_ id: String, with target: String, by name: String, at time: String, in db: Database) throws {
    let before = try owners(of: id, in: db)
    try db.run("DELETE FROM links WHERE record = ?", [id])
    try db.run("INSERT INTO links (record, target, operator) VALUES (?, ?, ?)", [id, target, name])
    try AuditLog.note(.linked, id, by: name, at: time, ["to": target], in: db)
    for issue in try issues(of: id, in: db) where issue.isOpen && issue.issue.isOfLink {
      try settle(issue, of: id, by: name, reason: Self.settledByLink, at: time, in: db)
    }
    for owner in Set(before + [target]).sorted() where try isAcceptedAndHere(owner, in: db) {
      try reopen(owner, by: name, at: time, in: db)
    }
    try reconsider(id, by: name, at: time, in: db)
    for owner in before where owner != target { try reconsiderOwner(owner, by: name, at: time, in: db) }
  }

  private func isAcceptedAndHere(_ id: String, in db: Database) throws -> Bool {
    try db.row("SELECT 1 FROM records r WHERE r.id = ? AND r.released IS NOT NULL AND \(Self.mayOwn)", [id]) != nil
  }

  /// Why an issue is settled when somebody says what a record belongs to.
  public static let settledByLink = "linked"

  /// What a record belongs to.
  func owners(of id: String, in db: Database) throws -> [String] {
    try String.fetchAll(db, sql: "SELECT target FROM links WHERE record = ? ORDER BY 1", arguments: [id])
  }

  /// What belongs to a record, but for what was replaced.
  func belongings(of id: String, in db: Database) throws -> [String] {
    try String.fetchAll(
      db,
      sql:
        "SELECT l.record FROM links l JOIN records r ON r.id = l.record WHERE l.target = ? AND r.superseded IS NULL ORDER BY 1",
      arguments: [id])
  }

  /// What a person said that a record belongs to, and who; nil where nobody did.
  func placing(of id: String, in db: Database) throws -> (target: String, operatorName: String)? {
    try db.row("SELECT target, operator FROM links WHERE record = ? AND operator IS NOT NULL", [id]).map {
      ($0["target"], $0["operator"])
    }
  }

  /// A record's links as they stand: a person may have said another one, and who was named may have been replaced.
  ///
  /// - Parameter read: as they were read.
  func links(of id: String, asRead read: [FormRecord.Link]?, in db: Database) throws -> [FormRecord.Link]? {
    let rows = try db.rows(
      "SELECT l.target, l.operator, r.form FROM links l LEFT JOIN records r ON r.id = l.target WHERE l.record = ? ORDER BY 1",
      [id])
    if rows.isEmpty { return read }
    return rows.map { row in
      let target: String = row["target"], same = read?.first { $0.record == target } ?? read?.first
      return .init(
        record: target, form: row["form"] ?? same?.form ?? "", by: row["operator"] == nil ? same?.by ?? .order : .person)
    }
  }

  /// Queries a record whose owner was sent on without it, or rejected.
  func ownerIssues(of id: String, in db: Database) throws -> [FormRecord.Issue] {
    let gone = try db.rows(
      """
      SELECT r.id, r.disposition = 'rejected' AS isRejected FROM links l JOIN records r ON r.id = l.target
      WHERE l.record = ? AND (r.disposition = 'rejected' OR \(Self.isSentOn))
      """, [id])
    return gone.map { row in
      let owner: String = row["id"]
      return row["isRejected"]
        ? .init(
          rule: FormRecord.Link.rejected, severity: .query,
          message: "It belongs to \(owner), which was rejected. Reject it too, or send it by itself.")
        : .init(
          rule: FormRecord.Link.late, severity: .query,
          message: "It belongs to \(owner), which was sent on without it. Tell who took that, or send it by itself.")
    }
  }

  /// Refuses what would make another document of one that was sent on, or is on its way: its parts are not gathered anew.
  func isHere(_ id: String, in db: Database) throws {
    if try db.row("SELECT 1 FROM records r WHERE id = ? AND \(Self.isSentOn)", [id]) != nil { throw Refusal.closed(record: id) }
  }

  /// Whether others may be put with a record `r`.
  private static let mayOwn =
    "r.superseded IS NULL AND r.purged IS NULL AND r.disposition <> 'rejected' AND NOT \(isSentOn)"

  /// Texts of fields as they stand, without those that people are to key without seeing them.
  private static func texts(of id: String, _ pointers: [String], in db: Database) throws -> [String: String] {
    let rows = try db.rows(
      """
      SELECT pointer, value FROM fields WHERE record = ? AND pointer IN (\(databaseQuestionMarks(count: pointers.count)))
        AND NOT (waiting AND keyedTwice)
      """, StatementArguments([id] + pointers))
    return Dictionary(
      uniqueKeysWithValues: rows.compactMap { row in
        if case .text(let text) = row.value("value") { (row["pointer"] as String, text) } else { nil }
      })
  }
}

extension FormRecord.Issue {
  /// Whether it says that what its record belongs to is not certain.
  fileprivate var isOfLink: Bool { FormRecord.Link.doubts.contains(rule) }
}
