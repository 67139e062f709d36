import Forms
import RecordStore
import Testing

struct LookingTests {
  @Test func `who looked at which record, and who drafted a letter, is in the log and in its chain`() async throws {
    let test = try await TestStore()
    try test.add([TestForm.record(1), TestForm.record(2)])
    let before = try await test.store.verify().rows
    try await test.store.noteLooks(at: ["t1-1", "page 2"], by: "ann")
    try await test.store.noteLetter(about: "t1-1", language: "cy", isLarge: true, by: "bob")
    let report = try await test.store.verify()
    #expect(report.rows == before + 3 && report.problems == [])
    #expect(try test.number("SELECT count(*) FROM audit WHERE action = 'viewed' AND actor = 'ann'") == 2)
    #expect(
      try test.number(
        "SELECT count(*) FROM audit WHERE action = 'letter drafted' AND subject = 't1-1' AND details = '{\"language\":\"cy\",\"print\":\"large\"}'"
      ) == 1)
    // A look is no work on the record: it went straight through, or not, as before.
    #expect(try await test.store.report().allFields.decided == 0)
  }

  @Test func `what belongs to a record is found from it`() async throws {
    let test = try await TestStore()
    try test.add([TestForm.record(1), TestForm.record(2, links: [.init(record: "t1-1", form: "t1", by: .name)])])
    #expect(try await test.store.belonging(to: "t1-1") == ["t1-2"])
    #expect(try await test.store.belonging(to: "t1-2") == [])
  }
}
