import Forms
import Foundation
import RecordStore
import Testing

/// Rules are asked again after each decision.
struct RevalidationTests {
  /// Two names must not be the same; asked of a record and of those that belong to it.
  private static let rules: Revalidate = { record, linked in
    let names = ([record] + linked).map { $0.fields["/name"] }
    var said = Revalidation(asked: ["names-differ", "born-first"])
    if names.contains(where: { $0?.review == true }) {
      said.undecided = ["names-differ"]
    } else if linked.contains(where: { $0.fields["/name"]?.value == record.fields["/name"]?.value }) {
      said.issues.append(.init(rule: "names-differ", severity: .query, fields: ["/name"], message: "Both have one name."))
    }
    if case .text(let born) = record.fields["/born"]?.value, born > "2000" {
      said.issues.append(.init(rule: "born-first", severity: .reject, fields: ["/born"], message: "Too young."))
    }
    return said
  }

  @Test func `an issue that a decision raises keeps the record back, and goes with the next`() async throws {
    let test = try await TestStore(revalidate: Self.rules), place = FieldPlace(1, "/born")
    try test.add([TestForm.record(1, doubts: ["/born"])])
    let raised = try await test.store.decide(.init(place, old: .text("1961-02-03"), new: .text("2011-02-03")), by: "ann")
    #expect(raised.disposition == .review && raised.waiting == 1 && raised.pointers.isEmpty)
    #expect(try await test.store.leaseNext(for: "ann")?.urgency == .reject)
    let gone = try await test.store.decide(.init(place, old: .text("2011-02-03"), new: .text("1991-02-03")), by: "ann")
    #expect(gone.disposition == .accepted)
  }

  @Test func `an issue that somebody lets stand does not come back, and one of another rule is left alone`() async throws {
    let test = try await TestStore(revalidate: Self.rules)
    let page = FormRecord.Issue(rule: "page-missing", severity: .query, message: "Page 2 is missing.")
    try test.add([TestForm.record(1, doubts: ["/born", "/name"], issues: [page])])
    try await test.store.decide(.init(FieldPlace(1, "/born"), old: .text("1961-02-03"), new: .text("2011-02-03")), by: "ann")
    let view = try #require(await test.store.view("t1-1", for: "ann"))
    #expect(Set(view.issues.filter(\.isOpen).map(\.issue.rule)) == ["page-missing", "born-first"])
    for issue in view.issues { try await test.store.settle(issue: issue.id, of: "t1-1", by: "ann", reason: "seen on paper") }
    let last = try await test.store.decide(.init(FieldPlace(1), old: .text("Alys Wyn"), new: .text("Alys")), by: "ann")
    #expect(last.disposition == .accepted)
  }

  @Test func `a decision in a document that belongs to another decides the other's rules`() async throws {
    let test = try await TestStore(revalidate: Self.rules)
    try test.add([TestForm.record(1, doubts: [])])
    #expect(try await test.store.released() == ["t1-1"])
    let sheet = TestForm.record(3, links: [.init(record: "t1-2", form: "t1", by: .name)])
    try test.add([sheet, TestForm.record(2, doubts: [])])
    // The sheet's name is doubtful: what it belongs to waits, and is nobody's task.
    #expect(try await test.store.released() == ["t1-1"])
    #expect(try await test.store.queue().waiting == 1)
    try await test.store.decide(.init(FieldPlace(3), old: .text("Alys Wyn"), new: .text("Mair")), by: "ann")
    #expect(try await test.store.released() == ["t1-1", "t1-2", "t1-3"])
  }

  @Test func `that a document belongs to another is assumed until somebody lets it stand, and decides the other's rules then`()
    async throws
  {
    let test = try await TestStore(revalidate: { record, linked in
      let isAssumed = linked.contains { $0.issues.contains { $0.rule == FormRecord.Link.assumed && $0.needsLook } }
      return Revalidation(asked: ["names-differ"], undecided: isAssumed ? ["names-differ"] : [])
    })
    let assumed = FormRecord.Issue(rule: FormRecord.Link.assumed, severity: .query, fields: [], message: "The nearest.")
    let sheet = TestForm.record(3, doubts: [], issues: [assumed], links: [.init(record: "t1-2", form: "t1", by: .order)])
    try test.add([sheet, TestForm.record(2, doubts: [])])
    #expect(try await test.store.released().isEmpty)
    // The record waits for the sheet alone: no rule of its own is put to anybody.
    #expect(try await test.store.view("t1-2", for: "ann")?.issues.isEmpty == true)
    let issue = try #require(await test.store.view("t1-3", for: "ann")?.issues.first)
    try await test.store.settle(issue: issue.id, of: "t1-3", by: "ann", reason: "paper-checked")
    #expect(try await test.store.released() == ["t1-2", "t1-3"])
  }

  @Test func `a record of which a senior says so is rejected for good`() async throws {
    let test = try await TestStore(revalidate: Self.rules)
    try test.add([TestForm.record(1, doubts: [], other: ["/born": .text("2011-02-03")])], policy: ReviewPolicy(sample: 1))
    await #expect(throws: Refusal.needsRole(.senior)) { try await test.store.reject("t1-1", by: "ann", reason: "too young") }
    #expect(try await test.store.queue().samples == 5)
    try await test.store.reject("t1-1", by: "cat", reason: "too young")
    #expect(try await test.store.record("t1-1")?.disposition == .rejected)
    #expect(try await test.store.released().isEmpty)
    #expect(try await test.store.queue().waiting == 0)
    // No check of what passed in it brings it back.
    #expect(try await test.store.nextSample(for: "ann") == nil)
    #expect(try await test.store.verify().problems == [])
  }

  @Test func `a document that comes later, or turns out to belong to another one, is held against the rules of both`()
    async throws
  {
    let test = try await TestStore(revalidate: Self.rules)
    func sheet(of owner: Int) -> FormRecord {
      TestForm.record(9, doubts: ["/postcode"], links: [.init(record: "t1-\(owner)", form: "t1", by: .name)])
    }
    func open(_ number: Int) async throws -> [String] {
      try await test.store.view("t1-\(number)", for: "ann")?.issues.filter(\.isOpen).map(\.issue.rule) ?? []
    }
    try test.add([TestForm.record(1, doubts: ["/born"]), TestForm.record(2, doubts: ["/born"])])
    try test.add([sheet(of: 1)])
    #expect(try await open(1) == ["names-differ"])
    #expect(try test.add([sheet(of: 2)]) == [.readAgain(kept: 0)])
    #expect(try await open(1).isEmpty)
    #expect(try await open(2) == ["names-differ"])
  }
}
