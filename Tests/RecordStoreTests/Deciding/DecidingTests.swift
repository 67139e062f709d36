import Forms
import Foundation
import RecordStore
import Testing

struct DecidingTests {
  @Test func `a record is released when nothing waits any more, with what people decided`() async throws {
    let test = try await TestStore()
    try test.add([TestForm.record(1, doubts: ["/name", "/agrees"])])
    let first = try await test.store.decide(.init(FieldPlace(1), old: .text("Alys Wyn"), new: .text("Alys Ŵyn ŷ")), by: "ann")
    #expect(first.waiting == 1 && first.pointers == ["/agrees"] && first.disposition == .review)
    let last = try await test.store.decide(.init(FieldPlace(1, "/agrees"), old: .flag(true), new: .flag(true)), by: "ann")
    #expect(last.waiting == 0 && last.disposition == .accepted)
    let record = try #require(await test.store.record("t1-1"))
    #expect(record.disposition == .accepted && record.fields["/name"]?.value == .text("Alys Ŵyn ŷ"))
    #expect(record.fields.values.allSatisfy { !$0.review } && record.fields["/name"]?.text == "as written")
    // What was changed is told with who did it; what was confirmed is not.
    let change = try #require(record.corrections?.first)
    #expect(record.corrections?.count == 1 && change.pointer == "/name" && change.operator == "ann" && !change.time.isEmpty)
    #expect(change.old == .text("Alys Wyn") && change.new == .text("Alys Ŵyn ŷ"))
    #expect(try test.number("SELECT count(*) FROM corrections WHERE changed") == 1)
    #expect(try test.number("SELECT count(*) FROM corrections") == 2)
  }

