import Forms
public import Foundation
import GRDB

extension RecordStore {
  /// Removes what nobody needs any more, and overwrites it. What belongs to a case of which a document waits for somebody stays, and so does
  /// a case of which a document is younger.
  ///
  /// - Parameters:
  ///   - valuesBefore: values and scans' names go of records that were released, rejected or replaced before this; nil for none.
  ///   - imagesBefore: images go of pages in such records, and of pages that came in before this and are in no document, but for those of
  ///     which nobody has said what they are; nil for none.
  ///   - pretend: only to say what would be removed: it is done and undone in one transaction.
  public func purge(valuesBefore: Date?, imagesBefore: Date?, by actor: String, pretend: Bool = false) async throws
    -> PurgeReport
  {
    let time = now().stamp, values = valuesBefore?.stamp, pictures = imagesBefore?.stamp
    let leftovers = try await leftovers()
    let (report, images) = try await attempt(keeping: !pretend) { [self] db in
      var report = PurgeReport(leftovers: leftovers.count)
      let age = [values, pictures].compactMap { $0 }.max() ?? ""
      report.waiting = try db.number(
        "SELECT count(*) FROM records WHERE released IS NULL AND superseded IS NULL AND added < ?", [age])
      report.held = try db.number(
        Self.open + " SELECT count(*) FROM records WHERE purged IS NULL AND released < ?1 AND id IN held", [age])
      report.strays = try db.number(
        """
        SELECT count(*) FROM pages p JOIN files f ON f.id = p.file JOIN images i ON i.sha256 = p.image
        WHERE f.added < ? AND i.purged IS NULL AND \(Self.isUndecided)
        """, [age])
      if let values { try empty(before: values, &report, by: actor, at: time, in: db) }
      let images = try pictures.map { try unhang(before: $0, &report, by: actor, at: time, in: db) } ?? []
      if let values {
        try db.run("UPDATE files SET name = substr(sha256, 1, 12) WHERE added < ? AND NOT \(Self.isNeeded)", [values])
        report.arrivals = try Self.forgettable(before: values, in: db)
        report.batches = try Self.emptied(by: report.arrivals, in: db)
      }
      return (report, images)
    }
    if !pretend {
      try await unlink(images)
      for path in leftovers { try? FileManager.default.removeItem(at: self.images.folder.appendingPathComponent(path)) }
      var report = report
      report.isOverwritten = await overwriteLog()
      return report
    }
    return report
  }

  /// The write-ahead log has removed values still, and so has the file until what is there is moved over.
  ///
  /// - Returns: whether that could be done: not while another process reads an earlier state.
  @discardableResult func overwriteLog() async -> Bool {
    do {
      _ = try await pool.writeWithoutTransaction { try $0.checkpoint(.truncate) }
      return true
    } catch { return false }
  }

  private func empty(before: String, _ report: inout PurgeReport, by actor: String, at time: String, in db: Database) throws {
    for id in try String.fetchAll(db, sql: Self.due, arguments: [before]) {
      report.records += 1
      report.values += try db.number("SELECT count(*) FROM fields WHERE record = ? AND value IS NOT NULL", [id])
      report.corrections += try db.number("SELECT count(*) FROM corrections WHERE record = ?", [id])
      report.notExported += try db.number(Self.notExported, [id])
      try empty(id, by: actor, at: time, in: db)
    }
  }

  /// Takes images out of the books; their files go once that is kept.
  private func unhang(before: String, _ report: inout PurgeReport, by actor: String, at time: String, in db: Database) throws
    -> [KeptImage]
  {
    let images = try db.rows(Self.free, [before]).map(KeptImage.init)
    for image in images {
      report.images += 1
      report.bytes += image.bytes
      try db.run("UPDATE images SET purged = ? WHERE sha256 = ?", [time, image.sha256])
      try AuditLog.note(.imagePurged, image.sha256, by: actor, at: time, in: db)
    }
    // Nobody can check what cannot be seen.
    try db.run(
      """
      UPDATE samples SET withdrawn = ? WHERE judged IS NULL AND withdrawn IS NULL AND record IN (
        SELECT p.record FROM pages p JOIN images i ON i.sha256 = p.image WHERE i.purged = ?)
      """, [time, time])
    return images
  }

