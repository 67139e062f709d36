import Forms
import Foundation
import GRDB

extension RecordStore {
  /// Takes down files, each once; the time at which its paper arrived is the first that was given.
  func put(_ files: Set<StoredPage.File>, batch: Int64, at time: String, in db: Database) throws {
    for file in files.sorted(by: { $0.name < $1.name }) {
      try db.run(
        "INSERT INTO files (sha256, name, received, added, batch) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
        [file.sha256, file.name, file.received, time, batch])
    }
  }

  /// Takes down pages whose files are known. A page that is in a document stays there.
  func put(_ pages: [StoredPage], of record: String?, at time: String, in db: Database) throws {
    for page in pages {
      let file = try db.number("SELECT id FROM files WHERE sha256 = ?", [page.file.sha256])
      if let picture = page.picture { try put(picture.image, at: time, in: db) }
      try db.run(
        """
        INSERT INTO pages (file, position, kind, record, form, formPage, reason, image, width, height, dpi, scaleX, scaleY)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (file, position) DO UPDATE SET
          kind = excluded.kind, record = excluded.record, form = excluded.form, formPage = excluded.formPage,
          reason = excluded.reason, image = ifnull(excluded.image, image), width = ifnull(excluded.width, width),
          height = ifnull(excluded.height, height), dpi = ifnull(excluded.dpi, dpi), scaleX = ifnull(excluded.scaleX, scaleX),
          scaleY = ifnull(excluded.scaleY, scaleY)
        WHERE record IS NULL OR record = excluded.record
          OR EXISTS (SELECT 1 FROM records r WHERE r.id = pages.record AND r.superseded IS NOT NULL)
        """,
        [
          file, page.position, page.kind.rawValue, record, page.form, page.formPage, page.reason, page.picture?.image.sha256,
          page.picture?.width, page.picture?.height, page.picture?.dpi, page.picture?.scaleX, page.picture?.scaleY,
        ])
    }
  }

  /// Notes an image that lies in the folder. One that was purged since it was written there must be written again.
  private func put(_ image: KeptImage, at time: String, in db: Database) throws {
    guard images.holds(image) else {
      throw Problem(
        place: images.file(of: image).path, summary: "the page image is not there", remedy: "Run it again: it is written anew.")
    }
    try db.run(
      """
      INSERT INTO images (sha256, format, bytes, added) VALUES (?, ?, ?, ?)
      ON CONFLICT DO UPDATE SET purged = NULL, format = excluded.format
      """, [image.sha256, image.format, image.bytes, time])
  }

  /// Replaces records that lie on the same pages, where nobody has done anything with them.
  ///
  /// - Returns: those that stay, because people have worked on them; and those that went.
  func makeWay(for record: FormRecord, _ pages: [StoredPage], by actor: String, at time: String, in db: Database) throws
    -> (stay: [String], gone: [String])
  {
    var stay: [String] = [], gone: [String] = []
    for page in pages {
      let other = try db.row(
        """
        SELECT r.id, r.released IS NULL AND r.disposition = 'review'
          AND NOT EXISTS (SELECT 1 FROM fields f WHERE f.record = r.id AND (f.decided IS NOT NULL OR f.round > 0))
          AND NOT EXISTS (SELECT 1 FROM links l WHERE l.record = r.id AND l.operator IS NOT NULL)
          AND NOT EXISTS (SELECT 1 FROM tasks t WHERE t.record = r.id AND t.until > ?) AS isUntouched
        FROM pages p JOIN files f ON f.id = p.file JOIN records r ON r.id = p.record
        WHERE f.sha256 = ? AND p.position = ? AND r.superseded IS NULL AND r.id <> ?
        """, [time, page.file.sha256, page.position, record.id])
      guard let other else { continue }
      let id: String = other["id"]
      if other["isUntouched"] {
        try replace(id, with: record.id, by: actor, at: time, in: db)
        gone.append(id)
      } else if !stay.contains(id) {
        stay.append(id)
      }
    }
    return (stay, gone)
  }

  /// Takes a record out of the queue, for another one that speaks of its pages. What it belonged to must be reconsidered when that one is
  /// there.
  func replace(_ id: String, with other: String, by actor: String, at time: String, in db: Database) throws {
    try db.run("UPDATE records SET superseded = ?, waiting = 0 WHERE id = ?", [time, id])
    try db.run("UPDATE tasks SET done = ?, operator = NULL, until = NULL WHERE record = ?", [time, id])
    try db.run("UPDATE fields SET waiting = 0 WHERE record = ?", [id])
    try db.run("UPDATE samples SET withdrawn = ? WHERE record = ? AND judged IS NULL", [time, id])
    // What belonged to it belongs to the other one.
    try db.run("UPDATE OR IGNORE links SET target = ? WHERE target = ?", [other, id])
    try AuditLog.note(.recordReplaced, id, by: actor, at: time, ["by": other], in: db)
  }
}

extension FormRecord.Issue {
  fileprivate static let pageAgain = "page-in-two-records"

  init(pageAlsoIn other: String) {
    self.init(
      rule: Self.pageAgain, severity: .query,
      message: "Pages of it are in the record \(other) too, which somebody has worked on. Only one of them should be kept.")
  }
}
