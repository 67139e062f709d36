import Forms
import Foundation
import RecordStore
import Testing

/// Two operators key a critical field without seeing each other's value; a third decides where they differ.
struct KeyingTwiceTests {
  private let born = FieldPlace(1, "/born"), policy = ReviewPolicy(keyedTwice: .doubtful, sample: 0)

  private func decision(_ day: String, round: Int) -> FieldDecision {
    // What it was read as is hidden from who keys it.
    FieldDecision(born, old: nil, new: .text(day), round: round)
  }

  @Test func `the same value twice is the field's`() async throws {
    let test = try await TestStore()
    try test.add([TestForm.record(1, doubts: ["/born"])], policy: policy)
    let first = try await test.store.decide(decision("1961-02-08", round: 0), by: "ann")
    #expect(first.waiting == 1 && first.disposition == .review)
    // Who keyed it first does not get it again, and cannot key it again.
    #expect(try await test.store.leaseNext(for: "ann") == nil)
    await #expect(throws: Refusal.keyedBySame(born)) {
      try await test.store.decide(decision("1961-02-08", round: 1), by: "ann")
    }
    let lease = try #require(await test.store.leaseNext(for: "bob"))
    #expect(lease.round == 1)
    let view = try #require(await test.store.view("t1-1", for: "bob"))
    #expect(view.record.fields["/born"]?.value == nil && view.record.fields["/born"]?.alternatives == [])
    #expect(view.fields["/born"]?.round == 1)
    for _ in 0..<2 {
      #expect(try await test.store.decide(decision("1961-02-08", round: 1), by: "bob").disposition == .accepted)
    }
    #expect(try await test.store.record("t1-1")?.fields["/born"]?.value == .text("1961-02-08"))
    #expect(try test.number("SELECT count(*) FROM corrections") == 1)
    #expect(try await test.store.verify().problems == [])
  }

  @Test func `of two that differ a third decides`() async throws {
    let test = try await TestStore()
    try test.add([TestForm.record(1, doubts: ["/born"])], policy: policy)
    try await test.store.decide(decision("1961-02-08", round: 0), by: "ann")
    #expect(try await test.store.decide(decision("1961-03-08", round: 1), by: "bob").disposition == .review)
    #expect(try await test.store.leaseNext(for: "bob") == nil)
    #expect(try await test.store.leaseNext(for: "cat")?.round == 2)
    #expect(try await test.store.decide(decision("1961-02-08", round: 2), by: "cat").disposition == .accepted)
  }

  @Test func `a second keying that thinks it is the first is a conflict, and one that is sent again is not`() async throws {
    let test = try await TestStore()
    try test.add([TestForm.record(1, doubts: ["/born"])], policy: policy)
    try await test.store.decide(decision("1961-02-08", round: 0), by: "ann")
    try await test.store.decide(decision("1961-02-08", round: 0), by: "ann")
    await #expect(throws: Refusal.conflict([born])) { try await test.store.decide(decision("1961-02-09", round: 0), by: "bob") }
    #expect(try test.number("SELECT count(*) FROM keyings") == 1)
  }

  @Test(arguments: [(ReviewPolicy.KeyedTwice.never, 0, 1), (.doubtful, 1, 1), (.all, 2, 2)])
  func `which fields are keyed twice is the policy's`(kept: ReviewPolicy.KeyedTwice, keyed: Int, waiting: Int) async throws {
    let test = try await TestStore()
    try test.add([TestForm.record(1, doubts: ["/born"])], policy: ReviewPolicy(keyedTwice: kept, sample: 0))
    #expect(try test.number("SELECT count(*) FROM fields WHERE keyedTwice") == keyed)
    #expect(try test.number("SELECT count(*) FROM fields WHERE waiting") == waiting)
  }
}
