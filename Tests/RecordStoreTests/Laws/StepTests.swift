import Forms
import Foundation
import Testing

@testable import RecordStore

/// Runs, operators and time in any order (seeded): what must hold holds after each.
struct StepTests {
  /// Names of documents that belong together must differ; asked when all of them are certain.
  private static let rules: Revalidate = { record, linked in
    let names = ([record] + linked).map { $0.fields["/name"] }
    var said = Revalidation(asked: ["names-differ"])
    if names.contains(where: { $0?.review == true }) {
      said.undecided = ["names-differ"]
    } else if linked.contains(where: { $0.fields["/name"]?.value == record.fields["/name"]?.value }) {
      said.issues.append(.init(rule: "names-differ", severity: .query, fields: ["/name"], message: "Both have one name."))
    }
    return said
  }

  /// What must never be, in words and as a statement that counts it.
  private static let never: [(what: String, sql: String)] = [
    (
      "accepted while something waits",
      """
      SELECT count(*) FROM records r WHERE r.disposition = 'accepted' AND r.superseded IS NULL AND (r.undecided > 0
        OR EXISTS (SELECT 1 FROM fields f WHERE f.record = r.id AND f.waiting) OR EXISTS (SELECT 1 FROM issues i
          WHERE i.record = r.id AND i.gone IS NULL AND i.settled IS NULL AND i.severity IN ('query', 'reject')))
      """
    ),
    (
      "open and in nobody's queue, though something waits",
      """
      SELECT count(*) FROM records r WHERE r.released IS NULL AND r.superseded IS NULL AND r.waiting > 0
        AND NOT EXISTS (SELECT 1 FROM tasks t WHERE t.record = r.id AND t.done IS NULL)
      """
    ),
    (
      "open for nothing",
      "SELECT count(*) FROM records r WHERE r.released IS NULL AND r.superseded IS NULL AND r.waiting = 0 AND r.undecided = 0"
    ),
    (
      "open for what nobody can decide any more",
      """
      SELECT count(*) FROM records r WHERE r.released IS NULL AND r.superseded IS NULL AND r.waiting = 0 AND r.undecided > 0
        AND NOT EXISTS (SELECT 1 FROM links l JOIN fields f ON f.record = l.record AND f.waiting WHERE l.target = r.id)
      """
    ),
    (
      "closed and still in the queue",
      """
      SELECT count(*) FROM tasks t JOIN records r ON r.id = t.record
      WHERE t.done IS NULL AND (r.released IS NOT NULL OR r.superseded IS NOT NULL)
      """
    ),
    (
      "counted wrong",
      """
      SELECT count(*) FROM records r WHERE r.released IS NULL AND r.superseded IS NULL
        AND r.waiting <> (SELECT count(*) FROM fields f WHERE f.record = r.id AND f.waiting) + (SELECT count(*) FROM issues i
          WHERE i.record = r.id AND i.gone IS NULL AND i.settled IS NULL AND i.severity IN ('query', 'reject'))
      """
    ),
  ]

  private static let people = ["ann", "bob", "cat"]

  private static func record(_ random: inout Seeded) -> FormRecord {
    let number = Int.random(in: 1...9, using: &random), owner = Int.random(in: 1...18, using: &random)
    let doubts = TestForm.kinds.map(\.pointer).filter { _ in Int.random(in: 0..<4, using: &random) == 0 }
    let query = FormRecord.Issue(rule: "page-missing", severity: .query, message: "Page 2 is missing.")
    return TestForm.record(
      number, doubts: doubts, other: ["/name": .text(["Alys", "Mair"].randomElement(using: &random)!)],
      issues: Int.random(in: 0..<6, using: &random) == 0 ? [query] : [],
      links: owner < number ? [.init(record: "t1-\(owner)", form: "t1", by: .name)] : nil)
  }

