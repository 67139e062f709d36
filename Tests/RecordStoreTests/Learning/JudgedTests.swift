import Forms
import Foundation
import Testing

@testable import RecordStore

/// What people did becomes truth.
struct JudgedTests {
  private func decide(_ place: FieldPlace, _ new: String, in test: TestStore) async throws {
    let old = try #require(await test.store.record(place.record)?.fields[place.pointer]?.value)
    try await test.store.decide(.init(place, old: old, new: .text(new)), by: "ann")
  }

  @Test func `corrections and confirmations tell what was read and what it is, however often it was changed`() async throws {
    let test = try await TestStore()
    try test.add([TestForm.record(1, doubts: ["/name", "/postcode"]), TestForm.record(2)])
    try await decide(FieldPlace(1), "Alys", in: test)
    try await decide(FieldPlace(1), "Mair", in: test)
    try await decide(FieldPlace(2), "Alys Wyn", in: test)
    let judged = try await test.store.judged()
    #expect(judged.map(\.place) == [FieldPlace(1), FieldPlace(2)])
    #expect(judged[0].old == .text("Alys Wyn") && judged[0].new == .text("Mair") && !judged[0].isRight && judged[1].isRight)
    #expect(judged.allSatisfy { $0.confidence == 0.6 && $0.kind == .text && $0.group == "text" })
    // `doubtful` is no reason that only tells of confidence.
    #expect(judged.allSatisfy { $0.isForced })
    #expect(try await test.store.judged(since: test.now + 1).isEmpty)
  }

  @Test func `what stands for more has their weight: a sample for what passed, a decision for what waits`() async throws {
    let test = try await TestStore()
    try test.add((1...4).map { TestForm.record($0) }, policy: ReviewPolicy(sample: 1))
    try await decide(FieldPlace(1), "Alys", in: test)
    // Somebody sees an error beside what waits; nobody drew it.
    try await decide(FieldPlace(2, "/postcode"), "HU1 1AA", in: test)
    for _ in 0..<3 {
      let place = try #require(await test.store.nextSample(for: "bob")), value = TestForm.values[place.pointer]
      try await test.store.judge(
        sample: .init(place, old: value, new: place.pointer == "/born" ? .text("1961-02-08") : value), by: "bob")
    }
    let judged = try await test.store.judged()
    let born = judged.filter { $0.kind == .date }, post = judged.filter { $0.kind == .postcode }
    // One name of four that wait; one date of four that passed; one postcode of three, beside one that stands for itself.
    #expect(judged.filter { $0.kind == .text }.map(\.weight) == [4])
    #expect(born.map(\.weight) == [4] && born[0].isRight == false && born[0].isForced == false && born[0].confidence == 0.99)
    #expect(post.map(\.weight) == [3, 1])
    #expect(judged.count == 5)
  }

  @Test(arguments: [
    (["it was read with doubt"], false, false), (["it was read with doubt", "it is no date"], false, true),
    (["it looks written by hand"], false, true), (["it looks written by hand", "independent readings differ"], true, false),
    ([], false, false),
  ])
  func `only what confidence alone brought to a person may pass at another threshold`(
    reasons: [String], isHand: Bool, isForced: Bool
  )
    async throws
  {
    let test = try await TestStore()
    var record = TestForm.record(1, doubts: ["/name", "/postcode"])
    record.fields["/name"]?.reasons = reasons
    if isHand { record.fields["/name"]?.evidence = ["handSure": 0.9] }
    try test.add([record])
    try await decide(FieldPlace(1), "Alys", in: test)
    let judged = try await test.store.judged()
    #expect(judged.map(\.isForced) == [isForced] && judged.map(\.group) == [isHand ? "text, hand" : "text"])
  }

  @Test func `what was purged or replaced is no truth any more`() async throws {
    let test = try await TestStore()
    try test.add([TestForm.record(1), TestForm.record(2)])
    try await decide(FieldPlace(1), "Alys", in: test)
    test.wait(86_400)
    _ = try await test.store.purge(closedBefore: test.now, by: "admin")
    #expect(try await test.store.judged().isEmpty)
  }
}
