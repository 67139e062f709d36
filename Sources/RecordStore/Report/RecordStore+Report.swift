import Forms
import Foundation
import GRDB

extension RecordStore {
  /// Counts and measures what the store knows of a time.
  public func report(_ settings: ReportSettings = ReportSettings()) async throws -> StoreReport {
    let now = now()
    return try await read { [self] db in
      let count = ReportCount(settings, in: db), work = try count.work()
      return StoreReport(
        made: now.stamp, from: settings.from?.stamp, to: settings.to?.stamp, days: try count.days(), strays: try count.strays(),
        fields: try count.fields(), checks: try count.checks(), waits: try count.waits(),
        queue: StoreReport.Queue(try queue(at: now, in: db), at: now), work: work, service: try count.service(work))
    }
  }
}

extension StoreReport.Queue {
  fileprivate init(_ counts: QueueCounts, at now: Date) {
    let oldest = counts.byForm.values.compactMap(\.oldest).min()
    self.init(
      records: counts.waiting, held: counts.held, samples: counts.samples, rereads: counts.rereads,
      oldest: oldest.map { now.timeIntervalSince($0) / 3600 }, byAge: counts.byAge, byForm: counts.byForm.mapValues(\.records))
  }
}

/// The statements behind a report, over one state of the store.
private struct ReportCount {
  let settings: ReportSettings, db: Database
  /// The documents that are meant: `d.arrived`, with their records `r`.
  private let meant: String
  private let bounds: StatementArguments

  init(_ settings: ReportSettings, in db: Database) {
    self.settings = settings
    self.db = db
    meant = """
      records r JOIN (SELECT id, ifnull(received, added) AS arrived FROM documents) d ON d.id = r.document
        AND d.arrived >= ?1 AND d.arrived < ?2 AND r.superseded IS NULL
      """
    // Every time sorts between these.
    bounds = [settings.from?.stamp ?? "", settings.to?.stamp ?? "~"]
  }

  func days() throws -> [StoreReport.Documents] {
    try db.rows(
      """
      SELECT substr(d.arrived, 1, 10) AS day, r.form, count(*) AS documents,
        sum((SELECT count(*) FROM pages p WHERE p.record = r.id)) AS pages,
        sum(r.disposition = 'accepted') AS accepted, sum(r.disposition = 'accepted' AND \(Self.isStraight)) AS straight,
        sum(r.disposition = 'rejected') AS rejected, sum(r.released IS NULL) AS waiting
      FROM \(meant) GROUP BY day, r.form ORDER BY day, r.form
      """, bounds
    ).map {
      StoreReport.Documents(
        day: $0["day"], form: $0["form"], documents: $0["documents"], pages: $0["pages"], accepted: $0["accepted"],
        straightThrough: $0["straight"], rejected: $0["rejected"], waiting: $0["waiting"])
    }
  }

  /// The log has it that a run released the record, before anybody did anything with it or asked for one of its pages to be read again.
  private static let isStraight = """
    NOT EXISTS (SELECT 1 FROM rereads q JOIN pages p ON p.id = q.page WHERE p.record = r.id)
    AND ifnull((SELECT l.actor NOT IN (SELECT name FROM operators) AND NOT EXISTS (
        SELECT 1 FROM audit b WHERE b.subject = r.id AND b.id < l.id AND b.action IN ('corrected', 'confirmed', 'keyed', 'issue settled'))
      FROM audit l WHERE l.subject = r.id AND l.action = 'record released' ORDER BY l.id LIMIT 1), 0)
    """

  func strays() throws -> [String: Int] {
    let rows = try db.rows(
      """
      SELECT p.kind, count(*) AS pages FROM pages p JOIN files f ON f.id = p.file
      WHERE p.record IS NULL AND ifnull(f.received, f.added) >= ?1 AND ifnull(f.received, f.added) < ?2 GROUP BY p.kind
      """, bounds)
    return Dictionary(uniqueKeysWithValues: rows.map { ($0["kind"], $0["pages"]) })
  }

