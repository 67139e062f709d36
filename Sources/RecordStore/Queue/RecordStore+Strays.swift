public import Forms
public import Foundation
import GRDB

/// A page that is in no document.
public struct StrayPage: Sendable {
  public var page: RecordView.Page
  /// Why it is in none.
  public var reason: String?
  /// When its file came in.
  public var added: Date?
}

/// Whether somebody has said of a page in no document that it belongs in none.
public enum StrayStanding: Sendable { case undecided, dismissed }

/// An open document with pages in the same file as a stray one.
public struct OpenNeighbour: Sendable {
  public var record: String
  public var form: FormRecord.Form
  /// The form's pages that it has, and where they lie in the file, 0-based.
  public var formPages: Set<Int>
  public var positions: ClosedRange<Int>
}

extension RecordStore {
  /// The record that a page is in; nil for none.
  public func record(ofPage id: Int64) async throws -> String? {
    try await read { db in try db.row("SELECT record FROM pages WHERE id = ?", [id])?["record"] }
  }

  /// Open documents that a page which is in none may belong to, in the order of their file.
  public func neighbours(ofStray id: Int64) async throws -> [OpenNeighbour] {
    try await read { db in
      try db.rows(
        """
        SELECT r.id, r.form, r.edition, min(p.position) AS first, max(p.position) AS last, group_concat(p.formPage) AS formPages
        FROM pages s JOIN pages p ON p.file = s.file JOIN records r ON r.id = p.record
        WHERE s.id = ? AND s.record IS NULL AND r.disposition = 'review' AND r.superseded IS NULL AND r.released IS NULL
        GROUP BY r.id ORDER BY first
        """, [id]
      ).map { row in
        OpenNeighbour(
          record: row["id"], form: .init(id: row["form"], edition: row["edition"]),
          formPages: Set((row["formPages"] as String? ?? "").split(separator: ",").compactMap { Int($0) }),
          positions: (row["first"] as Int)...(row["last"] as Int))
      }
    }
  }

  /// Notes that a page belongs in no document.
  ///
  /// - Throws: `Refusal.unknownPage` where it is in one, or somebody has said so already.
  public func dismiss(stray id: Int64, by name: String) async throws {
    let time = now().stamp
    try await write { [self] db in
      _ = try role(of: name, in: db)
      try db.run("UPDATE pages AS p SET dismissed = ? WHERE id = ? AND \(Self.isUndecided)", [time, id])
      guard db.changesCount == 1 else { throw Refusal.unknownPage }
      try AuditLog.note(.pageDismissed, "page \(id)", by: name, at: time, in: db)
    }
  }

  /// Takes back that a page belongs in no document.
  ///
  /// - Throws: `Refusal.unknownPage` where nobody says so.
  public func recall(stray id: Int64, by name: String) async throws {
    let time = now().stamp
    try await write { [self] db in
      _ = try role(of: name, in: db)
      try db.run("UPDATE pages SET dismissed = NULL WHERE id = ? AND record IS NULL AND dismissed IS NOT NULL", [id])
      guard db.changesCount == 1 else { throw Refusal.unknownPage }
      try AuditLog.note(.pageRecalled, "page \(id)", by: name, at: time, in: db)
    }
  }

  /// What a page in no document is: nil for one that is in a document, or is none of a form, such as a blank one.
  public func standing(ofStray id: Int64) async throws -> StrayStanding? {
    try await read { db in
      let row = try db.row("SELECT dismissed FROM pages p WHERE id = ? AND \(Self.isStray)", [id])
      return row.map { $0["dismissed"] == nil ? .undecided : .dismissed }
    }
  }

  /// Pages that were taken for none of a known form and whose pictures are kept, the oldest first. Blank pages and separators are not among
  /// them, nor pages that are being read again: whose reader ended before that is listed again.
  ///
  /// - Parameter from: how many are left out at the beginning.
  /// - Returns: so many, and how many there are.
  public func strays(_ standing: StrayStanding = .undecided, from: Int = 0, limit: Int = 100) async throws
    -> (pages: [StrayPage], count: Int)
  {
    let found = """
      FROM pages p JOIN files f ON f.id = p.file JOIN images i ON i.sha256 = p.image
      WHERE \(Self.isStray) AND (p.dismissed IS NOT NULL) = ?1 AND i.purged IS NULL
        AND NOT EXISTS (
          SELECT 1 FROM rereads q WHERE q.page = p.id AND q.done IS NULL AND q.attempts < 3
            AND iif(q.until IS NULL, q.asked > ?2, q.until > ?3))
      """
    let isDismissed = standing == .dismissed, time = now()
    let since = time.addingTimeInterval(-Self.rereadSeconds).stamp
    return try await read { db in
      let rows = try db.rows(
        "SELECT p.id, p.reason, f.added \(found) ORDER BY f.added, p.id LIMIT ?4 OFFSET ?5",
        [isDismissed, since, time.stamp, limit, from])
      let pages = try rows.compactMap { row in
        try Self.page(row["id"], in: db).map { StrayPage(page: $0, reason: row["reason"], added: row.time("added")) }
      }
      return (pages, try db.number("SELECT count(*) \(found)", [isDismissed, since, time.stamp]))
    }
  }
}
