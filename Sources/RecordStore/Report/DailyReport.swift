public import Foundation
import Forms
import GRDB

extension RecordStore {
  /// Documents whose paper arrived on a day of UTC, one row each, as a table (RFC 4180) with the columns of HMCTS bulk scan's daily report.
  ///
  /// The container is the form. A scan's name stands there if it is all digits, as suppliers name them; any other may tell of a citizen,
  /// and the first twelve digits of the file's SHA-256 stand in its place. Documents that wait are `UPLOADED`, released ones `COMPLETED`,
  /// rejected ones `ABORTED`. The case system's columns are empty: cases are made there.
  public func dailyReport(of day: Date) async throws -> String {
    let start = day.stamp.prefix(10)
    let rows = try await read { db in
      try db.rows(
        """
        SELECT r.id, r.form, r.disposition, r.released, d.arrived, f.name, f.sha256,
          EXISTS (SELECT 1 FROM links l WHERE l.record = r.id) AS belongs
        FROM records r JOIN (SELECT id, ifnull(received, added) AS arrived FROM documents) d ON d.id = r.document
        LEFT JOIN pages p ON p.id = (SELECT min(id) FROM pages WHERE record = r.id) LEFT JOIN files f ON f.id = p.file
        WHERE substr(d.arrived, 1, 10) = ? AND r.superseded IS NULL ORDER BY d.arrived, r.id
        """, [String(start)]
      ).map { row -> [String] in
        let status = ["accepted": "COMPLETED", "rejected": "ABORTED"][row["disposition"] as String] ?? "UPLOADED"
        return [row["form"], Self.file(row)] + Self.moment(row["arrived"]) + Self.moment(row["released"])
          + [status, row["belongs"] ? "SUPPLEMENTARY_EVIDENCE" : "NEW_APPLICATION", "", ""]
      }
    }
    return ([Self.dailyColumns] + rows).map(RecordTable.row).joined()
  }

  private static let dailyColumns = [
    "Container", "Zip File Name", "Date Received", "Time Received", "Date Processed", "Time Processed", "Status",
    "Classification",
    "CCD Action", "CCD ID",
  ]

  private static func file(_ row: Row) -> String {
    let name: String = row["name"] ?? "", sha256: String = row["sha256"] ?? ""
    return name.wholeMatch(of: /[0-9_-]+\.[a-z]{3,4}/) != nil ? name : String(sha256.prefix(12))
  }

  /// A time's day and its hours, minutes and seconds.
  private static func moment(_ time: String?) -> [String] {
    guard let time, time.count >= 19 else { return [time.map { String($0.prefix(10)) } ?? "", ""] }
    return [String(time.prefix(10)), String(time.dropFirst(11).prefix(8))]
  }
}
