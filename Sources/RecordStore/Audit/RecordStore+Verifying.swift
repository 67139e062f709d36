public import Forms
import Foundation
import GRDB

/// What checking the audit log found.
public struct AuditReport: Sendable {
  /// Rows of the log, and the last one's hash: kept elsewhere, it shows later whether rows were cut off the end.
  public var rows = 0
  public var head = ""
  public var corrections = 0
  public var records = 0
  /// What does not fit, worst first; empty if nothing was tampered with.
  public var problems: [Problem] = []
}

extension RecordStore {
  /// Checks the whole chain, that corrections and records are what the log says, and that values follow from what was read and corrected.
  ///
  /// - Parameters:
  ///   - head: a hash that the log had at an earlier time, which must be in it still.
  ///   - images: whether to read every page image too.
  public func verify(head: String? = nil, images checkImages: Bool = true) async throws -> AuditReport {
    let (report, kept) = try await read { [file] db in
      var check = AuditCheck(db, file: file.path)
      try check.chain(head: head)
      try check.corrections()
      try check.records()
      return (check.report, try db.keptImages())
    }
    var whole = report
    for image in kept where checkImages {
      if let problem = images.problem(of: image) { whole.problems.append(problem) }
    }
    return whole
  }
}

/// One walk through a store's log and what it vouches for.
private struct AuditCheck {
  let db: Database, file: String
  var report = AuditReport()
  /// What the log says: seals of corrections by their ids, and hashes of emissions by record and number.
  private var seals: [Int64: String] = [:], emissions: [String: String] = [:], purged: Set<String> = []

  init(_ db: Database, file: String) {
    self.db = db
    self.file = file
  }

  private mutating func complain(_ place: String, _ summary: String) {
    // The first ones tell what happened; a broken chain breaks at every row behind.
    guard report.problems.count < 100 else { return }
    report.problems.append(
      Problem(
        place: place, summary: summary,
        remedy: "Keep the file as it is, compare it with a backup, and find out who could write it."))
  }

  mutating func chain(head: String?) throws {
    var before = AuditLog.root, known = head == nil
    let rows = try Row.fetchCursor(db, sql: "SELECT * FROM audit ORDER BY id")
    while let row = try rows.next() {
      let id: Int = row["id"], details: String = row["details"], subject: String = row["subject"]
      report.rows += 1
      if id != report.rows { return complain("\(file) audit row \(report.rows)", "rows are missing from the audit log here") }
      let hash = AuditLog.hash(
        before, id: id, time: row["time"], actor: row["actor"], action: row["action"], subject: subject, details: details)
      if row["hash"] as Data != hash { return complain("\(file) audit row \(id)", "the row was changed, or one before it") }
      take(row["action"], subject, details)
      before = hash
      if head == hash.hex { known = true }
    }
    report.head = before.hex
    let given = try db.number("SELECT seq FROM sqlite_sequence WHERE name = 'audit'")
    if given != report.rows { complain("\(file) audit row \(given)", "rows are missing from the end of the audit log") }
    if !known { complain(file, "the audit log does not have the hash that was given: rows are missing from its end") }
  }

  private mutating func take(_ action: String, _ subject: String, _ details: String) {
    let said = (try? JSONDecoder().decode([String: String].self, from: Data(details.utf8))) ?? [:]
    if let id = said["correction"].flatMap({ Int64($0) }), let seal = said["seal"] {
      if seals.updateValue(seal, forKey: id) != nil { complain("correction \(id)", "the audit log has it twice") }
    }
    if let hash = said["sha256"], let number = said["emission"] { emissions["\(subject) \(number)"] = hash }
    if action == AuditLog.Action.recordPurged.rawValue { purged.insert(subject) }
  }

  mutating func corrections() throws {
    var left = seals, last: [FieldPlace: FieldValue?] = [:]
    let rows = try Row.fetchCursor(db, sql: "SELECT * FROM corrections ORDER BY id")
    while let row = try rows.next() {
      let id: Int64 = row["id"], place = FieldPlace(row["record"], row["pointer"])
      report.corrections += 1
      guard let seal = left.removeValue(forKey: id) else {
        complain("correction \(id)", "the audit log does not know it")
        continue
      }
      if purged.contains(place.record) { continue }
      let old = row.value("old"), new = row.value("new")
      let made = AuditLog.seal(
        salt: row["salt"] ?? Data(), id: id, place, old: old, new: new, by: row["operator"], at: row["time"],
        reason: row["reason"])
      if made != seal { complain("correction \(id)", "it is not what the audit log vouches for") }
      if let before = last[place], before != old { complain("correction \(id)", "it does not follow from the one before it") }
      last[place] = .some(new)
    }
    for id in left.keys.sorted() { complain("correction \(id)", "it is missing") }
  }

  mutating func records() throws {
    let rows = try Row.fetchCursor(
      db, sql: "SELECT e.*, r.emission = e.number AS isCurrent, r.purged FROM emissions e JOIN records r ON r.id = e.record")
    while let row = try rows.next() {
      let id: String = row["record"], number: Int = row["number"], isCurrent: Bool = row["isCurrent"]
      if isCurrent { report.records += 1 }
      guard emissions.removeValue(forKey: "\(id) \(number)") == row["sha256"] else {
        complain(id, "the audit log does not know this record, or another content of it")
        continue
      }
      if purged.contains(id) { continue }
      guard let json = row["json"] as Data?, json.sha256 == row["sha256"] else {
        complain(id, "the record as read was changed")
        continue
      }
      if isCurrent { try values(of: id, asRead: json) }
    }
    for key in emissions.keys.sorted() { complain(key, "the record is missing") }
  }

  /// Every value is the one that was read, or the one that its last correction gave it.
  private mutating func values(of id: String, asRead json: Data) throws {
    guard let record = try? JSONDecoder().decode(FormRecord.self, from: json) else {
      return complain(id, "the record as read cannot be read any more")
    }
    var expected = record.fields.mapValues(\.value)
    for row in try db.rows("SELECT pointer, new FROM corrections WHERE record = ? ORDER BY id", [id]) {
      expected[row["pointer"]] = .some(row.value("new"))
    }
    for row in try db.rows("SELECT pointer, value FROM fields WHERE record = ?", [id]) {
      let pointer: String = row["pointer"]
      guard let value = expected.removeValue(forKey: pointer), value == row.value("value") else {
        complain("\(id) \(pointer)", "the value is neither the one that was read nor one that somebody gave it")
        continue
      }
    }
    for pointer in expected.keys.sorted() { complain("\(id) \(pointer)", "the field is missing") }
  }
}