  /// One transaction that is kept or undone.
  private func attempt<Value: Sendable>(
    keeping isKept: Bool, _ body: @Sendable @escaping (Database) throws -> Value
  ) async throws -> Value {
    do {
      return try await pool.writeWithoutTransaction { db in
        var value: Value?
        try db.inTransaction {
          value = try body(db)
          return isKept ? .commit : .rollback
        }
        return value!
      }
    } catch let error as DatabaseError { throw Problem(error, in: file) }
  }

  /// Deletes images unless a run has brought them back since: it looks for the file in a transaction of its own.
  private func unlink(_ images: [KeptImage]) async throws {
    try await write { [self] db in
      for image in images
      where try db.row("SELECT 1 FROM images WHERE sha256 = ? AND purged IS NOT NULL", [image.sha256]) != nil {
        self.images.remove(image)
      }
    }
  }

  /// Files of images that no row speaks of and that are a day old: younger ones may be on their way.
  private func leftovers() async throws -> [String] {
    let known = try await read { try Set($0.keptImages().map(\.path)) }
    let old = now().addingTimeInterval(-86_400)
    return images.paths().filter { path in
      let file = images.folder.appendingPathComponent(path).path
      let written = try? FileManager.default.attributesOfItem(atPath: file)[.modificationDate] as? Date
      return !known.contains(path) && written.map { $0 < old } ?? false
    }
  }

  /// Records that leave as one case with a document that waits, is younger, or is in an export's hands, as `held`.
  private static let open = """
    WITH members(record, head) AS (SELECT id, id FROM records UNION ALL SELECT record, target FROM links),
      waiting(head) AS (
        SELECT m.head FROM members m JOIN records o ON o.id = m.record
        WHERE o.superseded IS NULL AND (
          o.released IS NULL OR o.released >= ?1 OR EXISTS (SELECT 1 FROM leaving l WHERE l.record = o.id))),
      held(record) AS (
        SELECT m.record FROM members m JOIN records r ON r.id = m.record
        WHERE r.superseded IS NULL AND m.head IN (SELECT head FROM waiting))
    """
  private static let due =
    open + " SELECT id FROM records WHERE purged IS NULL AND ifnull(superseded, released) < ?1 AND id NOT IN held ORDER BY id"
  private static let notExported = """
    SELECT count(*) FROM records r WHERE id = ? AND disposition = 'accepted' AND superseded IS NULL AND NOT \(hasLeft)
    """
  /// Images that no page needs whose record is open, was closed since or is held, and no stray page that came in since.
  private static let free =
    open + """
       SELECT * FROM images i WHERE purged IS NULL AND NOT EXISTS (
        SELECT 1 FROM pages p LEFT JOIN records r ON r.id = p.record JOIN files f ON f.id = p.file
        WHERE p.image = i.sha256 AND iif(
          p.record IS NULL, f.added >= ?1 OR \(isUndecided),
          ifnull(ifnull(r.superseded, r.released) >= ?1, 1) OR r.purged IS NULL AND r.id IN held))
      """

  /// Whether a person has yet to say what a page `p` is that is in no document.
  static let isUndecided = "\(isStray) AND p.dismissed IS NULL"
  /// Whether a page `p` is in no document and none of those that need not be, such as blank ones.
  static let isStray = "p.record IS NULL AND p.kind = 'unknown'"

  /// Whether a value or an image of one of the `files` is left. Its name may be somebody's: the first digits of its content's hash take
  /// the name's place when nothing is.
  static let isNeeded = """
    EXISTS (
      SELECT 1 FROM pages p LEFT JOIN records r ON r.id = p.record LEFT JOIN images i ON i.sha256 = p.image
      WHERE p.file = files.id AND (i.sha256 IS NOT NULL AND i.purged IS NULL OR r.id IS NOT NULL AND r.purged IS NULL))
    """

  private func empty(_ id: String, by actor: String, at time: String, in db: Database) throws {
    try db.run("UPDATE records SET purged = ? WHERE id = ?", [time, id])
    try db.run("UPDATE emissions SET json = NULL WHERE record = ?", [id])
    try db.run("UPDATE fields SET value = NULL WHERE record = ?", [id])
    try db.run("UPDATE corrections SET old = NULL, new = NULL, salt = NULL, reason = NULL WHERE record = ?", [id])
    try db.run("UPDATE keyings SET value = NULL, salt = NULL WHERE record = ?", [id])
    try db.run("UPDATE issues SET message = NULL, reason = NULL WHERE record = ?", [id])
    try db.run("UPDATE samples SET withdrawn = ? WHERE record = ? AND judged IS NULL", [time, id])
    try AuditLog.note(.recordPurged, id, by: actor, at: time, in: db)
  }
}
