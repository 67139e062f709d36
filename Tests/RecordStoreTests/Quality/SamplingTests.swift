import Forms
import Foundation
import RecordStore
import Testing

/// A person checks a share of what passed without a look; how often that was wrong is measured.
struct SamplingTests {
  @Test func `the sample is the share that was asked for, the same every time, and another one with another seed`() async throws
  {
    func drawn(_ seed: UInt64) async throws -> Int {
      let test = try await TestStore()
      try test.add((1...200).map { TestForm.record($0) }, policy: ReviewPolicy(sample: 0.25, seed: seed))
      // What needs a look is not in it.
      #expect(try test.number("SELECT count(*) FROM samples WHERE pointer = '/name'") == 0)
      return try test.number("SELECT count(*) FROM samples")
    }
    let first = try await drawn(1)
    // 800 fields: 200 ± 4 deviations.
    #expect((151...249).contains(first))
    #expect(try await drawn(1) == first)
    #expect(try await drawn(2) != first)
  }

  @Test func `what is found wrong is counted, corrected and released again`() async throws {
    let test = try await TestStore()
    try test.add(
      (1...5).map { TestForm.record($0, doubts: [], other: $0 == 3 ? ["/name": .text("Mull")] : [:]) },
      policy: ReviewPolicy(sample: 1))
    #expect(try await test.store.queue().samples == 25)
    var places: Set<FieldPlace> = []
    while let place = try await test.store.nextSample(for: "ann") {
      let shown = try #require(await test.store.record(place.record)?.fields[place.pointer]).value
      let right = TestForm.values[place.pointer]
      #expect(try await test.store.judge(sample: .init(place, old: shown, new: right), by: "ann") == (shown == right))
      #expect(places.insert(place).inserted)
    }
    let result = try await test.store.sampleResult()
    #expect(places.count == 25 && result.judged == 25 && result.wrong == 1 && result.open == 0)
    // Wilson's interval for 1 of 25.
    #expect(
      abs(result.rate.value - 0.04) < 1e-9 && abs(result.rate.low - 0.00709) < 1e-4 && abs(result.rate.high - 0.19545) < 1e-4)
    #expect(try await test.store.record("t1-3")?.fields["/name"]?.value == .text("Alys Wyn"))
    #expect(try await test.store.released().count == 5)
    #expect(try await test.store.verify().problems == [])
  }

  @Test func `a field is checked by one person at a time`() async throws {
    let test = try await TestStore()
    try test.add([TestForm.record(1, doubts: ["/born", "/postcode", "/agrees"])], policy: ReviewPolicy(sample: 1))
    let mine = try #require(await test.store.nextSample(for: "ann"))
    #expect(try await test.store.nextSample(for: "ann") == mine)
    let yours = try #require(await test.store.nextSample(for: "bob"))
    #expect(yours != mine)
    #expect(try await test.store.nextSample(for: "cat") == nil)
    await #expect(throws: Refusal.held(record: "t1-1", by: "ann")) {
      try await test.store.judge(sample: .init(mine, old: TestForm.values[mine.pointer], new: nil), by: "cat")
    }
    test.wait(301)
    #expect(try await test.store.nextSample(for: "cat") != nil)
  }

  @Test func `a field that somebody decided before it was checked says nothing of what passes`() async throws {
    let test = try await TestStore()
    try test.add([TestForm.record(1, doubts: ["/name"])], policy: ReviewPolicy(sample: 1))
    try await test.store.decide(.init(FieldPlace(1, "/postcode"), old: .text("HU15 2PW"), new: .text("HU1 1AA")), by: "ann")
    let result = try await test.store.sampleResult()
    #expect(result.withdrawn == 1 && result.open == 3 && result.judged == 0)
    #expect(result.rate == MeasuredShare(value: 0, low: 0, high: 1))
  }

  @Test func `figures can be asked for by form and time`() async throws {
    let test = try await TestStore()
    try test.add([TestForm.record(1, doubts: [])], policy: ReviewPolicy(sample: 1))
    let place = try #require(await test.store.nextSample(for: "ann")), value = TestForm.values[place.pointer]
    try await test.store.judge(sample: .init(place, old: value, new: value), by: "ann")
    #expect(try await test.store.sampleResult(form: "t1").judged == 1)
    #expect(try await test.store.sampleResult(form: "t2").judged == 0)
    #expect(try await test.store.sampleResult(since: test.now + 1).judged == 0)
  }
}
