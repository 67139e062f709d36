public import Forms
import Foundation
import GRDB

/// What adding a record did.
public enum Added: Equatable, Sendable {
  case new
  /// It is there with this very content; nothing was done.
  case known
  /// It was there as read before: fields that nobody has decided took the new reading, `kept` others stayed as decided.
  case readAgain(kept: Int)
  /// It is released, rejected, replaced or purged, and stays so.
  case closed
}

extension RecordStore {
  /// Begins a batch: what one run takes in.
  ///
  /// - Parameter actor: who or what began it, for the audit log.
  public func beginBatch(_ name: String, by actor: String = "run") throws -> Int64 {
    let time = now().stamp
    return try writeNow { db in
      try db.run("INSERT INTO batches (name, started, seen) VALUES (?1, ?2, ?2)", [name, time])
      let batch = db.lastInsertedRowID
      try AuditLog.note(.batchBegun, "batch \(batch)", by: actor, at: time, in: db)
      return batch
    }
  }

  /// Notes that a batch has given all its documents: they may leave.
  public func end(batch: Int64) throws {
    let time = now().stamp
    try writeNow { db in try db.run("UPDATE batches SET ended = ? WHERE id = ?", [time, batch]) }
  }

  /// Adds CPU seconds to what a batch cost, for reports.
  public func spend(cpu seconds: Double, on batch: Int64) throws {
    try writeNow { db in try db.run("UPDATE batches SET cpu = cpu + ? WHERE id = ?", [seconds, batch]) }
  }

  /// Adds a document's record with its pages, once: the same record with the same content changes nothing, and what people have decided
  /// is never overwritten.
  ///
  /// - Parameters:
  ///   - form: its definition, which tells what its fields are.
  ///   - pages: in the order of `record.pages`; their images are in `images` already.
  /// - Throws: `Problem` where a page's image is not there.
  @discardableResult public func add(
    _ record: FormRecord, form: FormDefinition?, pages: [StoredPage], batch: Int64, policy: ReviewPolicy = ReviewPolicy(),
    by actor: String = "run"
  ) throws -> Added {
    let time = now().stamp
    return try writeNow { db in
      try db.run("UPDATE batches SET seen = ? WHERE id = ?", [time, batch])
      try put(Set(pages.map(\.file)), batch: batch, at: time, in: db)
      return try put(record, form: form, pages: pages, batch: batch, policy: policy, by: actor, at: time, in: db)
    }
  }

  /// Adds pages that are in no document.
  public func add(strays: [StoredPage], batch: Int64) throws {
    let time = now().stamp
    try writeNow { db in
      try put(Set(strays.map(\.file)), batch: batch, at: time, in: db)
      try put(strays, of: nil, at: time, in: db)
    }
  }

  func put(
    _ record: FormRecord, form: FormDefinition?, pages: [StoredPage], document: String? = nil, batch: Int64,
    policy: ReviewPolicy,
    by actor: String, at time: String, in db: Database
  ) throws -> Added {
    var record = record
    // When paper arrived was taken down with its file, and stays.
    let known = try db.row("SELECT received FROM files WHERE sha256 = ?", [record.source.sha256])
    record.source.received = known?["received"] ?? record.source.received
    let json = try Self.compact(record), hash = json.sha256
    guard let old = try db.row("SELECT * FROM records WHERE id = ?", [record.id]) else {
      let others = try makeWay(for: record, pages, by: actor, at: time, in: db)
      record.issues += others.stay.map(FormRecord.Issue.init(pageAlsoIn:))
      try insert(record, json, hash, form, pages, document, batch, policy, by: actor, at: time, in: db)
      for id in others.gone { try reconsiderOwners(of: id, by: actor, at: time, in: db) }
      return .new
    }
    // A batch that did not end hands its documents to the one that reads them again.
    try db.run(
      "UPDATE documents SET batch = ? WHERE id = ? AND batch IN (SELECT id FROM batches WHERE ended IS NULL)",
      [batch, old["document"] as String])
    try put(pages, of: record.id, at: time, in: db)
    if try db.row("SELECT 1 FROM emissions WHERE record = ? AND sha256 = ?", [record.id, hash]) != nil { return .known }
    let isSentOn = try db.row("SELECT 1 FROM records r WHERE id = ? AND \(Self.isSentOn)", [record.id]) != nil
    guard !isSentOn, old["released"] == nil, old["superseded"] == nil,
      old["disposition"] == FormRecord.Disposition.review.rawValue
    else {
      try AuditLog.note(.recordReadAgain, record.id, by: actor, at: time, ["kept": "all"], in: db)
      return .closed
    }
    let kept = try update(record, json, hash, form, number: old["emission"] + 1, policy, by: actor, at: time, in: db)
    return .readAgain(kept: kept)
  }

