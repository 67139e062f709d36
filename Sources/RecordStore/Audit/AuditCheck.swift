import Forms
import Foundation
import GRDB

/// One walk through a store's log and what it vouches for.
struct AuditCheck {
  let db: Database, file: String
  var report = AuditReport()
  /// What the log says.
  private(set) var said = LogBook()

  init(_ db: Database, file: String) {
    self.db = db
    self.file = file
  }

  mutating func complain(_ place: String, _ summary: String) {
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
      if let twice = said.take(row["action"], by: row["actor"], subject, details) {
        complain(twice, "the audit log has it twice")
      }
      before = hash
      if head == hash.hex { known = true }
    }
    report.head = before.hex
    let given = try db.number("SELECT seq FROM sqlite_sequence WHERE name = 'audit'")
    if given != report.rows { complain("\(file) audit row \(given)", "rows are missing from the end of the audit log") }
    if !known { complain(file, "the audit log does not have the hash that was given: rows are missing from its end") }
  }

  mutating func corrections() throws {
    var left = said.corrections, last: [FieldPlace: FieldValue?] = [:]
    let rows = try Row.fetchCursor(db, sql: "SELECT * FROM corrections ORDER BY id")
    while let row = try rows.next() {
      let id: Int64 = row["id"], place = FieldPlace(row["record"], row["pointer"])
      report.corrections += 1
      guard let seal = left.removeValue(forKey: id) else {
        complain("correction \(id)", "the audit log does not know it")
        continue
      }
      if said.purged.contains(place.record) { continue }
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

  mutating func keyings() throws {
    var left = said.keyings
    for row in try db.rows("SELECT * FROM keyings ORDER BY id") {
      let id: Int64 = row["id"], place = FieldPlace(row["record"], row["pointer"]), seal = left.removeValue(forKey: id)
      let made = AuditLog.seal(
        salt: row["salt"] ?? Data(), id: id, place, new: row.value("value"), by: row["operator"], at: row["time"])
      if seal == nil || made != seal && !said.purged.contains(place.record) {
        complain("keying \(id)", "it is not what the audit log vouches for")
      }
    }
    for id in left.keys.sorted() { complain("keying \(id)", "it is missing") }
  }

  mutating func records() throws {
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT e.*, r.form, r.emission = e.number AS isCurrent, r.superseded IS NULL AND r.disposition <> 'rejected' AS isOpenOrAccepted
        FROM emissions e JOIN records r ON r.id = e.record
        """)
    var left = said.emissions
    while let row = try rows.next() {
      let id: String = row["record"], number: Int = row["number"], isCurrent: Bool = row["isCurrent"]
      if isCurrent { report.records += 1 }
      guard left.removeValue(forKey: "\(id) \(number)") == row["sha256"] else {
        complain(id, "the audit log does not know this record, or another content of it")
        continue
      }
      if said.purged.contains(id) { continue }
      guard let json = row["json"] as Data?, json.sha256 == row["sha256"] else {
        complain(id, "the record as read was changed")
        continue
      }
      guard isCurrent else { continue }
      guard let record = try? JSONDecoder().decode(FormRecord.self, from: json) else {
        complain(id, "the record as read cannot be read any more")
        continue
      }
      if record.form.id != row["form"] { complain(id, "it is of another form than was read") }
      try links(of: record)
      try values(of: record, isOpenOrAccepted: row["isOpenOrAccepted"])
    }
    for key in left.keys.sorted() { complain(key, "the record is missing") }
  }

  /// It belongs to what the run found, or to what came in that one's place, unless a person said something else.
  private mutating func links(of record: FormRecord) throws {
    if said.links[record.id] != nil { return }
    let found = Set((record.links ?? []).map { said.latest($0.record) })
    let kept = try String.fetchAll(db, sql: "SELECT target FROM links WHERE record = ?", arguments: [record.id])
    if Set(kept.map(said.latest)) != found { complain("link \(record.id)", "it belongs to another record than was read") }
  }

  /// Every value is the one that was read, or the one that its last correction gave it.
  private mutating func values(of record: FormRecord, isOpenOrAccepted: Bool) throws {
    let id = record.id
    var expected = record.fields.mapValues(\.value), corrected: Set<String> = []
    for row in try db.rows("SELECT pointer, new FROM corrections WHERE record = ? ORDER BY id", [id]) {
      expected[row["pointer"]] = .some(row.value("new"))
      corrected.insert(row["pointer"])
    }
    for row in try db.rows("SELECT pointer, value, waiting, decided FROM fields WHERE record = ?", [id]) {
      let pointer: String = row["pointer"], place = "\(id) \(pointer)", isCorrected = corrected.contains(pointer)
      guard let value = expected.removeValue(forKey: pointer), value == row.value("value") else {
        complain(place, "the value is neither the one that was read nor one that somebody gave it")
        continue
      }
      let isLeft = row["waiting"] == false && record.fields[pointer]?.review == true && !isCorrected
      if row["decided"] != nil && !isCorrected || isLeft && isOpenOrAccepted { complain(place, "nobody has decided it") }
    }
    for pointer in expected.keys.sorted() { complain("\(id) \(pointer)", "the field is missing") }
  }
}
