import Forms
import Foundation
import RecordStore
import Testing

struct LeaseTests {
  @Test func `nobody gets what another has in hand, and it comes back when the lease ends`() async throws {
    let test = try await TestStore()
    try test.add([TestForm.record(1), TestForm.record(2, received: "2026-11-21T08:00:00Z")])
    #expect(try await test.store.leaseNext(for: "ann")?.record == "t1-1")
    #expect(try await test.store.leaseNext(for: "bob")?.record == "t1-2")
    #expect(try await test.store.leaseNext(for: "cat") == nil)
    #expect(try await test.store.queue().held == 2)
    test.wait(301)
    #expect(try await test.store.leaseNext(for: "cat")?.record == "t1-1")
    await #expect(throws: Refusal.leaseEnded(record: "t1-1")) { try await test.store.renew("t1-1", by: "ann") }
    await #expect(throws: Refusal.held(record: "t1-1", by: "cat")) {
      try await test.store.decide(.init(FieldPlace(1), old: .text("Alys Wyn"), new: .text("A")), by: "ann")
    }
  }

  @Test func `who asks again gets the same, and the next one beside it when asked for`() async throws {
    let test = try await TestStore()
    try test.add([TestForm.record(1), TestForm.record(2)])
    let first = try #require(await test.store.leaseNext(for: "ann"))
    // It goes on as it is in its first half, and is longer after that.
    test.wait(100)
    #expect(try await test.store.leaseNext(for: "ann") == first)
    test.wait(100)
    let again = try await test.store.leaseNext(for: "ann")
    #expect(again?.record == first.record && again?.until == test.now + 300)
    let second = try await test.store.leaseNext(for: "ann", besides: [first.record])
    #expect(second?.record == "t1-2")
    try await test.store.release("t1-2", by: "ann")
    #expect(try await test.store.leaseNext(for: "bob")?.record == "t1-2")
  }

  @Test func `a lease that is renewed does not end`() async throws {
    let test = try await TestStore()
    try test.add([TestForm.record(1)])
    _ = try await test.store.leaseNext(for: "ann", seconds: 100)
    for _ in 0..<5 {
      test.wait(80)
      try await test.store.renew("t1-1", by: "ann", seconds: 100)
    }
    #expect(try await test.store.leaseNext(for: "bob") == nil)
  }

  @Test func `the most urgent comes first, then the oldest`() async throws {
    let test = try await TestStore()
    func issue(_ severity: FormRecord.Issue.Severity) -> [FormRecord.Issue] {
      [.init(rule: "r", severity: severity, message: "m")]
    }
    try test.add([
      TestForm.record(1), TestForm.record(2, received: "2026-11-01T08:00:00Z"), TestForm.record(3, doubts: ["/born"]),
      TestForm.record(4, issues: issue(.query)), TestForm.record(5, issues: issue(.reject)),
      TestForm.record(6, issues: issue(.warning)),
    ])
    var order: [String] = []
    while let lease = try await test.store.leaseNext(for: "ann", besides: Set(order)) { order.append(lease.record) }
    #expect(order == ["t1-5", "t1-4", "t1-3", "t1-2", "t1-1", "t1-6"])
  }

  @Test func `a filter gives its part of the queue alone, and counts say how much that is`() async throws {
    let test = try await TestStore()
    var other = TestForm.record(2, received: "2026-10-01T08:00:00Z")
    other.form.id = "t2"
    other.fields["/postcode"]?.look("not in the list")
    try test.add([TestForm.record(1), other])
    let counts = try await test.store.queue()
    #expect(counts.byForm["t1"]?.records == 1 && counts.byForm["t2"]?.records == 1)
    #expect(counts.byReason["doubtful"]?.records == 2 && counts.byReason["not in the list"]?.records == 1)
    #expect(counts.byUrgency[.doubt]?.records == 2 && counts.byAge.reduce(0, +) == 2)
    for filter in [
      QueueFilter(form: "t2"), QueueFilter(reason: "not in the list"),
      QueueFilter(arrivedBefore: try Date("2026-11-01T00:00:00Z", strategy: .iso8601)),
    ] {
      #expect(try await test.store.leaseNext(for: "ann", matching: filter)?.record == "t1-2")
      #expect(try await test.store.leaseNext(for: "bob", matching: filter) == nil)
      try await test.store.release("t1-2", by: "ann")
    }
    #expect(try await test.store.leaseNext(for: "ann", matching: QueueFilter(urgency: .reject)) == nil)
  }

  @Test func `what is passed on to seniors is for them`() async throws {
    let test = try await TestStore()
    try test.add([TestForm.record(1)])
    _ = try await test.store.leaseNext(for: "ann")
    try await test.store.escalate("t1-1", to: .senior, by: "ann")
    #expect(try await test.store.leaseNext(for: "bob") == nil)
    // Nor does a link to it help.
    await #expect(throws: Refusal.needsRole(.senior)) { try await test.store.lease("t1-1", for: "bob") }
    await #expect(throws: Refusal.needsRole(.senior)) {
      try await test.store.decide(.init(FieldPlace(1), old: .text("Alys Wyn"), new: .text("A")), by: "bob")
    }
    #expect(try await test.store.leaseNext(for: "cat")?.record == "t1-1")
  }

  @Test func `a disabled account gets nothing, and what it had goes back`() async throws {
    let test = try await TestStore()
    try test.add([TestForm.record(1)])
    _ = try await test.store.leaseNext(for: "ann")
    try await test.store.disable(operator: "ann", by: "cat")
    await #expect(throws: Refusal.unknownOperator("ann")) { try await test.store.leaseNext(for: "ann") }
    #expect(try await test.store.leaseNext(for: "bob")?.record == "t1-1")
  }
}
