import Forms
import Foundation
import RecordStore
import Testing

/// What somebody who can write the file may try, and what shows it.
struct VerifyingTests {
  private func worked() async throws -> TestStore {
    let test = try await TestStore()
    let store = test.store, query = FormRecord.Issue(rule: "r", severity: .query, message: "m")
    try test.add([TestForm.record(1), TestForm.record(2), TestForm.record(3, doubts: [])])
    try await store.decide(.init(FieldPlace(1), old: .text("Alys Wyn"), new: .text("Alys")), by: "ann")
    try await store.decide(.init(FieldPlace(2), old: .text("Alys Wyn"), new: .text("Alys Wyn")), by: "bob")
    try test.add([TestForm.record(4, doubts: ["/born", "/name"])], policy: ReviewPolicy(keyedTwice: .doubtful, sample: 0))
    try await store.decide(.init(FieldPlace(4, "/born"), old: .text("1961-02-03"), new: .text("1961-02-08")), by: "ann")
    try test.add([TestForm.record(5, issues: [query]), TestForm.record(6)])
    let issue = try #require(await store.view("t1-5", for: "ann")?.issues.first)
    try await store.settle(issue: issue.id, of: "t1-5", by: "ann", reason: "seen")
    try await store.reject("t1-6", by: "cat", reason: "not ours")
    try test.add([TestForm.record(7, doubts: [])], policy: ReviewPolicy(sample: 1))
    let sample = try #require(await store.nextSample(for: "ann"))
    try await store.judge(sample: .init(sample, old: TestForm.values[sample.pointer], new: nil), by: "ann")
    return test
  }

  @Test func `a store that nobody tampered with passes, and says how much it has`() async throws {
    let test = try await worked(), report = try await test.store.verify()
    #expect(report.problems == [] && report.corrections == 3 && report.records == 7 && report.head.count == 64)
  }

  @Test(arguments: [
    ("UPDATE audit SET actor = 'cat' WHERE action = 'corrected'", "the row was changed"),
    ("DELETE FROM audit WHERE action = 'confirmed'", "rows are missing"),
    ("DELETE FROM audit WHERE id = (SELECT max(id) FROM audit)", "end of the audit log"),
    ("UPDATE corrections SET new = 'Else' WHERE id = 1", "not what the audit log vouches for"),
    ("UPDATE corrections SET operator = 'bob' WHERE id = 1", "not what the audit log vouches for"),
    ("DELETE FROM corrections WHERE id = 2", "it is missing"),
    ("UPDATE operators SET password = 'scrypt$1$1$1$AQ==$AQ==' WHERE name = 'cat'", "not stand as the audit log says"),
    ("INSERT INTO links (record, target) VALUES ('t1-3', 't1-1')", "belongs to another record"),
    ("UPDATE records SET form = 't2' WHERE id = 't1-3'", "of another form"),
    (
      "INSERT INTO corrections (record, pointer, new, changed, operator, time) VALUES ('t1-1', '/name', 'x', 1, 'ann', '2026')",
      "the audit log does not know it"
    ),
    ("UPDATE fields SET value = 'Else' WHERE record = 't1-3' AND pointer = '/name'", "neither the one that was read"),
    ("DELETE FROM fields WHERE record = 't1-3' AND pointer = '/name'", "the field is missing"),
    ("UPDATE emissions SET json = replace(json, 'Alys', 'Alis') WHERE record = 't1-3'", "the record as read was changed"),
    ("DELETE FROM emissions WHERE record = 't1-3'", "the record is missing"),
    (
      "UPDATE records SET purged = '2026' WHERE id = 't1-3'; UPDATE emissions SET json = NULL WHERE record = 't1-3'",
      "record as read"
    ),
    ("UPDATE keyings SET value = '1961-02-09'", "not what the audit log vouches for"),
    ("UPDATE keyings SET operator = 'bob'", "not what the audit log vouches for"),
    ("DELETE FROM keyings", "it is missing"),
    ("UPDATE fields SET waiting = 0 WHERE record = 't1-4' AND pointer = '/name'", "nobody has decided it"),
    ("UPDATE fields SET decided = '2026' WHERE record = 't1-4' AND pointer = '/name'", "nobody has decided it"),
    ("UPDATE records SET disposition = 'accepted', released = '2026' WHERE id = 't1-4'", "does not stand"),
    ("UPDATE records SET disposition = 'accepted' WHERE id = 't1-6'", "does not stand"),
    ("UPDATE records SET superseded = '2026' WHERE id = 't1-4'", "does not stand"),
    ("UPDATE records SET purged = '2026' WHERE id = 't1-4'", "does not stand"),
    ("UPDATE issues SET settled = NULL", "does not stand"), ("UPDATE issues SET operator = NULL", "does not stand"),
    ("UPDATE samples SET wrong = 0 WHERE judged IS NOT NULL", "does not stand"),
    ("UPDATE samples SET wrong = NULL WHERE judged IS NOT NULL", "does not stand"), ("DELETE FROM samples", "does not stand"),
    ("UPDATE operators SET role = 2 WHERE name = 'ann'", "does not stand"),
    ("UPDATE operators SET role = 'any' WHERE name = 'ann'", "does not stand"),
    ("INSERT INTO operators (name, role, password, added) VALUES ('eve', 2, '', '2026')", "does not stand"),
  ])
  func `tampering shows`(sql: String, found: String) async throws {
    let test = try await worked()
    // Who can write the file can drop its triggers.
    try test.tamper("PRAGMA foreign_keys = OFF")
    for trigger in ["auditIsFinal", "auditStays", "correctionsStay", "correctionsAreFinal"] {
      try test.tamper("DROP TRIGGER \(trigger)")
    }
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
