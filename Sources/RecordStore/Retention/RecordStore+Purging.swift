import Forms
public import Foundation
import GRDB

/// What a purge removes, or would.
public struct PurgeReport: Equatable, Sendable {
  /// Records whose period is over: their values go; the log, counts and what is known of them without content stay.
  public var records = 0
  public var values = 0, corrections = 0
  /// Page images that no record needs any more, and their bytes.
  public var images = 0, bytes = 0
  /// Records of the same age that stay, because they wait for somebody.
  public var waiting = 0
  /// Files in the images' folder that no page speaks of: left by a run that was killed.
  public var leftovers = 0
}

extension RecordStore {
  /// Removes images, values and scans' names of records that were released, rejected or replaced before `date`, and images of pages that came in before
  /// it and are in no document. What is removed is overwritten.
  ///
  /// - Parameter pretend: only to say what would be removed: it is done and undone in one transaction.
  public func purge(closedBefore date: Date, by actor: String, pretend: Bool = false) async throws -> PurgeReport {
    let before = date.stamp, time = now().stamp
    let leftovers = try await leftovers()
    let (report, images) = try await attempt(keeping: !pretend) { [self] db in
      let ids = try String.fetchAll(db, sql: Self.due, arguments: [before])
      var report = PurgeReport(records: ids.count, leftovers: leftovers.count)
      report.waiting = try db.number(
        "SELECT count(*) FROM records WHERE released IS NULL AND superseded IS NULL AND added < ?", [before])
      for id in ids {
        report.values += try db.number("SELECT count(*) FROM fields WHERE record = ? AND value IS NOT NULL", [id])
        report.corrections += try db.number("SELECT count(*) FROM corrections WHERE record = ?", [id])
        try empty(id, by: actor, at: time, in: db)
      }
      let images = try db.rows(Self.free, [before]).map(KeptImage.init)
      for image in images {
        report.images += 1
        report.bytes += image.bytes
        try db.run("UPDATE images SET purged = ? WHERE sha256 = ?", [time, image.sha256])
        try AuditLog.note(.imagePurged, image.sha256, by: actor, at: time, in: db)
      }
      try db.run(Self.forgetNames, [before])
      return (report, images)
    }
    if !pretend {
      try await unlink(images)
      for path in leftovers { try? FileManager.default.removeItem(at: self.images.folder.appendingPathComponent(path)) }
      // The write-ahead log has the removed values still.
      _ = try? await pool.writeWithoutTransaction { try $0.checkpoint(.truncate) }
    }
    return report
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

  private static let due = """
    SELECT id FROM records WHERE purged IS NULL AND ifnull(superseded, released) < ? ORDER BY id
    """
  /// Images that no page needs whose record keeps its values, and no stray page that came in since.
  private static let free = """
    SELECT * FROM images i WHERE purged IS NULL AND NOT EXISTS (
      SELECT 1 FROM pages p LEFT JOIN records r ON r.id = p.record JOIN files f ON f.id = p.file
      WHERE p.image = i.sha256 AND iif(p.record IS NULL, f.added >= ?1, r.purged IS NULL))
    """

  /// A scan's name may be somebody's: the first digits of its content's hash take its place when nothing of it is left.
  private static let forgetNames = """
    UPDATE files SET name = substr(sha256, 1, 12) WHERE added < ?1 AND NOT EXISTS (
      SELECT 1 FROM pages p LEFT JOIN records r ON r.id = p.record LEFT JOIN images i ON i.sha256 = p.image
      WHERE p.file = files.id AND iif(p.record IS NULL, i.sha256 IS NOT NULL AND i.purged IS NULL, r.purged IS NULL))
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
