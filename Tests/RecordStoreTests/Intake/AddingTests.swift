import Forms
import Foundation
import RecordStore
import Testing

/// What a run puts in, and what it does when it comes again.
struct AddingTests {
  @Test func `the same record with the same content is there once`() async throws {
    let test = try await TestStore()
    #expect(try test.add([TestForm.record(1), TestForm.record(2, doubts: [])]) == [.new, .new])
    let rows = try test.number("SELECT count(*) FROM audit")
    #expect(try test.add([TestForm.record(1), TestForm.record(2, doubts: [])]) == [.known, .known])
    #expect(try test.number("SELECT count(*) FROM records") == 2)
    #expect(try test.number("SELECT count(*) FROM pages") == 2)
    // Only the second batch is new.
    #expect(try test.number("SELECT count(*) FROM audit") == rows + 1)
    #expect(try await test.store.verify().problems == [])
  }

  @Test func `a record that needs nobody is released at once, and comes back as it was emitted`() async throws {
    let test = try await TestStore(), record = TestForm.record(1, doubts: [])
    try test.add([record])
    #expect(try await test.store.released() == [record.id])
    #expect(try await test.store.queue().waiting == 0)
    let kept = try #require(await test.store.record(record.id))
    #expect(try CanonicalJSON.data(kept) == CanonicalJSON.data(record))
    try await test.export([record.id])
    #expect(try test.number("SELECT count(*) FROM audit WHERE action = 'exported' AND subject = 't1-1'") == 1)
  }

  @Test func `reading a document again leaves what people decided, and takes the rest anew`() async throws {
    let test = try await TestStore()
    try test.add([TestForm.record(1, doubts: ["/name", "/postcode"])])
    try await test.store.decide(.init(FieldPlace(1), old: .text("Alys Wyn"), new: .text("Alys Wynn")), by: "ann")
    let again = TestForm.record(1, doubts: ["/name"], other: ["/name": .text("Atys Wyn"), "/postcode": .text("HU1 1AA")])
    #expect(try test.add([again]) == [.readAgain(kept: 1)])
    let now = try #require(await test.store.record("t1-1"))
    #expect(now.fields["/name"]?.value == .text("Alys Wynn") && now.fields["/postcode"]?.value == .text("HU1 1AA"))
    // Nothing waits any more: the new reading has no doubt of the postcode.
    #expect(try await test.store.released() == ["t1-1"])
    #expect(try await test.store.verify().problems == [])
  }

  @Test func `a record that was released does not change when it is read again`() async throws {
    let test = try await TestStore()
    try test.add([TestForm.record(1)])
    try await test.store.decide(.init(FieldPlace(1), old: .text("Alys Wyn"), new: .text("Alys Wyn")), by: "ann")
    #expect(try test.add([TestForm.record(1, other: ["/name": .text("Else")])]) == [.closed])
    #expect(try await test.store.record("t1-1")?.fields["/name"]?.value == .text("Alys Wyn"))
    #expect(try await test.store.verify().problems == [])
  }

  @Test func `when the paper arrived is what was taken down first`() async throws {
    let test = try await TestStore()
    try test.add([TestForm.record(1)])
    #expect(try test.add([TestForm.record(1, received: "2026-11-25T08:00:00Z")]) == [.known])
    #expect(try await test.store.record("t1-1")?.source.received == "2026-11-20T08:00:00Z")
  }

  @Test func `a record whose page images are not there is refused whole`() async throws {
    let test = try await TestStore(), record = TestForm.record(1)
    let pages = try test.pages(of: record)
    for page in pages { try FileManager.default.removeItem(at: test.store.images.file(of: try #require(page.picture).image)) }
    let batch = try test.store.beginBatch("test")
    #expect(throws: Problem.self) { try test.store.add(record, form: TestForm.definition, pages: pages, batch: batch) }
    #expect(try test.number("SELECT count(*) FROM records") == 0)
    #expect(try test.number("SELECT count(*) FROM pages") == 0)
  }

  @Test
  func
    `another record of the same pages takes the place of one that nobody touched, and is queried beside one that somebody did`()
    async throws
  {
    let test = try await TestStore()
    try test.add([TestForm.record(1), TestForm.record(2, doubts: ["/name", "/postcode"])])
    try await test.store.decide(.init(FieldPlace(2), old: .text("Alys Wyn"), new: .text("Alys")), by: "ann")
    var other = TestForm.record(1), beside = TestForm.record(2)
    (other.id, beside.id) = ("t1-other", "t1-beside")
    try test.add([other, beside])
    #expect(try test.number("SELECT count(*) FROM records WHERE superseded IS NOT NULL AND id = 't1-1'") == 1)
    let view = try #require(await test.store.view("t1-beside", for: "ann"))
    #expect(view.issues.map(\.issue.rule) == ["page-in-two-records"] && view.issues[0].isOpen)
    #expect(try await test.store.queue().waiting == 3)
    #expect(try await test.store.verify().problems == [])
  }

  @Test func `pages in no document are kept too, and go into the one that takes them up`() async throws {
    let test = try await TestStore(), record = TestForm.record(1)
    var stray = try test.pages(of: record)
    (stray[0].kind, stray[0].reason) = (.unknown, "no form is like it")
    try test.store.add(strays: stray, batch: try test.store.beginBatch("test"))
    #expect(try test.number("SELECT count(*) FROM pages WHERE record IS NULL AND kind = 'unknown'") == 1)
    try test.add([record])
    #expect(try test.number("SELECT count(*) FROM pages WHERE record = 't1-1' AND kind = 'form'") == 1)
    #expect(try test.number("SELECT count(*) FROM pages") == 1)
  }
}
