import Forms
import Foundation
import RecordStore
import Testing

/// A stray page that somebody puts into a document of its file.
struct JoiningTests {
  /// Two documents and a stray page of one file, and one of another file.
  private func filled() async throws -> (test: TestStore, stray: Int64) {
    let test = try await TestStore()
    var records = [TestForm.record(1), TestForm.record(2), TestForm.record(3)]
    for (number, place) in [(0, 0), (1, 2)] {
      records[number].source = .init(file: "one.pdf", sha256: "one", received: "2026-11-20T08:00:00Z")
      records[number].pages[0].index = place
      for pointer in records[number].fields.keys { records[number].fields[pointer]?.page = place }
    }
    try test.add(records)
    let image = try test.store.images.keep(Data("stray".utf8), format: "png")
    let page = StoredPage(
      file: .init(sha256: "one", name: "one.pdf", received: nil), position: 1, kind: .unknown, reason: "unknown",
      picture: .init(image: image, width: 10, height: 20, dpi: 300))
    try test.store.add(strays: [page], batch: 1)
    return (test, try #require(await test.store.strays().pages.first).page.id)
  }

  @Test func `open documents of the same file are offered, with the pages that they have`() async throws {
    let (test, stray) = try await filled()
    var found = try await test.store.neighbours(ofStray: stray)
    #expect(found.map(\.record) == ["t1-1", "t1-2"] && found.map(\.formPages) == [[1], [1]] && found[1].positions == 2...2)
    #expect(found[0].form == .init(id: "t1", edition: "01.26"))
    try await test.store.decide(.init(FieldPlace(1), old: .text("Alys Wyn"), new: .text("A")), by: "ann")
    found = try await test.store.neighbours(ofStray: stray)
    #expect(found.map(\.record) == ["t1-2"])
    let page = try #require(await test.store.view("t1-2", for: "ann")?.pages.first)
    #expect(try await test.store.neighbours(ofStray: page.id).isEmpty)
    #expect(try await test.store.record(ofPage: page.id) == "t1-2")
    #expect(try await test.store.record(ofPage: stray) == nil)
  }

  @Test func `a page whose reader died is listed again`() async throws {
    let (test, stray) = try await filled()
    try await test.store.askReread(page: stray, as: "t1", formPage: 2, by: "bob")
    #expect(try await test.store.strays().count == 0)
    test.wait(121)
    #expect(try await test.store.strays().count == 1)
    _ = try await test.store.nextReread()
    #expect(try await test.store.strays().count == 0)
    test.wait(121)
    #expect(try await test.store.strays().count == 1)
  }

  @Test func `the page joins the record that somebody names, and what was decided there stays`() async throws {
    let (test, stray) = try await filled()
    try await test.store.decide(.init(FieldPlace(2), old: .text("Alys Wyn"), new: .text("Alys")), by: "ann")
    #expect(try await test.store.neighbours(ofStray: stray).map(\.record) == ["t1-1"])
    _ = try await test.store.lease("t1-1", for: "bob")
    await #expect(throws: Refusal.held(record: "t1-1", by: "bob")) {
      try await test.store.askReread(page: stray, as: "t1", formPage: 2, into: "t1-1", by: "ann")
    }
    try await test.store.askReread(page: stray, as: "t1", formPage: 2, into: "t1-1", by: "bob")
    let reread = try #require(await test.store.nextReread())
    #expect(reread.record == "t1-1" && reread.formPage == 2)
    var whole = try #require(await test.store.record("t1-1"))
    whole.id = "t1-whole"
    whole.pages.append(.init(index: 1, formPage: 2, rotation: 0, score: 0.9, runnerUp: 0.2, residualMM: 0.1))
    #expect(
      try test.store.finish(reread: reread.id, with: [(whole, TestForm.definition, try test.pages(of: whole))]) == ["t1-whole"])
    #expect(try await test.store.view("t1-whole", for: "ann")?.pages.map(\.position) == [0, 1])
    #expect(try await test.store.strays().count == 0)
    #expect(try test.number("SELECT count(*) FROM records WHERE superseded IS NOT NULL") == 1)
    #expect(
      try test.number(
        "SELECT count(*) FROM records r JOIN documents d ON d.id = r.document WHERE r.id = 't1-whole' AND d.id = 't1-1'") == 1)
    #expect(try await test.store.verify().problems == [])
  }
}
