public import Forms
import Foundation
import GRDB

/// A page that somebody says is another one than it was taken for.
public struct Reread: Sendable {
  public var id: Int64
  public var page: RecordView.Page
  /// SHA-256 of the scan file's bytes.
  public var sha256: String
  public var form: String
  public var formPage: Int
  /// Where the printed page's corners lie on the picture, in its pixels, from the top left clockwise; nil where the page is to be found.
  public var corners: [Double]?
  /// The record that the page is in now, or is to join.
  public var record: String?
  public var attempts: Int
}

extension RecordStore {
  /// Seconds for which a reader has a page.
  public static let rereadSeconds = 120.0

  /// Asks for a page to be read as another page of another form, in place of what was asked for it before and is not done.
  ///
  /// - Parameter target: the record that a page which is in none is to join; nil for one of its own.
  /// - Throws: `Refusal`.
  @discardableResult public func askReread(
    page: Int64, as form: String, formPage: Int, corners: [Double]? = nil, into target: String? = nil, by name: String
  ) async throws -> Int64 {
    let time = now().stamp
    return try await write { [self] db in
      _ = try role(of: name, in: db)
      let row = try db.row(
        "SELECT p.record FROM pages p JOIN images i ON i.sha256 = p.image WHERE p.id = ? AND i.purged IS NULL", [page])
      guard let row else { throw Refusal.unknownPage }
      let own = row["record"] as String?, record = own ?? target
      if let record {
        try mayWork(on: record, name, at: time, in: db)
        try isHere(record, in: db)
      }
      try db.run("UPDATE rereads SET done = ?, failure = 'asked anew' WHERE page = ? AND done IS NULL", [time, page])
      let text = try corners.map { String(decoding: try JSONEncoder().encode($0), as: UTF8.self) }
      try db.run(
        "INSERT INTO rereads (page, form, formPage, corners, target, operator, asked) VALUES (?, ?, ?, ?, ?, ?, ?)",
        [page, form, formPage, text, own == nil ? target : nil, name, time])
      let id = db.lastInsertedRowID
      try AuditLog.note(
        .rereadAsked, record ?? "page \(page)", by: name, at: time,
        ["page": "\(page)", "form": form, "formPage": "\(formPage)"], in: db)
      return id
    }
  }

  /// Gives a reader the page that was asked for first; it comes back after `seconds`, and no more after three tries.
  public func nextReread(seconds: Double = RecordStore.rereadSeconds) async throws -> Reread? {
    let now = now()
    return try await write { db in
      let row = try db.row(
        """
        SELECT q.*, ifnull(p.record, q.target) AS record, p.id AS pageID, f.sha256 FROM rereads q JOIN pages p ON p.id = q.page JOIN files f ON f.id = p.file
        WHERE q.done IS NULL AND q.attempts < 3 AND (q.until IS NULL OR q.until <= ?) ORDER BY q.asked, q.id LIMIT 1
        """, [now.stamp])
      guard let row, let page = try Self.page(row["pageID"], in: db) else { return nil }
      try db.run(
        "UPDATE rereads SET attempts = attempts + 1, until = ? WHERE id = ?",
        [now.addingTimeInterval(seconds).stamp, row["id"] as Int64])
      let corners = (row["corners"] as String?).flatMap { try? JSONDecoder().decode([Double].self, from: Data($0.utf8)) }
      return Reread(
        id: row["id"], page: page, sha256: row["sha256"], form: row["form"], formPage: row["formPage"], corners: corners,
        record: row["record"], attempts: row["attempts"] + 1)
    }
  }

  /// Puts what was read in place of the record that the page was in. What people decided stays for fields of the same form that lie on
  /// other pages.
  ///
  /// - Parameter records: each with its definition and its pages, which are pages that the store has.
  /// - Returns: the ids that the records have in the store, in their order.
  /// - Throws: `Refusal.unknownPage` where nobody asks for this page to be read any more, `.closed` where its record was released or
  ///   replaced meanwhile.
  @discardableResult public func finish(
    reread id: Int64, with records: [(record: FormRecord, form: FormDefinition?, pages: [StoredPage])],
    policy: ReviewPolicy = ReviewPolicy(), by actor: String = "reread"
  ) throws -> [String] {
    let time = now().stamp
    return try writeNow { db in
      let row = try db.row(
        """
        SELECT q.id, p.id AS page, p.position, r.id AS record, f.batch, f.name, r.document, r.form,
          r.superseded IS NOT NULL OR r.released IS NOT NULL AS isClosed FROM rereads q
        JOIN pages p ON p.id = q.page JOIN files f ON f.id = p.file LEFT JOIN records r ON r.id = ifnull(p.record, q.target)
        WHERE q.id = ? AND q.done IS NULL
        """, [id])
      guard let row else { throw Refusal.unknownPage }
      let old = row["record"] as String?
      if let old {
        if row["isClosed"] { throw Refusal.closed(record: old) }
        try isHere(old, in: db)
      }
      var records = records
      for index in records.indices {
        let name = records[index].record.id
        // The same pages of the same form give the same id, which what was read before keeps.
        if try db.row("SELECT 1 FROM records WHERE id = ?", [name]) != nil { records[index].record.id = "\(name)-\(id)" }
      }
      if let old, let first = records.first { try replace(old, with: first.record.id, by: actor, at: time, in: db) }
      for (record, form, pages) in records {
        try put(Set(pages.map(\.file)), batch: row["batch"], at: time, in: db)
        _ = try put(
          record, form: form, pages: pages, document: row["document"], batch: row["batch"], policy: policy, by: actor, at: time,
          in: db)
        if let old, row["form"] == record.form.id {
          try carry(from: old, to: record, besides: row["position"], at: time, in: db)
          if let placing = try placing(of: old, in: db) {
            try place(record.id, with: placing.target, by: placing.operatorName, at: time, in: db)
          } else {
            try reconsider(record.id, by: actor, at: time, in: db)
          }
        }
      }
      if let old { try reconsiderOwners(of: old, by: actor, at: time, in: db) }
      try db.run("UPDATE rereads SET done = ? WHERE id = ?", [time, id])
      try AuditLog.note(.rereadDone, old ?? "page \(row["page"] as Int64)", by: actor, at: time, in: db)
      return records.map(\.record.id)
    }
  }

  /// Notes that a page could not be read as it was asked for; a person must place it in another way.
  public func fail(reread id: Int64, because problem: Problem, by actor: String = "reread") async throws {
    let time = now().stamp
    try await write { db in
      try db.run("UPDATE rereads SET done = ?, failure = ? WHERE id = ? AND done IS NULL", [time, problem.summary, id])
      guard db.changesCount == 1 else { throw Refusal.unknownPage }
      try AuditLog.note(.rereadFailed, "reread \(id)", by: actor, at: time, in: db)
    }
  }

  /// Takes decisions over to the record that came in place of theirs, in the name of who made them.
  private func carry(from old: String, to record: FormRecord, besides position: Int, at time: String, in db: Database) throws {
    let decided = try db.rows("SELECT pointer, value, page FROM fields WHERE record = ? AND decided IS NOT NULL", [old])
    for row in decided where row["page"] != position {
      let place = FieldPlace(record.id, row["pointer"])
      guard let reading = record.fields[place.pointer], reading.page != position else { continue }
      let name = try String.fetchOne(
        db, sql: "SELECT operator FROM corrections WHERE record = ? AND pointer = ? ORDER BY id DESC",
        arguments: [old, place.pointer])
      guard let name else { continue }
      try correct(place, to: row.value("value"), by: name, reason: "kept from \(old)", at: time, in: db)
    }
  }
}
