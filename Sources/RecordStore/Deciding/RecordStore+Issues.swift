public import Forms
public import Foundation
import GRDB

/// An issue of a record in the store.
public struct StoredIssue: Sendable {
  public var id: Int64
  public var issue: FormRecord.Issue
  /// When somebody settled it, and who.
  public var settled: Date?
  public var operatorName: String?
  public var reason: String?

  /// Whether the record waits for somebody to settle it.
  public var isOpen: Bool { settled == nil && issue.needsLook }

  /// As it stands in the record.
  var inRecord: FormRecord.Issue {
    var issue = issue
    if let settled { issue.settled = .init(operator: operatorName ?? "", time: settled.stamp, reason: reason) }
    return issue
  }
}

extension RecordStore {
  /// The issues that stand.
  func issues(of id: String, in db: Database) throws -> [StoredIssue] {
    try db.rows("SELECT * FROM issues WHERE record = ? AND gone IS NULL ORDER BY id", [id]).map { row in
      let fields: String = row["fields"]
      return StoredIssue(
        id: row["id"],
        issue: .init(
          rule: row["rule"], severity: .init(rawValue: row["severity"]) ?? .query,
          fields: (try? JSONDecoder().decode([String].self, from: Data(fields.utf8))) ?? [], message: row["message"] ?? "",
          basis: row["basis"]),
        settled: row.time("settled"), operatorName: row["operator"], reason: row["reason"])
    }
  }

  /// Lets an issue stand: the record may leave in spite of it.
  ///
  /// - Throws: `Refusal`.
  @discardableResult public func settle(issue: Int64, of id: String, by name: String, reason: String?) async throws -> Standing
  {
    let time = now().stamp
    return try await write { [self] db in
      try mayWork(on: id, name, at: time, in: db)
      let issue = try issues(of: id, in: db).first { $0.id == issue && $0.isOpen }
      guard let issue else { throw Refusal.nothingToDecide(FieldPlace(id, "")) }
      try settle(issue, of: id, by: name, reason: reason, at: time, in: db)
      try settle(id, by: name, at: time, in: db)
      // That it belongs to another record may have been only assumed till now.
      try reconsiderOwners(of: id, by: name, at: time, in: db)
      return try standing(of: id, in: db)
    }
  }

  func settle(_ issue: StoredIssue, of id: String, by name: String, reason: String?, at time: String, in db: Database) throws {
    try db.run("UPDATE issues SET settled = ?, operator = ?, reason = ? WHERE id = ?", [time, name, reason, issue.id])
    try AuditLog.note(.issueSettled, id, by: name, at: time, ["issue": "\(issue.id)", "rule": issue.issue.rule], in: db)
  }

  /// Rejects a record for good. Takes a senior.
  ///
  /// - Throws: `Refusal`.
  public func reject(_ id: String, by name: String, reason: String) async throws {
    let time = now().stamp
    try await write { [self] db in
      let role = try mayWork(on: id, name, at: time, in: db)
      guard role >= .senior else { throw Refusal.needsRole(.senior) }
      try db.run("UPDATE records SET disposition = 'rejected', waiting = 0, released = ? WHERE id = ?", [time, id])
      try db.run("UPDATE fields SET waiting = 0 WHERE record = ?", [id])
      try db.run("UPDATE tasks SET done = ?, operator = NULL, until = NULL WHERE record = ?", [time, id])
      // What somebody finds wrong in it must not bring it back.
      try db.run("UPDATE samples SET withdrawn = ? WHERE record = ? AND judged IS NULL AND withdrawn IS NULL", [time, id])
      try db.run("UPDATE issues SET reason = ? WHERE record = ? AND severity = 'reject' AND gone IS NULL", [reason, id])
      try AuditLog.note(.recordRejected, id, by: name, at: time, in: db)
      for sheet in try belongings(of: id, in: db) {
        let isOut = "SELECT 1 FROM records r WHERE id = ? AND (r.disposition = 'rejected' OR \(Self.isSentOn))"
        if try db.row(isOut, [sheet]) != nil { continue }
        for issue in try ownerIssues(of: sheet, in: db) { try raise(issue, of: sheet, by: name, at: time, in: db) }
      }
      try reconsiderOwners(of: id, by: name, at: time, in: db)
    }
  }
}
