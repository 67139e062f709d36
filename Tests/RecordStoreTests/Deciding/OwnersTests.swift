import Forms
import Foundation
import Testing

@testable import RecordStore

/// Somebody says which record another one belongs to.
struct OwnersTests {
  private static let belonging = FormDefinition.Belonging(forms: ["t1"], same: ["/name"], as: ["/name"])
  private static let missing = FormRecord.Issue(
    rule: FormRecord.Link.missing, severity: .query, fields: ["/name"], message: "None was found.")

  /// A sheet by itself, in a batch of its own.
  private static func sheet(_ number: Int = 9, doubts: [String] = [], issues: [FormRecord.Issue] = [missing]) -> FormRecord {
    var record = TestForm.record(number, doubts: doubts, issues: issues)
    record.form.id = "s1"
    record.id = "s1-\(number)"
    return record
  }

  private static func filled(_ owners: [FormRecord]) async throws -> TestStore {
    let test = try await TestStore()
    try test.add(owners)
    try test.add([sheet()])
    return test
  }

  @Test func `records of other batches with a like name are offered, the likest and latest first`() async throws {
    var other = TestForm.record(5)
    other.form.id = "t2"
    let test = try await Self.filled([
      TestForm.record(1, received: "2026-11-18T08:00:00Z"), TestForm.record(2, received: "2026-11-19T08:00:00Z"),
      TestForm.record(3, other: ["/name": .text("Alys Wynn")]), TestForm.record(4, other: ["/name": .text("John Smith")]),
      other,
    ])
    let found = try await test.store.possibleOwners(of: "s1-9", Self.belonging)
    #expect(found.map(\.record) == ["t1-2", "t1-1", "t1-3"])
    #expect(found[0].name == "Alys Wyn" && found[0].likeness == 1 && found[0].form == "t1")
    #expect(found[0].received == (try Date("2026-11-19T08:00:00Z", strategy: .iso8601)))
    #expect(try await test.store.possibleOwners(of: "s1-9", Self.belonging, limit: 1).count == 1)
  }

  @Test func `what is mended in a name counts at once`() async throws {
    let test = try await Self.filled([TestForm.record(1, other: ["/name": .text("Zoe Quill")])])
    #expect(try await test.store.possibleOwners(of: "s1-9", Self.belonging).isEmpty)
    try await test.store.decide(.init(FieldPlace(1), old: .text("Zoe Quill"), new: .text("Alys Wyn")), by: "ann")
    #expect(try await test.store.possibleOwners(of: "s1-9", Self.belonging).map(\.record) == ["t1-1"])
  }