  private static func policy(_ random: inout Seeded) -> ReviewPolicy {
    ReviewPolicy(keyedTwice: ReviewPolicy.KeyedTwice.allCases.randomElement(using: &random)!, sample: 0.3)
  }

  private static func value(_ pointer: String, _ random: inout Seeded) -> FieldValue? {
    guard case .text = TestForm.values[pointer] else { return .flag(.random(using: &random)) }
    let others = ["/name": "Mair", "/born": "1961-02-08", "/postcode": "HU1 1AA"]
    return Int.random(in: 0..<3, using: &random) == 0 ? others[pointer].map(FieldValue.text) : TestForm.values[pointer]
  }

  private func decide(in test: TestStore, by name: String, _ random: inout Seeded) async throws {
    guard let lease = try await test.store.leaseNext(for: name), let view = try await test.store.view(lease.record, for: name)
    else { return }
    for pointer in view.standing.pointers where Int.random(in: 0..<3, using: &random) > 0 {
      let decision = FieldDecision(
        FieldPlace(lease.record, pointer), old: view.record.fields[pointer]?.value, new: Self.value(pointer, &random),
        round: view.fields[pointer]?.round ?? 0)
      try await test.store.decide(decision, by: name)
    }
    for issue in view.issues where issue.isOpen {
      try await test.store.settle(issue: issue.id, of: lease.record, by: name, reason: "seen")
    }
  }

  private func step(in test: TestStore, _ random: inout Seeded) async throws {
    let store = test.store, name = Self.people.randomElement(using: &random)!
    switch Int.random(in: 0..<24, using: &random) {
    case 0..<7: try test.add([Self.record(&random)], policy: Self.policy(&random))
    case 7..<14: try await decide(in: test, by: name, &random)
    case 14..<16:
      guard let place = try await store.nextSample(for: name) else { return }
      let old = try await store.record(place.record)?.fields[place.pointer]?.value
      try await store.judge(sample: .init(place, old: old, new: Self.value(place.pointer, &random)), by: name)
    case 16: test.wait(Double.random(in: 1...400, using: &random))
    case 17: if let lease = try await store.leaseNext(for: name) { try await store.release(lease.record, by: name) }
    case 18:
      if let lease = try await store.leaseNext(for: name) { try await store.escalate(lease.record, to: .senior, by: name) }
    case 19:
      if let lease = try await store.leaseNext(for: "cat") {
        try await store.reject(lease.record, by: "cat", reason: "not ours")
      }
    case 20..<22:
      guard let lease = try await store.leaseNext(for: name),
        let page = try await store.view(lease.record, for: name)?.pages.first
      else { return }
      try await store.askReread(page: page.id, as: "t1", formPage: 1, by: name)
      guard let reread = try await store.nextReread(), let number = page.file.wholeMatch(of: /scan-([0-9]+)\.pdf/)?.1 else {
        return
      }
      var new = Self.record(&random)
      new.source = .init(file: page.file, sha256: String(number), received: nil)
      new.id = Bool.random(using: &random) ? "t1-\(number)" : "t1-\(number)-again\(reread.id)"
      try store.finish(
        reread: reread.id, with: [(new, TestForm.definition, try test.pages(of: new))], policy: Self.policy(&random))
    case 22: _ = try await store.purge(closedBefore: test.now - 600, by: "admin")
    default: _ = try await store.purge(closedBefore: test.now, by: "admin", pretend: true)
    }
  }

  @Test(arguments: 1...24)
  func `whatever is done, nothing leaves too early, nothing is stuck and the log vouches for all`(seed: Int) async throws {
    let test = try await TestStore(revalidate: Self.rules)
    var random = Seeded(seed)
    for number in 1...60 {
      do { try await step(in: test, &random) } catch is Refusal {}
      for law in Self.never {
        let count = try test.number(law.sql)
        try #require(count == 0, "\(law.what), after step \(number)")
      }
    }
    #expect(try await test.store.verify().problems == [])
    #expect(try test.number("SELECT count(*) FROM records") > 2)
  }
}