  @Test func `who decides on what is no longer so is told, and nothing is kept`() async throws {
    let test = try await TestStore()
    try test.add([TestForm.record(1, doubts: ["/name", "/postcode"])])
    try await test.store.decide(.init(FieldPlace(1), old: .text("Alys Wyn"), new: .text("Alys")), by: "ann")
    await #expect(throws: Refusal.conflict([FieldPlace(1)])) {
      try await test.store.decide(.init(FieldPlace(1), old: .text("Alys Wyn"), new: .text("Alice")), by: "bob")
    }
    #expect(try await test.store.record("t1-1")?.fields["/name"]?.value == .text("Alys"))
    #expect(try test.number("SELECT count(*) FROM corrections") == 1)
  }

  @Test func `an answer that was lost on its way can be sent again`() async throws {
    let test = try await TestStore()
    try test.add([TestForm.record(1, doubts: ["/name", "/postcode"])])
    let decision = FieldDecision(FieldPlace(1, "/postcode"), old: .text("HU15 2PW"), new: .text("hu1 1aa"))
    let once = try await test.store.decide(decision, by: "ann")
    #expect(try await test.store.decide(decision, by: "ann") == once)
    #expect(try test.number("SELECT count(*) FROM corrections") == 1)
    await #expect(throws: Refusal.conflict([FieldPlace(1, "/postcode")])) { try await test.store.decide(decision, by: "bob") }
    // The last one releases the record: sent again, it is no error either.
    let last = FieldDecision(FieldPlace(1), old: .text("Alys Wyn"), new: .text("Alys"))
    let released = try await test.store.decide(last, by: "ann")
    #expect(released.disposition == .accepted)
    #expect(try await test.store.decide([last, decision], by: "ann") == [released])
    await #expect(throws: Refusal.closed(record: "t1-1")) { try await test.store.decide(last, by: "bob") }
    #expect(try test.number("SELECT count(*) FROM corrections") == 2)
  }

  @Test(arguments: [
    ("/postcode", "hu1 1aa", "HU1 1AA"), ("/born", "3/2/1961", "1961-02-03"), ("/name", "  Siân ", "Siân"),
  ])
  func `values take their type's form`(pointer: String, typed: String, kept: String) async throws {
    let test = try await TestStore(), place = FieldPlace(1, pointer)
    try test.add([TestForm.record(1, doubts: [pointer])])
    try await test.store.decide(.init(place, old: TestForm.values[pointer], new: .text(typed)), by: "ann")
    #expect(try await test.store.record("t1-1")?.fields[pointer]?.value == .text(kept))
  }

  @Test(arguments: ["HU1", "HUI 1AA", "nowhere"])
  func `a value that the grammar refuses or would mend is asked about, and kept if the paper does say so`(typed: String)
    async throws
  {
    let test = try await TestStore(), place = FieldPlace(1, "/postcode")
    try test.add([TestForm.record(1, doubts: ["/postcode"])])
    var decision = FieldDecision(place, old: .text("HU15 2PW"), new: .text(typed))
    await #expect(throws: Refusal.notValid(place, .postcode)) { try await test.store.decide(decision, by: "ann") }
    decision.asWritten = true
    #expect(try await test.store.decide(decision, by: "ann").disposition == .accepted)
    #expect(try await test.store.record("t1-1")?.fields["/postcode"]?.value == .text(typed))
  }

  @Test func `what no pen writes is left out`() async throws {
    let test = try await TestStore()
    try test.add([TestForm.record(1)])
    try await test.store.decide(
      .init(FieldPlace(1), old: .text("Alys Wyn"), new: .text("Al\u{0}ys\u{B} Ŵyn\nJones\u{7F}")), by: "ann")
    #expect(try await test.store.record("t1-1")?.fields["/name"]?.value == .text("Alys Ŵyn\nJones"))
    #expect(try await test.store.verify().problems == [])
  }

  @Test func `an empty text is a blank`() async throws {
    let test = try await TestStore()
    try test.add([TestForm.record(1)])
    try await test.store.decide(.init(FieldPlace(1), old: .text("Alys Wyn"), new: .text(" ")), by: "ann")
    let field = try await test.store.record("t1-1")?.fields["/name"]
    #expect(field?.value == nil && field?.state == .blank)
  }

  @Test func `many fields are decided together or not at all`() async throws {
    let test = try await TestStore()
    try test.add(
      (1...40).map { TestForm.record($0, doubts: ["/agrees"]) } + [TestForm.record(41, doubts: ["/name", "/postcode"])])
    let group = try #require(await test.store.groups().first)
    #expect(group.kind == .flag && group.value == .flag(true) && group.fields == 40)
    let fields = try await test.store.fields(of: group)
    let all = fields.map { FieldDecision($0.place, old: $0.value, new: $0.value) }
    var wrong = all
    wrong[17].old = .flag(false)
    await #expect(throws: Refusal.conflict([wrong[17].place])) { try await test.store.decide(wrong, by: "ann") }
    #expect(try test.number("SELECT count(*) FROM corrections") == 0)
    #expect(try await test.store.decide(all, by: "ann").allSatisfy { $0.disposition == .accepted })
    #expect(try await test.store.released().count == 40)
    #expect(try await test.store.groups().isEmpty)
  }

  @Test func `nothing is decided in a record that is closed, or by somebody who is nobody`() async throws {
    let test = try await TestStore()
    try test.add([TestForm.record(1, doubts: []), TestForm.record(2)])
    let closed = FieldDecision(FieldPlace(1), old: .text("Alys Wyn"), new: .text("A"))
    await #expect(throws: Refusal.closed(record: "t1-1")) { try await test.store.decide(closed, by: "ann") }
    await #expect(throws: Refusal.closed(record: "t1-9")) {
      try await test.store.decide(.init(FieldPlace(9), old: nil, new: .text("A")), by: "ann")
    }
    await #expect(throws: Refusal.nothingToDecide(FieldPlace(2, "/none"))) {
      try await test.store.decide(.init(FieldPlace(2, "/none"), old: nil, new: .text("A")), by: "ann")
    }
    await #expect(throws: Refusal.unknownOperator("eve")) {
      try await test.store.decide(.init(FieldPlace(2), old: .text("Alys Wyn"), new: .text("A")), by: "eve")
    }
  }

  @Test func `refusals and problems hold no field's content`() async throws {
    let secret = "Zzyzx"
    let test = try await TestStore()
    try test.add([TestForm.record(1, doubts: ["/postcode"], other: ["/postcode": .text(secret)])])
    for new in ["Zzyzx 1", "also Zzyzx"] {
      do {
        try await test.store.decide(.init(FieldPlace(1, "/postcode"), old: .text(secret), new: .text(new)), by: "ann")
        Issue.record("it was taken")
      } catch let refusal as Refusal {
        #expect(!"\(refusal) \(Problem(refusal))".contains(secret))
      }
    }
    let audit = try test.number("SELECT count(*) FROM audit WHERE subject || details LIKE '%Zzyzx%'")
    #expect(audit == 0)
  }

  @Test func `an issue that somebody let stand says so in the record, and is open no more`() async throws {
    let test = try await TestStore()
    let issues: [FormRecord.Issue] = [
      .init(rule: "q", severity: .query, message: "Odd."), .init(rule: "r", severity: .query, message: "Odd too."),
    ]
    try test.add([TestForm.record(1, doubts: [], issues: issues)])
    let first = try #require(await test.store.view("t1-1", for: "ann")?.issues.first)
    try await test.store.settle(issue: first.id, of: "t1-1", by: "ann", reason: "paper-checked")
    let record = try #require(await test.store.record("t1-1"))
    #expect(record.issues.map(\.rule) == ["q", "r"] && record.issues.map(\.needsLook) == [false, true])
    #expect(record.issues[0].settled?.operator == "ann" && record.issues[0].settled?.reason == "paper-checked")
    #expect(record.issues[0].settled?.time.hasPrefix("2027-01-15T") == true && record.issues[1].settled == nil)
    let json = try JSONDecoder().decode(FormRecord.self, from: CanonicalJSON.data(record))
    #expect(json.issues[0].settled == record.issues[0].settled)
    // Raised again, it stays settled.
    #expect(try await test.store.view("t1-1", for: "ann")?.issues.map(\.isOpen) == [false, true])
  }
}