  @Test func `what was sent on, rejected or replaced is not offered, and takes nothing in`() async throws {
    let test = try await Self.filled([1, 2, 3, 4].map { TestForm.record($0, doubts: $0 == 1 ? [] : ["/name"]) })
    try await test.export(["t1-1"])
    try await test.store.reject("t1-2", by: "cat", reason: "withdrawn")
    try test.tamper("UPDATE records SET superseded = added WHERE id = 't1-3'")
    #expect(try await test.store.possibleOwners(of: "s1-9", Self.belonging).map(\.record) == ["t1-4"])
    for id in ["t1-1", "t1-2", "t1-3", "none", "s1-9"] {
      await #expect(throws: Refusal.cannotOwn(record: id)) {
        try await test.store.link("s1-9", from: nil, to: id, Self.belonging, by: "ann")
      }
    }
    #expect(try test.number("SELECT count(*) FROM links") == 0)
    #expect(try await test.store.record("s1-9")?.disposition == .review)
  }

  @Test func `a name that is keyed blind is not shown`() async throws {
    let test = try await TestStore()
    try test.add([TestForm.record(1, doubts: ["/born"])], policy: ReviewPolicy(keyedTwice: .doubtful, sample: 0))
    try test.add([Self.sheet()])
    let byBirth = FormDefinition.Belonging(forms: ["t1"], same: ["/born"], as: ["/born"])
    #expect(try await test.store.possibleOwners(of: "s1-9", byBirth).isEmpty)
    #expect(try await test.store.possibleOwners(of: "s1-9", Self.belonging).count == 1)
  }

  @Test func `what somebody says is in the record, settles the query, and leaves with its owner`() async throws {
    let test = try await Self.filled([TestForm.record(1, doubts: [])])
    #expect(try await test.store.ready() == [["t1-1"]])
    try await test.store.link("s1-9", from: nil, to: "t1-1", Self.belonging, by: "ann")
    let record = try #require(await test.store.record("s1-9"))
    #expect(record.links == [.init(record: "t1-1", form: "t1", by: .person)])
    #expect(record.disposition == .accepted && record.issues.first?.settled?.operator == "ann")
    #expect(record.issues.first?.settled?.reason == RecordStore.settledByLink)
    #expect(try await test.store.ready() == [["t1-1", "s1-9"]])
    #expect(try await test.store.belonging(to: "t1-1") == ["s1-9"])
    #expect(try await test.store.verify().problems == [])
    try test.tamper("UPDATE links SET operator = 'bob'")
    #expect(try await test.store.verify().problems.map(\.place) == ["link s1-9"])
  }

  @Test func `it is another one after all, and nobody else works on it`() async throws {
    let test = try await TestStore()
    try test.add([TestForm.record(1), TestForm.record(2), Self.sheet(doubts: ["/born"])])
    try await test.store.link("s1-9", from: nil, to: "t1-1", Self.belonging, by: "ann")
    try await test.store.link("s1-9", from: "t1-1", to: "t1-2", Self.belonging, by: "ann")
    #expect(try await test.store.record("s1-9")?.links?.map(\.record) == ["t1-2"])
    _ = try await test.store.lease("s1-9", for: "ann")
    await #expect(throws: Refusal.held(record: "s1-9", by: "ann")) {
      try await test.store.link("s1-9", from: "t1-2", to: "t1-1", Self.belonging, by: "bob")
    }
    #expect(try await test.store.verify().problems == [])
  }

  @Test func `who was shown another owner than it has by now overwrites nothing; an answer that was lost is given again`()
    async throws
  {
    let test = try await TestStore()
    try test.add([TestForm.record(1), TestForm.record(2), Self.sheet(doubts: ["/born"])])
    try await test.store.link("s1-9", from: nil, to: "t1-1", Self.belonging, by: "ann")
    await #expect(throws: Refusal.conflict([FieldPlace("s1-9", "")])) {
      try await test.store.link("s1-9", from: nil, to: "t1-2", Self.belonging, by: "bob")
    }
    try await test.store.link("s1-9", from: nil, to: "t1-1", Self.belonging, by: "ann")
    #expect(try await test.store.record("s1-9")?.links?.map(\.record) == ["t1-1"])
    #expect(try test.number("SELECT count(*) FROM audit WHERE action = 'linked'") == 1)
  }

  @Test func `a sheet names the record that came in place of its owner`() async throws {
    let test = try await TestStore()
    var sheet = Self.sheet(doubts: ["/born"], issues: [])
    sheet.links = [.init(record: "t1-1", form: "t1", by: .name)]
    try test.add([TestForm.record(1), sheet])
    let page = try #require(await test.store.view("t1-1", for: "ann")?.pages.first)
    let reread = try await test.store.askReread(page: page.id, as: "t1", formPage: 1, by: "ann")
    var owner = TestForm.record(1)
    owner.id = "t1-1-again"
    let pages = try test.pages(of: owner)
    try test.store.finish(reread: reread, with: [(owner, TestForm.definition, pages)])
    #expect(try await test.store.record("s1-9")?.links == [.init(record: "t1-1-again", form: "t1", by: .name)])
  }

  @Test func `rules of the owner are asked with its sheet, and again without it`() async throws {
    let test = try await TestStore(revalidate: { record, linked in
      let lacks = FormRecord.Issue(rule: "lacks-sheet", severity: .query, message: "A sheet is lacking.")
      return Revalidation(
        asked: ["lacks-sheet"], issues: record.form.id == "t1" && linked.isEmpty ? [lacks] : [])
    })
    try test.add([TestForm.record(1, doubts: []), TestForm.record(2, doubts: [])])
    try test.add([Self.sheet(doubts: ["/born"])])
    func lacking() async throws -> [Bool] {
      var found: [Bool] = []
      for id in ["t1-1", "t1-2"] { found.append(try await !(test.store.record(id)?.issues.isEmpty ?? true)) }
      return found
    }
    #expect(try await lacking() == [true, true])
    try await test.store.link("s1-9", from: nil, to: "t1-1", Self.belonging, by: "ann")
    #expect(try await lacking() == [false, true])
  }

  @Test func `an owner that was accepted is asked again, and waits where its sheet gives something to ask`() async throws {
    let test = try await TestStore(revalidate: { record, linked in
      let odd = FormRecord.Issue(rule: "odd-sheet", severity: .query, message: "A sheet is odd.")
      return Revalidation(asked: ["odd-sheet"], issues: record.form.id == "t1" && !linked.isEmpty ? [odd] : [])
    })
    try test.add([TestForm.record(1, doubts: []), TestForm.record(2, doubts: []), TestForm.record(3, doubts: [])])
    try test.add([Self.sheet(doubts: ["/born"])])
    try await test.store.link("s1-9", from: nil, to: "t1-1", Self.belonging, by: "ann")
    #expect(try await test.store.record("t1-1")?.disposition == .review)
    #expect(try await test.store.ready() == [["t1-2"], ["t1-3"]])
    // Without it there is nothing to ask, and it is accepted as before.
    try await test.store.link("s1-9", from: "t1-1", to: "t1-2", Self.belonging, by: "ann")
    #expect(try await test.store.record("t1-1")?.disposition == .accepted)
    #expect(try await test.store.record("t1-2")?.disposition == .review)
    // What was sent on stays as it left.
    try test.tamper("UPDATE records SET released = '2027-01-15T08:00:00.000Z', disposition = 'accepted' WHERE id = 't1-2'")
    try await test.store.noteExport(of: [["t1-2"]], by: "export")
    try await test.store.link("s1-9", from: "t1-2", to: "t1-3", Self.belonging, by: "ann")
    #expect(try await test.store.record("t1-2")?.disposition == .accepted)
    #expect(try await test.store.record("t1-3")?.disposition == .review)
  }

  @Test func `it stays when the sheet is read again, in whole or in part, and when its owner is replaced`() async throws {
    let test = try await TestStore()
    try test.add([TestForm.record(1), TestForm.record(2), Self.sheet(doubts: ["/born"])])
    try await test.store.link("s1-9", from: nil, to: "t1-1", Self.belonging, by: "ann")
    var again = Self.sheet(doubts: ["/born", "/name"])
    again.links = [.init(record: "t1-2", form: "t1", by: .order)]
    #expect(try test.add([again]) == [.readAgain(kept: 0)])
    #expect(try await test.store.record("s1-9")?.links?.map(\.record) == ["t1-1"])

    func reread(_ id: String, _ record: FormRecord) async throws -> String {
      let page = try #require(await test.store.view(id, for: "ann")?.pages.first)
      try await test.store.askReread(page: page.id, as: record.form.id, formPage: 1, by: "ann")
      let reread = try #require(await test.store.nextReread())
      return try test.store.finish(reread: reread.id, with: [(record, TestForm.definition, try test.pages(of: record))])[0]
    }
    let sheet = try await reread("s1-9", again)
    #expect(try await test.store.record(sheet)?.links?.map(\.record) == ["t1-1"])
    let owner = try await reread("t1-1", TestForm.record(1))
    #expect(try await test.store.record(sheet)?.links?.map(\.record) == [owner])
    #expect(try await test.store.verify().problems == [])
  }
}
