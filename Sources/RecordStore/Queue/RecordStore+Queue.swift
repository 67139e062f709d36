import Foundation
import GRDB

extension RecordStore {
  /// Counts what waits, all from one state of the store.
  public func queue() async throws -> QueueCounts {
    let now = now()
    return try await read { [self] in try queue(at: now, in: $0) }
  }

  func queue(at now: Date, in db: Database) throws -> QueueCounts {
    let time = now.stamp
    var counts = QueueCounts()
    for row in try db.rows(
      "SELECT form, urgency, count(*) AS records, min(arrived) AS oldest, sum(until > ?) AS held FROM tasks WHERE done IS NULL GROUP BY form, urgency",
      [time])
    {
      let count = QueueCounts.Count(records: row["records"], oldest: row.time("oldest"))
      counts.waiting += count.records
      counts.held += row["held"] ?? 0
      counts.byForm[row["form"], default: .none].add(count)
      if let urgency = Urgency(rawValue: row["urgency"]) { counts.byUrgency[urgency, default: .none].add(count) }
    }
    for row in try db.rows(
      """
      SELECT f.reason, count(*) AS records, min(t.arrived) AS oldest
      FROM (SELECT DISTINCT reason, record FROM fields WHERE waiting = 1 AND reason IS NOT NULL) f
      JOIN tasks t ON t.record = f.record AND t.done IS NULL GROUP BY f.reason
      """)
    { counts.byReason[row["reason"]] = .init(records: row["records"], oldest: row.time("oldest")) }
    let bounds = [1.0, 7, 28].map { now.addingTimeInterval(-$0 * 86400).stamp }
    let ages = try db.row(
      """
      SELECT sum(arrived > ?1) AS a, sum(arrived <= ?1 AND arrived > ?2) AS b, sum(arrived <= ?2 AND arrived > ?3) AS c,
        sum(arrived <= ?3) AS d FROM tasks WHERE done IS NULL
      """, .init(bounds))
    counts.byAge = ["a", "b", "c", "d"].map { ages?[$0] ?? 0 }
    counts.samples = try db.number("SELECT count(*) FROM samples WHERE judged IS NULL AND withdrawn IS NULL")
    counts.rereads = try db.number("SELECT count(*) FROM rereads WHERE done IS NULL")
    return counts
  }
}

extension QueueCounts.Count {
  fileprivate static var none: Self { .init(records: 0, oldest: nil) }

  fileprivate mutating func add(_ other: Self) {
    records += other.records
    oldest = [oldest, other.oldest].compactMap { $0 }.min()
  }
}
