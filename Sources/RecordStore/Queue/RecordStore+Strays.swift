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

extension RecordStore {
  /// Pages that were taken for none of a known form and whose pictures are kept, the oldest first. Blank pages and separators are not among
  /// them, nor pages that are being read again.
  public func strays(limit: Int = 100) async throws -> [StrayPage] {
    try await read { db in
      let rows = try db.rows(
        """
        SELECT p.id, p.reason, f.added FROM pages p JOIN files f ON f.id = p.file JOIN images i ON i.sha256 = p.image
        WHERE p.record IS NULL AND p.kind = 'unknown' AND i.purged IS NULL
          AND NOT EXISTS (SELECT 1 FROM rereads q WHERE q.page = p.id AND q.done IS NULL)
        ORDER BY f.added, p.id LIMIT ?
        """, [limit])
      return try rows.compactMap { row in
        try Self.page(row["id"], in: db).map { StrayPage(page: $0, reason: row["reason"], added: row.time("added")) }
      }
    }
  }
}
