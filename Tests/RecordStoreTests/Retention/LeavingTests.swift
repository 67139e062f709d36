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
    #expect(try await test.store.claim() == Claim([["t1-1"]], waiting: 1))
    #expect(try await test.store.possibleOwners(of: "s1-9", Self.belonging).isEmpty)
    await #expect(throws: Refusal.cannotOwn(record: "t1-1")) {
      try await test.store.link("s1-9", from: nil, to: "t1-1", Self.belonging, by: "ann")
    }
    try test.add([TestForm.record(2, doubts: [])])
    // What the next export finds leaves by itself: files that cases share hold what they held.
    let found = try await test.store.claimCases().consignments
    #expect(found.map { $0.cases.map(\.records) } == [[["t1-1"]], [["t1-2"]]])
    try await test.store.noteExport(of: [["t1-1"]], by: "export")
    try await test.store.giveBack(["t1-2"])
    try await test.store.link("s1-9", from: nil, to: "t1-2", Self.belonging, by: "ann")
    #expect(try await test.store.claim() == Claim([], waiting: 1))
    #expect(try await test.store.verify().problems == [])
  }

  @Test func `a case in hand keeps its documents together, its first one first`() async throws {
    let test = try await TestStore()
    try test.add([Self.sheet("t1-1"), TestForm.record(1, doubts: []), TestForm.record(2, doubts: [])])
    let cases = Claim([["t1-1", "s1-9"], ["t1-2"]])
    #expect(try await test.store.claim() == cases)
    #expect(try await test.store.claim() == cases)
  }

  @Test func `a sheet that comes when its owner was sent on is put to a person`() async throws {
    let test = try await TestStore()
    try test.add([TestForm.record(1, doubts: []), TestForm.record(2, doubts: [])])
    _ = try await test.store.claimCases()
    try test.add([Self.sheet("t1-1")])
    let record = try #require(await test.store.record("s1-9"))
    #expect(record.disposition == .review && record.issues.map(\.rule) == [FormRecord.Link.late])
    #expect(try await test.store.claim() == Claim([["t1-1"], ["t1-2"]], waiting: 1))
    try await test.store.noteExport(of: [["t1-1"]], by: "export")
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
    #expect(try await test.store.claim() == Claim([], arriving: 1))
    test.wait(RecordStore.silence - 1)
    try add(2, to: first)
    test.wait(RecordStore.silence - 1)
    #expect(try await test.store.claim().arriving == 2)
    // The process that read it is gone; another reads its scans again, and ends.
    let second = try test.store.beginBatch("second")
    try add(1, to: second)
    try test.store.end(batch: second)
    #expect(try await test.store.claim() == Claim([["t1-1"]], arriving: 1))
    test.wait(1)
    #expect(try await test.store.claim().cases == [["t1-1"], ["t1-2"]])
    #expect(try await test.store.verify().problems == [])
  }

  @Test func `a value that is found wrong after it left is told to a person, and nothing else is made of what left`()
    async throws
  {
    let test = try await TestStore()
    try test.add([TestForm.record(1, doubts: [])], policy: ReviewPolicy(sample: 1))
    let old = FieldValue.text("HU15 2PW"), place = FieldPlace(1, "/postcode")
    // While an export has it in hand nothing of it changes.
    _ = try await test.store.claimCases()
    #expect(try await test.store.nextSample(for: "bob") == nil)
    await #expect(throws: Refusal.nothingToDecide(place)) {
      try await test.store.judge(sample: .init(place, old: old, new: .text("HU15 2PX")), by: "bob")
    }
    try await test.store.noteExport(of: [["t1-1"]], by: "export")
    try await test.store.judge(sample: .init(place, old: old, new: .text("HU15 2PX")), by: "bob")
    let record = try #require(await test.store.record("t1-1"))
    #expect(record.disposition == .review && record.issues.map(\.rule) == ["sent-wrong"])
    #expect(record.issues[0].fields == ["/postcode"])
    let page = try #require(await test.store.view("t1-1", for: "ann")?.pages.first)
    await #expect(throws: Refusal.closed(record: "t1-1")) {
      try await test.store.askReread(page: page.id, as: "t1", formPage: 1, by: "ann")
    }
    let issue = try #require(await test.store.view("t1-1", for: "ann")?.issues.first)
    try await test.store.settle(issue: issue.id, of: "t1-1", by: "ann", reason: "sender-told")
    #expect(try await test.store.record("t1-1")?.disposition == .accepted)
    #expect(try await test.store.ready() == [])
    #expect(try await test.store.verify().problems == [])
  }

  @Test func `a sheet whose owner is rejected is put to a person`() async throws {
    let test = try await TestStore()
    try test.add([TestForm.record(1), Self.sheet("t1-1")])
    #expect(try await test.store.record("s1-9")?.disposition == .accepted)
    try await test.store.reject("t1-1", by: "cat", reason: "withdrawn")
    let record = try #require(await test.store.record("s1-9"))
    #expect(record.disposition == .review && record.issues.map(\.rule) == [FormRecord.Link.rejected])
    #expect(try await test.store.ready() == [])
    #expect(try await test.store.verify().problems == [])
  }

  @Test func `what an output cannot say goes back to a person, again and again, on the document that has it`() async throws {
    let test = try await TestStore()
    try test.add([TestForm.record(1, doubts: []), Self.sheet("t1-1")])
    let query = FormRecord.Issue(rule: "too-long", severity: .query, fields: ["/name"], message: "It is too long.")
    for _ in 0..<2 {
      #expect(try await test.store.claim() == Claim([["t1-1", "s1-9"]]))
      try await test.store.giveBack(["t1-1", "s1-9"], because: [("s1-9", query)])
      #expect(try await test.store.record("s1-9")?.disposition == .review)
      #expect(try await test.store.record("t1-1")?.disposition == .accepted)
      let open = try #require(await test.store.view("s1-9", for: "ann")).issues.filter(\.isOpen)
      #expect(open.map(\.issue) == [query])
      try await test.store.settle(issue: open[0].id, of: "s1-9", by: "ann", reason: "paper-checked")
    }
    #expect(try await test.store.verify().problems == [])
  }

  @Test func `how far a case has come outlives its export, and one of which a part may have left leaves by itself`()
    async throws
  {
    let test = try await TestStore()
    try test.add([1, 2, 3].map { TestForm.record($0, doubts: []) })
    _ = try await test.store.claimCases()
    try await test.store.note([(["t1-1"], .written), (["t1-2"], .begun)])
    try await test.store.putOff(["t1-2"])
    let found = try await test.store.claimCases().consignments
    #expect(found.map { $0.cases.map(\.records) } == [[["t1-1"], ["t1-3"]], [["t1-2"]]])
    #expect(found.map { $0.cases.map(\.state) } == [[.written, .claimed], [.begun]] && !found.contains(where: \.isPlacing))
    try await test.store.note([(["t1-1"], .placing), (["t1-3"], .placing)])
    #expect(try await test.store.claimCases().consignments.map(\.isPlacing) == [true, false])
  }

  @Test func `what was sent on is not read anew, though a check has opened it`() async throws {
    let test = try await TestStore()
    try test.add([TestForm.record(1, doubts: [])], policy: ReviewPolicy(sample: 1))
    try await test.export(["t1-1"])
    let place = FieldPlace(1, "/postcode")
    try await test.store.judge(sample: .init(place, old: .text("HU15 2PW"), new: .text("HU15 2PX")), by: "bob")
    #expect(try test.add([TestForm.record(1, doubts: [], other: ["/name": .text("Other")])]) == [.closed])
    #expect(try await test.store.record("t1-1")?.issues.map(\.rule) == ["sent-wrong"])
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

  @Test func `one export at a time, by whatever link it comes to the store`() async throws {
    let test = try await TestStore(), order = Order()
    let link = test.folder.appendingPathComponent("link.sqlite")
    try FileManager.default.createSymbolicLink(at: link, withDestinationURL: test.file)
    let other = try RecordStore(link)
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
    try await test.store.noteExport(of: [["t1-1"]], by: "export")
    #expect(try await test.store.verify().problems.map(\.place) == ["export of t1-1"])
  }
}

/// What `claimCases` gave, without its parts.
private struct Claim: Equatable {
  var cases: [[String]]
  var waiting, arriving: Int
  init(_ cases: [[String]], waiting: Int = 0, arriving: Int = 0) {
    (self.cases, self.waiting, self.arriving) = (cases, waiting, arriving)
  }
}

extension RecordStore {
  fileprivate func claim() async throws -> Claim {
    let found = try await claimCases()
    return Claim(found.consignments.flatMap { $0.cases.map(\.records) }, waiting: found.waiting, arriving: found.arriving)
  }
}

/// What happened, in its order.
private final class Order: Sendable {
  private let noted = Mutex<[String]>([])
  var steps: [String] { noted.withLock { $0 } }
  func note(_ step: String) { noted.withLock { $0.append(step) } }
}
