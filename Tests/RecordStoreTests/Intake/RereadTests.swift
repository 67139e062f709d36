import Forms
import Foundation
import RecordStore
import Testing

/// A page that was taken for another one is read again.
struct RereadTests {
  @Test func `what is read again takes the record's place, and decisions on other pages stay`() async throws {
    let test = try await TestStore()
    var old = TestForm.record(1, doubts: ["/name", "/born", "/agrees"])
    old.pages.append(.init(index: 1, formPage: 2, rotation: 0, score: 0.9, runnerUp: 0.2, residualMM: 0.1))
    old.fields["/agrees"]?.page = 1
    try test.add([old])
    try await test.store.decide(.init(FieldPlace(1), old: .text("Alys Wyn"), new: .text("Alys")), by: "ann")
    try await test.store.decide(.init(FieldPlace(1, "/agrees"), old: .flag(true), new: .flag(false)), by: "ann")
    let page = try #require(await test.store.view("t1-1", for: "ann")?.pages.last)
    try await test.store.askReread(page: page.id, as: "t1", formPage: 2, corners: [1, 2, 3, 4, 5, 6, 7, 8], by: "ann")
    let reread = try #require(await test.store.nextReread())
    #expect(reread.page.position == 1 && reread.corners == [1, 2, 3, 4, 5, 6, 7, 8] && reread.record == "t1-1")
    // Nobody else gets it meanwhile.
    #expect(try await test.store.nextReread() == nil)
    var new = old
    new.id = "t1-again"
    try test.store.finish(reread: reread.id, with: [(new, TestForm.definition, try test.pages(of: new))])
    let record = try #require(await test.store.record("t1-again"))
    #expect(record.fields["/name"]?.value == .text("Alys") && record.fields["/name"]?.review == false)
    // It lies on the page that was read again.
    #expect(record.fields["/agrees"]?.value == .flag(true) && record.fields["/agrees"]?.review == true)
    #expect(try await test.store.leaseNext(for: "bob")?.record == "t1-again")
    await #expect(throws: Refusal.closed(record: "t1-1")) { try await test.store.lease("t1-1", for: "bob") }
    #expect(try test.number("SELECT count(*) FROM pages WHERE record = 't1-again'") == 2)
    #expect(throws: Refusal.unknownPage) { try test.store.finish(reread: reread.id, with: []) }
    #expect(try await test.store.verify().problems == [])
  }

  @Test func `a reader that dies gives the page back, three times`() async throws {
    let test = try await TestStore()
    try test.add([TestForm.record(1)])
    let page = try #require(await test.store.view("t1-1", for: "ann")?.pages.first)
    let id = try await test.store.askReread(page: page.id, as: "t2", formPage: 1, by: "ann")
    for attempt in 1...3 {
      #expect(try await test.store.nextReread()?.attempts == attempt)
      test.wait(121)
    }
    #expect(try await test.store.nextReread() == nil)
    // Somebody asks anew: that counts, and the earlier one no more.
    let anew = try await test.store.askReread(page: page.id, as: "t2", formPage: 1, by: "bob")
    await #expect(throws: Refusal.unknownPage) {
      try await test.store.fail(reread: id, because: Problem(place: "scan", summary: "its reader died"))
    }
    try await test.store.fail(reread: anew, because: Problem(place: "scan", summary: "its reader died"))
    #expect(try await test.store.queue().rereads == 0)
    // The record stays as it was.
    #expect(try await test.store.queue().waiting == 1)
  }

  @Test
  func
    `a page that is read as another one of the same form leaves its document under a name of its own, with what belongs to it`()
    async throws
  {
    let test = try await TestStore()
    try test.add([
      TestForm.record(1, doubts: ["/name", "/born"]), TestForm.record(2, links: [.init(record: "t1-1", form: "t1", by: .name)]),
    ])
    try await test.store.decide(.init(FieldPlace(1), old: .text("Alys Wyn"), new: .text("Alys")), by: "ann")
    let page = try #require(await test.store.view("t1-1", for: "ann")?.pages.first)
    try await test.store.askReread(page: page.id, as: "t1", formPage: 2, by: "ann")
    let reread = try #require(await test.store.nextReread()), same = TestForm.record(1, doubts: ["/name"])
    try test.store.finish(reread: reread.id, with: [(same, TestForm.definition, try test.pages(of: same))])
    // All of it lies on the page that was read again: nothing that was decided stays.
    #expect(try await test.store.leaseNext(for: "bob")?.record == "t1-2")
    let id = try #require(await test.store.leaseNext(for: "ann")?.record)
    #expect(id.hasPrefix("t1-1-"))
    #expect(try await test.store.record(id)?.fields["/name"]?.value == .text("Alys Wyn"))
    #expect(try test.number("SELECT count(*) FROM links WHERE target = '\(id)' AND record = 't1-2'") == 1)
    // The run that comes again finds what it made before.
    #expect(try test.add([TestForm.record(1, doubts: ["/name", "/born"])]) == [.known])
    #expect(try test.number("SELECT count(*) FROM pages WHERE record = '\(id)'") == 1)
    #expect(try await test.store.verify().problems == [])
  }
}
