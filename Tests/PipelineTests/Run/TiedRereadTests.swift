import Forms
import Foundation
import RecordStore
import Testing

@testable import Pipeline

/// Documents whose fields are weighed against each other, when one of their pages is read again.
struct TiedRereadTests {
  let batch: TestBatch
  let store: RecordStore
  private let reread: PageReread

  /// Reads a postcode on the first two pages, on the second in doubt, and a name on the rest.
  private struct DoubtfulReader: PageReading {
    func read(_ page: RegisteredPage) throws -> [FieldReading] {
      try NumberingReader().read(page).map { reading in
        var reading = reading
        let (word, confidence) = [1: ("LS17 0QT", 0.95), 2: ("LS17 0QY", 0.6)][page.page.number] ?? ("Piotr", 0.5)
        (reading.value, reading.confidence) = (.text(word), confidence)
        reading.evidence = ["handSure": -0.1]
        reading.look("it was read with doubt")
        return reading
      }
    }
  }

  init() async throws {
    var form = TestBatch.form
    for page in ["/page1", "/page2"] { form.fields[page] = FieldDefinition(label: "Postcode", kind: .postcode) }
    form.ties = [.same(["/page1", "/page2"])]
    batch = try TestBatch()
    try batch.scan([1, 2, 3, 4], as: "a.tif", dust: 1)
    store = try RecordStore(batch.folder.appending(path: "desk.sqlite"), create: true)
    try await store.set(operator: "gwen", role: .senior, password: "four words are good", by: "test")
    reread = PageReread(store, forms: [form], policy: ReviewPolicy(sample: 0)) { DoubtfulReader() }
    var run = try batch.run { DoubtfulReader() }
    run.forms = [form]
    run.store = try StoreBatch(store, name: "test", policy: ReviewPolicy(sample: 0))
    _ = try await run(batch.found())
  }

  private func readAgain(_ view: RecordView) async throws -> RecordView {
    let page = try #require(view.pages.first { $0.formPage == 3 })
    let id = try await store.askReread(page: page.id, as: "drawn", formPage: 3, by: "gwen")
    return try #require(await store.view(reread(upTo: id), for: "gwen"))
  }

  @Test func `what other pages said of each other is weighed once`() async throws {
    let lease = try #require(await store.leaseNext(for: "gwen")),
      old = try #require(await store.view(lease.record, for: "gwen"))
    #expect(
      old.record.fields["/page2"]?.value == .text("LS17 0QT") && old.record.fields["/page2"]?.alone?.value == .text("LS17 0QY"))
    let new = try await readAgain(old)
    #expect(new.record.id != old.record.id && new.record.fields == old.record.fields)
  }

  @Test func `a decision stays, and others are weighed against it`() async throws {
    let lease = try #require(await store.leaseNext(for: "gwen"))
    try await store.decide(
      .init(FieldPlace(lease.record, "/page1"), old: .text("LS17 0QT"), new: .text("LS17 0QW")), by: "gwen")
    let new = try await readAgain(try #require(await store.view(lease.record, for: "gwen"))).record
    #expect(new.fields["/page1"]?.value == .text("LS17 0QW") && new.fields["/page1"]?.review == false)
    #expect(new.fields["/page1"]?.alone == nil && new.fields["/page2"]?.review == true)
    #expect(new.fields["/page2"]?.value == .text("LS17 0QW") && new.fields["/page2"]?.alone?.value == .text("LS17 0QY"))
    #expect(try await store.verify().problems == [])
  }
}