  private func insert(
    _ record: FormRecord, _ json: Data, _ hash: String, _ form: FormDefinition?, _ pages: [StoredPage], _ document: String?,
    _ batch: Int64,
    _ policy: ReviewPolicy, by actor: String, at time: String, in db: Database
  ) throws {
    if document == nil {
      try db.run(
        "INSERT INTO documents (id, batch, received, added) VALUES (?, ?, ?, ?)",
        [record.id, batch, record.source.received, time])
    }
    try db.run(
      "INSERT INTO records (id, document, form, edition, disposition, waiting, emission, added) VALUES (?, ?, ?, ?, 'review', 0, 1, ?)",
      [record.id, document ?? record.id, record.form.id, record.form.edition, time])
    try put(pages, of: record.id, at: time, in: db)
    try emit(json, hash, of: record.id, number: 1, at: time, in: db)
    try link(record, in: db)
    let rows = FieldRows(form: form, policy: policy)
    for (pointer, reading) in record.fields.sorted(by: { $0.key < $1.key }) {
      try rows.insert(reading, at: FieldPlace(record.id, pointer), in: db)
      if !reading.review, policy.samples(FieldPlace(record.id, pointer)) {
        try db.run(
          "INSERT INTO samples (record, pointer, form, drawn) VALUES (?, ?, ?, ?)", [record.id, pointer, record.form.id, time])
      }
    }
    try AuditLog.note(
      .recordAdded, record.id, by: actor, at: time, ["sha256": hash, "emission": "1", "batch": "\(batch)"], in: db)
    try replaceIssues(of: record.id, by: record.issues + ownerIssues(of: record.id, in: db), at: time, in: db)
    try reconsider(record.id, by: actor, at: time, in: db)
  }

  /// Takes in another reading of a record that is open.
  private func update(
    _ record: FormRecord, _ json: Data, _ hash: String, _ form: FormDefinition?, number: Int, _ policy: ReviewPolicy,
    by actor: String, at time: String, in db: Database
  ) throws -> Int {
    try emit(json, hash, of: record.id, number: number, at: time, in: db)
    try db.run("UPDATE records SET emission = ? WHERE id = ?", [number, record.id])
    let owners = try link(record, in: db)
    let rows = FieldRows(form: form, policy: policy)
    let kept = try Set(
      String.fetchAll(
        db, sql: "SELECT pointer FROM fields WHERE record = ? AND (decided IS NOT NULL OR round > 0)", arguments: [record.id]))
    try db.run("DELETE FROM fields WHERE record = ? AND decided IS NULL AND round = 0", [record.id])
    for (pointer, reading) in record.fields.sorted(by: { $0.key < $1.key }) where !kept.contains(pointer) {
      try rows.insert(reading, at: FieldPlace(record.id, pointer), in: db)
      if reading.review { try withdrawSample(of: FieldPlace(record.id, pointer), at: time, in: db) }
    }
    try AuditLog.note(
      .recordReadAgain, record.id, by: actor, at: time,
      ["sha256": hash, "emission": "\(number)", "kept": "\(kept.count)"], in: db)
    try replaceIssues(of: record.id, by: record.issues + ownerIssues(of: record.id, in: db), at: time, in: db)
    try reconsider(record.id, by: actor, at: time, in: db)
    for owner in owners { try reconsiderOwner(owner, by: actor, at: time, in: db) }
    return kept.count
  }

  /// Puts a record's links in place of those that it had; what a person said stays.
  ///
  /// - Returns: what it belonged to before.
  @discardableResult private func link(_ record: FormRecord, in db: Database) throws -> [String] {
    let before = try owners(of: record.id, in: db)
    if try placing(of: record.id, in: db) != nil { return before }
    try db.run("DELETE FROM links WHERE record = ?", [record.id])
    for link in record.links ?? [] {
      try db.run("INSERT OR IGNORE INTO links (record, target) VALUES (?, ?)", [record.id, link.record])
    }
    return before
  }

  private func emit(_ json: Data, _ hash: String, of record: String, number: Int, at time: String, in db: Database) throws {
    try db.run(
      "INSERT INTO emissions (record, number, sha256, json, time) VALUES (?, ?, ?, ?, ?)", [record, number, hash, json, time])
  }

  /// A record's JSON on one line with sorted keys.
  static func compact(_ record: FormRecord) throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return try encoder.encode(record)
  }
}
