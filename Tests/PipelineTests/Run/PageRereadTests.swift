import Forms
import Foundation
import Imaging
import RecordStore
import Testing

@testable import Pipeline

/// Pages of a store that somebody says are others than they were taken for.
struct PageRereadTests {
  let batch: TestBatch
  let store: RecordStore
  private let reread: PageReread

  /// A document without its last page, an empty sheet in its place, and a page of a form that is not known.
  init() async throws {
    batch = try TestBatch()
    try batch.scan([1, 2, 3, 0], as: "a.tif", dust: 1)
    let map = IdentifyTests.map(turn: 0, skew: 0, scale: (1, 1), shift: (0, 0))
    let stranger = try IdentifyTests.scan(IdentifyTests.form(seed: 9), by: map, turn: 0)
    try ScanWriter.writeTIFF([stranger], to: batch.scans.appending(path: "b.tif").path)
    store = try RecordStore(batch.folder.appending(path: "desk.sqlite"), create: true)
    try await store.set(operator: "gwen", role: .senior, password: "four words are good", by: "test")
    reread = PageReread(store, forms: [TestBatch.form], policy: ReviewPolicy(sample: 0)) { NumberingReader() }
    var run = try batch.run { NumberingReader() }
    run.store = try StoreBatch(store, name: "test", policy: ReviewPolicy(sample: 0))
    _ = try await run(batch.found())
  }

  private var view: RecordView {
    get async throws {
      let lease = try #require(await store.leaseNext(for: "gwen"))
      return try #require(await store.view(lease.record, for: "gwen"))
    }
  }

  @Test func `a page is read as the page that somebody names, where its print is found`() async throws {
    let old = try await view, page = try #require(old.pages.last)
    let id = try await store.askReread(page: page.id, as: "drawn", formPage: 3, by: "gwen")
    let record = try await reread(upTo: id), new = try #require(await store.view(record, for: "gwen"))
    #expect(new.record.fields == old.record.fields && new.pages.map(\.formPage) == [1, 2, 3])
    #expect(new.record.source.sha256 == old.record.source.sha256 && new.record.source.received == old.record.source.received)
    #expect(try await store.verify().problems == [])
  }

  @Test func `a page whose print is not found stays where it is, and can be placed by its corners`() async throws {
    let old = try await view, page = try #require(old.pages.last)
    let first = try await store.askReread(page: page.id, as: "drawn", formPage: 4, by: "gwen")
    let problem = await #expect(throws: Problem.self) { try await reread(upTo: first) }
    #expect(problem?.remedy?.contains("four corners") == true)
    #expect(try await store.view(old.record.id, for: "gwen")?.pages.count == 3)

    let corners = [0, 0, 1240, 0, 1240, 1754, 0, 1754].map(Double.init)
    let second = try await store.askReread(page: page.id, as: "drawn", formPage: 4, corners: corners, by: "gwen")
    let record = try await reread(upTo: second), new = try #require(await store.view(record, for: "gwen"))
    #expect(new.pages.compactMap(\.formPage).sorted() == [1, 2, 4])
    // A place that a hand gave is near, not exact: a person looks at all that was read there.
    let placed = try #require(new.record.fields["/page4"])
    #expect(placed.review && placed.reasons.contains("the page was placed by hand"))
    #expect(new.record.fields["/page1"] == old.record.fields["/page1"] && new.record.fields["/page3"] == nil)
  }

  @Test func `a page that was in no document makes one of its own`() async throws {
    let stray = try #require(await store.strays().pages.first)
    let corners = [0, 0, 1240, 0, 1240, 1754, 0, 1754].map(Double.init)
    let id = try await store.askReread(page: stray.page.id, as: "drawn", formPage: 4, corners: corners, by: "gwen")
    let record = try await reread(upTo: id), view = try #require(await store.view(record, for: "gwen"))
    #expect(view.pages.map(\.formPage) == [4] && view.record.disposition == .review)
    #expect(view.record.issues.contains { $0.rule == "page-missing" })
  }

  @Test func `a page that was in no document joins the one that somebody names, and the rest stays`() async throws {
    let old = try await view, file = try #require(old.pages.first).file
    var pages: [RecordView.Page] = []
    for id in 1...8 { if let page = try await store.page(Int64(id)) { pages.append(page) } }
    let left = try #require(pages.first { $0.file == file && $0.position == 3 })
    #expect(try await store.neighbours(ofStray: left.id).map(\.record) == [old.record.id])
    let corners = [0, 0, 1240, 0, 1240, 1754, 0, 1754].map(Double.init)
    let id = try await store.askReread(
      page: left.id, as: "drawn", formPage: 4, corners: corners, into: old.record.id, by: "gwen")
    let record = try await reread(upTo: id), new = try #require(await store.view(record, for: "gwen"))
    #expect(new.pages.map(\.formPage) == [1, 2, 3, 4] && new.record.id != old.record.id)
    #expect(new.record.fields["/page1"] == old.record.fields["/page1"] && new.record.fields["/page4"]?.review == true)
    #expect(old.record.issues.contains { $0.rule == "page-missing" })
    #expect(!new.record.issues.contains { $0.rule == "page-missing" })
    #expect(try await store.verify().problems == [])
  }
}
