import Forms
import Foundation
import RecordStore
import Testing

/// What somebody who can write the file may try, and what shows it.
struct VerifyingTests {
  private func worked() async throws -> TestStore {
    let test = try await TestStore()
    try test.add([TestForm.record(1), TestForm.record(2), TestForm.record(3, doubts: [])])
    try await test.store.decide(.init(FieldPlace(1), old: .text("Alys Wyn"), new: .text("Alys")), by: "ann")
    try await test.store.decide(.init(FieldPlace(2), old: .text("Alys Wyn"), new: .text("Alys Wyn")), by: "bob")
    return test
  }

  @Test func `a store that nobody tampered with passes, and says how much it has`() async throws {
    let test = try await worked(), report = try await test.store.verify()
    #expect(report.problems == [] && report.corrections == 2 && report.records == 3 && report.head.count == 64)
  }

  @Test(arguments: [
    ("UPDATE audit SET actor = 'cat' WHERE action = 'corrected'", "the row was changed"),
    ("DELETE FROM audit WHERE action = 'confirmed'", "rows are missing"),
    ("DELETE FROM audit WHERE id = (SELECT max(id) FROM audit)", "end of the audit log"),
    ("UPDATE corrections SET new = 'Else' WHERE id = 1", "not what the audit log vouches for"),
    ("UPDATE corrections SET operator = 'bob' WHERE id = 1", "not what the audit log vouches for"),
    ("DELETE FROM corrections WHERE id = 2", "it is missing"),
    (
      "INSERT INTO corrections (record, pointer, new, changed, operator, time) VALUES ('t1-1', '/name', 'x', 1, 'ann', '2026')",
      "the audit log does not know it"
    ),
    ("UPDATE fields SET value = 'Else' WHERE record = 't1-3' AND pointer = '/name'", "neither the one that was read"),
    ("DELETE FROM fields WHERE record = 't1-3' AND pointer = '/name'", "the field is missing"),
    ("UPDATE emissions SET json = replace(json, 'Alys', 'Alis') WHERE record = 't1-3'", "the record as read was changed"),
    ("DELETE FROM emissions WHERE record = 't1-3'", "the record is missing"),
    ("UPDATE records SET purged = '2026' WHERE id = 't1-3'; UPDATE emissions SET json = NULL WHERE record = 't1-3'", "record as read"),
  ])
  func `tampering shows`(sql: String, found: String) async throws {
    let test = try await worked()
    // Who can write the file can drop its triggers.
    try test.tamper("PRAGMA foreign_keys = OFF")
    for trigger in ["auditIsFinal", "auditStays", "correctionsStay", "correctionsAreFinal"] { try test.tamper("DROP TRIGGER \(trigger)") }
    try test.tamper(sql)
    let problems = try await test.store.verify().problems
    #expect(problems.contains { $0.summary.contains(found) }, "\(problems)")
  }

  @Test(arguments: [
    "UPDATE audit SET actor = 'cat'", "DELETE FROM audit", "UPDATE corrections SET new = 'Else'", "DELETE FROM corrections",
    "UPDATE corrections SET old = NULL, new = NULL, salt = NULL, reason = NULL",
  ])
  func `the log and corrections cannot be changed or deleted by an ordinary statement`(sql: String) async throws {
    let test = try await worked()
    #expect(throws: (any Error).self) { try test.tamper(sql) }
    #expect(try await test.store.verify().problems == [])
  }

  @Test func `a log that was cut off and mended shows against a hash that was kept elsewhere`() async throws {
    let test = try await worked(), head = try await test.store.verify().head
    try test.tamper("DROP TRIGGER auditStays")
    try test.tamper("DELETE FROM audit WHERE id = (SELECT max(id) FROM audit)")
    try test.tamper("UPDATE sqlite_sequence SET seq = seq - 1 WHERE name = 'audit'")
    let problems = try await test.store.verify(head: head).problems
    #expect(problems.contains { $0.summary.contains("does not have the hash") })
  }

  @Test func `a page image that is missing or changed shows`() async throws {
    let test = try await worked(), page = try #require(await test.store.view("t1-1", for: "ann")?.pages.first?.picture)
    let file = test.store.images.file(of: page.image)
    try Data("other".utf8).write(to: file)
    #expect(try await test.store.verify().problems.map(\.summary) == ["the page image was changed"])
    try FileManager.default.removeItem(at: file)
    #expect(try await test.store.verify().problems.map(\.summary) == ["the page image is missing"])
    #expect(try await test.store.verify(images: false).problems == [])
  }
}
