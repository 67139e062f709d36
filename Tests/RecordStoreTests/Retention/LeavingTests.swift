import Forms
import Foundation
import Synchronization
import Testing

@testable import RecordStore

/// Cases that are sent on, each once and whole, whatever is done beside that.
struct LeavingTests {
  private static let belonging = FormDefinition.Belonging(forms: ["t1"], same: ["/name"], as: ["/name"])

  private static func sheet(_ owner: String? = nil, doubts: [String] = []) -> FormRecord {
    var record = TestForm.record(9, doubts: doubts)
    (record.form.id, record.id) = ("s1", "s1-9")
    record.links = owner.map { [.init(record: $0, form: "t1", by: .name)] }
    return record
  }

  @Test func `what an export has in hand takes no sheet, also when the export died; the next one sends it as it was`()
    async throws
  {
    let test = try await TestStore()
    try test.add([TestForm.record(1, doubts: []), Self.sheet(doubts: ["/born"])])
    #expect(try await test.store.claimCases() == LeavingCases(claimed: [["t1-1"]], waiting: 1, arriving: 0))
    #expect(try await test.store.possibleOwners(of: "s1-9", Self.belonging).isEmpty)
    await #expect(throws: Refusal.cannotOwn(record: "t1-1")) {
      try await test.store.link("s1-9", from: nil, to: "t1-1", Self.belonging, by: "ann")
    }
    try test.add([TestForm.record(2, doubts: [])])
    #expect(try await test.store.claimCases().claimed == [["t1-1"], ["t1-2"]])
    try await test.store.noteExport(of: ["t1-1"], by: "export")
    try await test.store.giveBack(["t1-2"])
    try await test.store.link("s1-9", from: nil, to: "t1-2", Self.belonging, by: "ann")
    #expect(try await test.store.claimCases() == LeavingCases(claimed: [], waiting: 1, arriving: 0))
    #expect(try await test.store.verify().problems == [])
  }

  @Test func `a case in hand keeps its documents together, its first one first`() async throws {
    let test = try await TestStore()
    try test.add([Self.sheet("t1-1"), TestForm.record(1, doubts: []), TestForm.record(2, doubts: [])])
    let cases = try await test.store.claimCases()
    #expect(cases.claimed == [["t1-1", "s1-9"], ["t1-2"]])
    #expect(try await test.store.claimCases() == cases)
  }

  @Test func `a sheet that comes when its owner was sent on is put to a person`() async throws {
    let test = try await TestStore()
    try test.add([TestForm.record(1, doubts: []), TestForm.record(2, doubts: [])])
    _ = try await test.store.claimCases()
    try test.add([Self.sheet("t1-1")])
    let record = try #require(await test.store.record("s1-9"))
    #expect(record.disposition == .review && record.issues.map(\.rule) == [FormRecord.Link.late])
    #expect(try await test.store.claimCases() == LeavingCases(claimed: [["t1-1"], ["t1-2"]], waiting: 1, arriving: 0))
    try await test.store.noteExport(of: ["t1-1"], by: "export")
    try await test.store.giveBack(["t1-2"])
    // It belongs to another one after all.
    try await test.store.link("s1-9", from: "t1-1", to: "t1-2", Self.belonging, by: "ann")
    #expect(try await test.store.record("s1-9")?.disposition == .accepted)
    #expect(try await test.store.ready() == [["t1-2", "s1-9"]])
  }

  @Test func `what a batch gave stays until the batch ends, falls silent, or is read again`() async throws {
    let test = try await TestStore()
    func add(_ number: Int, to batch: Int64) throws {
      let record = TestForm.record(number, doubts: [])
      try test.store.add(
        record, form: TestForm.definition, pages: test.pages(of: record), batch: batch, policy: ReviewPolicy(sample: 0))
    }
    let first = try test.store.beginBatch("first")
    try add(1, to: first)
    #expect(try await test.store.claimCases() == LeavingCases(claimed: [], waiting: 0, arriving: 1))
    test.wait(RecordStore.silence - 1)
    try add(2, to: first)
    test.wait(RecordStore.silence - 1)
    #expect(try await test.store.claimCases().arriving == 2)
    // The process that read it is gone; another reads its scans again, and ends.
    let second = try test.store.beginBatch("second")
    try add(1, to: second)
    try test.store.end(batch: second)
    #expect(try await test.store.claimCases() == LeavingCases(claimed: [["t1-1"]], waiting: 0, arriving: 1))
    test.wait(1)
    #expect(try await test.store.claimCases().claimed == [["t1-1"], ["t1-2"]])
    #expect(try await test.store.verify().problems == [])
  }

  @Test func `what was sent on is not made another document of, though a check opens it`() async throws {
    let test = try await TestStore()
    try test.add([TestForm.record(1, doubts: [])], policy: ReviewPolicy(sample: 1))
    try await test.export(["t1-1"])
    let old = FieldValue.text("HU15 2PW"), place = FieldPlace(1, "/postcode")
    try await test.store.judge(sample: .init(place, old: old, new: .text("HU15 2PX")), by: "bob")
    try test.tamper("UPDATE records SET disposition = 'review', released = NULL WHERE id = 't1-1'")
    let page = try #require(await test.store.view("t1-1", for: "ann")?.pages.first)
    await #expect(throws: Refusal.closed(record: "t1-1")) {
      try await test.store.askReread(page: page.id, as: "t1", formPage: 1, by: "ann")
    }
    #expect(try await test.store.ready() == [])
  }

  @Test func `a page that is read again puts nothing in place of what was released meanwhile`() async throws {
    let test = try await TestStore()
    try test.add([TestForm.record(1)])
    let page = try #require(await test.store.view("t1-1", for: "ann")?.pages.first)
    let reread = try await test.store.askReread(page: page.id, as: "t1", formPage: 1, by: "ann")
    try await test.store.decide(.init(FieldPlace(1), old: .text("Alys Wyn"), new: .text("Alys Wyn")), by: "bob")
    try await test.export(["t1-1"])
    var again = TestForm.record(1)
    again.id = "t1-1-again"
    let pages = try test.pages(of: again)
    #expect(throws: Refusal.closed(record: "t1-1")) {
      try test.store.finish(reread: reread, with: [(again, TestForm.definition, pages)])
    }
    #expect(try await test.store.ready() == [])
    #expect(try await test.store.verify().problems == [])
  }

  @Test func `one export at a time`() async throws {
    let test = try await TestStore(), order = Order()
    let other = try RecordStore(test.file)
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        try await test.store.exportAlone {
          order.note("first begins")
          try await Task.sleep(for: .milliseconds(400))
          order.note("first ends")
        }
      }
      while order.steps.isEmpty { try await Task.sleep(for: .milliseconds(5)) }
      try await other.exportAlone { order.note("second") }
      try await group.waitForAll()
    }
    #expect(order.steps == ["first begins", "first ends", "second"])
    let waiting = Task {
      try await test.store.exportAlone {
        try await other.exportAlone { order.note("never") }
      }
    }
    try await Task.sleep(for: .milliseconds(300))
    waiting.cancel()
    await #expect(throws: CancellationError.self) { try await waiting.value }
    #expect(order.steps.count == 3)
  }

  @Test func `what left twice does not pass the check of the log`() async throws {
    let test = try await TestStore()
    try test.add([TestForm.record(1, doubts: [])])
    try await test.export(["t1-1"])
    #expect(try await test.store.verify().problems == [])
    try await test.store.noteExport(of: ["t1-1"], by: "export")
    #expect(try await test.store.verify().problems.map(\.place) == ["export of t1-1"])
  }
}

/// What happened, in its order.
private final class Order: Sendable {
  private let noted = Mutex<[String]>([])
  var steps: [String] { noted.withLock { $0 } }
  func note(_ step: String) { noted.withLock { $0.append(step) } }
}