  func fields() throws -> [StoreReport.Fields] {
    try db.rows(
      """
      SELECT r.form, f.reader, f.reason, count(*) AS fields, sum(f.review OR f.keyedTwice) AS touched, sum(f.waiting) AS waiting,
        sum(f.decided IS NOT NULL) AS decided, sum(iif(f.decided IS NULL, 0, EXISTS (
          SELECT 1 FROM corrections c WHERE c.record = f.record AND c.pointer = f.pointer AND c.changed))) AS corrected
      FROM \(meant) JOIN fields f ON f.record = r.id GROUP BY r.form, f.reader, f.reason ORDER BY r.form, f.reader, f.reason
      """, bounds
    ).map {
      StoreReport.Fields(
        form: $0["form"], reader: $0["reader"], reason: $0["reason"], fields: $0["fields"], touched: $0["touched"],
        waiting: $0["waiting"], decided: $0["decided"], corrected: $0["corrected"])
    }
  }

  func checks() throws -> [StoreReport.Checks] {
    try db.rows(
      """
      SELECT s.form, count(*) AS judged, sum(s.wrong) AS wrong FROM \(meant)
      JOIN samples s ON s.record = r.id AND s.judged IS NOT NULL GROUP BY s.form ORDER BY s.form
      """, bounds
    ).map { row in
      StoreReport.Checks(
        form: row["form"], judged: row["judged"], wrong: row["wrong"], silent: MeasuredShare(row["wrong"], of: row["judged"]))
    }
  }

  func waits() throws -> [StoreReport.Wait] {
    let rows = try db.rows(
      """
      SELECT r.form, max(0, (julianday(r.released) - julianday(d.arrived)) * 24) AS hours FROM \(meant)
      WHERE r.released IS NOT NULL AND hours IS NOT NULL ORDER BY r.form, hours
      """, bounds)
    return Dictionary(grouping: rows) { $0["form"] as String }.sorted { $0.key < $1.key }.map { form, rows in
      let hours = rows.map { $0["hours"] as Double }
      func within(_ share: Double) -> Double { hours[min(hours.count, Int((share * Double(hours.count)).rounded(.up))) - 1] }
      return .init(form: form, documents: hours.count, median: within(0.5), most: within(0.9), longest: within(1))
    }
  }

  /// Time counts from one step of an operator to the next, unless it is a pause. What is decided at one moment is one step: a group of
  /// ticks, or two keyings that make a value.
  func work() throws -> StoreReport.Work {
    let row = try db.row(
      """
      WITH steps AS (
        SELECT actor, time, count(DISTINCT iif(
          action IN ('corrected', 'confirmed', 'keyed', 'sample judged', 'issue settled'),
          subject || ' ' || coalesce(details ->> '$.pointer', details ->> '$.issue'), NULL)) AS fields
        FROM audit WHERE time >= ?1 AND time < ?2 AND actor IN (SELECT name FROM operators) GROUP BY actor, time),
      timed AS (
        SELECT fields, (julianday(time) - julianday(lag(time) OVER (PARTITION BY actor ORDER BY time))) * 86400 AS seconds FROM steps)
      SELECT total(seconds) AS seconds, ifnull(sum(fields), 0) AS fields FROM timed WHERE seconds <= ?3
      """, bounds + [settings.pause])
    let cpu = try db.row("SELECT total(cpu) AS cpu FROM batches WHERE started >= ?1 AND started < ?2", bounds)
    return .init(seconds: row?["seconds"] ?? 0, fields: row?["fields"] ?? 0, cpuSeconds: cpu?["cpu"] ?? 0)
  }

  /// What belongs to another document is part of that one's transaction.
  func service(_ work: StoreReport.Work) throws -> StoreReport.Service {
    let row = try db.row(
      """
      SELECT count(*) AS transactions, ifnull(sum(r.disposition = 'accepted'), 0) AS completed FROM \(meant)
      WHERE NOT EXISTS (SELECT 1 FROM links l WHERE l.record = r.id)
      """, bounds)
    let all: Int = row?["transactions"] ?? 0, completed: Int = row?["completed"] ?? 0
    var service = StoreReport.Service(
      transactions: all, completed: completed, completionRate: MeasuredShare(completed, of: all),
      paperShare: settings.paperShare)
    if let cpu = settings.cpuSecond, let people = settings.operatorSecond, completed > 0 {
      service.costPerTransaction = (work.cpuSeconds * cpu + work.seconds * people) / Double(completed)
    }
    return service
  }
}
