import Forms
import Foundation
import Testing

@testable import RecordStore

/// Figures for the office, from a day on which each is known.
struct ReportTests {
  /// Three forms that need nobody, three with a doubt, one of these changed and one confirmed; one that is rejected, and a sheet that
  /// belongs to the first.
  private func worked() async throws -> TestStore {
    let test = try await TestStore(), store = test.store
    let sheet = TestForm.record(4, links: [.init(record: "t1-1", form: "t1", by: .name)])
    try test.add((1...3).map { TestForm.record($0, doubts: []) }, policy: ReviewPolicy(sample: 1))
    try test.add([sheet, TestForm.record(5, received: "2026-11-21T09:30:00Z"), TestForm.record(6), TestForm.record(7)])
    test.wait(60)
    try await store.decide(.init(FieldPlace(4), old: .text("Alys Wyn"), new: .text("Zzyzx")), by: "ann")
    test.wait(20)
    try await store.decide(.init(FieldPlace(5), old: .text("Alys Wyn"), new: .text("Alys Wyn")), by: "ann")
    test.wait(400)
    try await store.reject("t1-6", by: "cat", reason: "Zzyzx")
    return test
  }

  @Test func `documents count by day and form, and by how they left`() async throws {
    let test = try await worked(), report = try await test.store.report()
    #expect(report.days.map(\.day) == ["2026-11-20", "2026-11-21"])
    #expect(report.days[1] == .init(day: "2026-11-21", form: "t1", documents: 1, pages: 1, accepted: 1))
    let all = report.allDocuments
    #expect(all.documents == 7 && all.pages == 7 && all.accepted == 5 && all.straightThrough == 3)
    #expect(all.rejected == 1 && all.waiting == 1 && report.forms.map(\.form) == ["t1"])
    #expect(all.straightThroughShare == MeasuredShare(3, of: 7))
    #expect(report.queue.records == 1 && report.queue.byForm == ["t1": 1] && report.queue.byAge == [0, 0, 0, 1])
    #expect(
      abs((report.queue.oldest ?? 0) - test.now.timeIntervalSince(try Date("2026-11-20T08:00:00Z", strategy: .iso8601)) / 3600)
        < 0.001)
  }

  @Test func `fields count by reader and by reason, with what people made of them`() async throws {
    let report = try await worked().reportKept()
    let all = report.allFields
    #expect(all.fields == 35 && all.touched == 4 && all.decided == 2 && all.corrected == 1 && all.waiting == 1)
    let reasons = report.byReason
    #expect(reasons.map(\.reason) == ["doubtful"] && reasons[0].fields == 4 && reasons[0].corrected == 1)
    #expect(report.byReader.map(\.reader) == ["line"] && report.byReader[0].fields == 35)
  }

  @Test func `a silent error that a check finds is measured with its interval, and its document passed all the same`()
    async throws
  {
    let test = try await worked()
    for _ in 0..<10 {
      let place = try #require(await test.store.nextSample(for: "ann")), value = TestForm.values[place.pointer]
      let isWrong = place == FieldPlace(1, "/name")
      try await test.store.judge(sample: .init(place, old: value, new: isWrong ? .text("Mull") : value), by: "ann")
    }
    let report = try await test.store.report()
    #expect(report.checks == [.init(form: "t1", judged: 10, wrong: 1, silent: MeasuredShare(1, of: 10))])
    #expect(report.allChecks.silent.high > 0.4 && report.allDocuments.straightThrough == 3)
    #expect(report.allFields.corrected == 2)
  }

  @Test func `a record that somebody had read again did not go straight through`() async throws {
    let test = try await TestStore()
    try test.add([TestForm.record(1)])
    let page = try #require(await test.store.view("t1-1", for: "ann")?.pages.first)
    try await test.store.askReread(page: page.id, as: "t1", formPage: 1, by: "ann")
    var new = TestForm.record(1, doubts: [])
    new.id = "t1-again"
    let reread = try #require(await test.store.nextReread())
    try test.store.finish(reread: reread.id, with: [(new, TestForm.definition, try test.pages(of: new))])
    let all = try await test.store.report().allDocuments
    #expect(all.documents == 1 && all.accepted == 1 && all.straightThrough == 0)
  }

  @Test func `time at work goes from step to step without pauses, and a group is one step`() async throws {
    let test = try await worked()
    // 20 s between two fields; the first has no step before it.
    var work = try await test.store.report().work
    #expect(abs(work.seconds - 20) < 0.01 && work.fields == 1)
    try test.add((11...20).map { TestForm.record($0, doubts: ["/agrees"]) })
    let ticks = (11...20).map { FieldDecision(FieldPlace($0, "/agrees"), old: .flag(true), new: .flag(true)) }
    test.wait(301)
    try await test.store.decide([ticks[0]], by: "ann")
    test.wait(18)
    try await test.store.decide(Array(ticks[1...]), by: "ann")
    work = try await test.store.report().work
    #expect(abs(work.seconds - 38) < 0.01 && work.fields == 10)
    #expect(abs((work.secondsPerField ?? 0) - 3.8) < 0.01)
  }

  @Test func `a field that is keyed twice is one field to each of the two`() async throws {
    let test = try await TestStore()
    try test.add([TestForm.record(1, doubts: ["/born"])], policy: ReviewPolicy(keyedTwice: .doubtful, sample: 0))
    try test.add([TestForm.record(2), TestForm.record(3)])
    for (number, name) in [(2, "ann"), (3, "bob")] {
      try await test.store.decide(.init(FieldPlace(number), old: .text("Alys Wyn"), new: .text("A")), by: name)
      test.wait(10)
      let born = FieldDecision(FieldPlace(1, "/born"), old: .text("1961-02-03"), new: .text("1961-02-08"), round: number - 2)
      try await test.store.decide(born, by: name)
    }
    let work = try await test.store.report().work
    #expect(work.fields == 2 && abs(work.seconds - 20) < 0.01)
  }

  @Test func `a transaction is a document with what belongs to it, and costs what machine and people cost`() async throws {
    let test = try await worked()
    try test.store.spend(cpu: 100, on: 1)
    var settings = ReportSettings()
    #expect(try await test.store.report(settings).service.costPerTransaction == nil)
    (settings.cpuSecond, settings.operatorSecond, settings.paperShare) = (0.001, 0.01, 0.25)
    let service = try await test.store.report(settings).service
    #expect(service.transactions == 6 && service.completed == 4 && service.completionRate == MeasuredShare(4, of: 6))
    #expect(abs((service.costPerTransaction ?? 0) - (0.1 + 0.2) / 4) < 1e-4 && service.paperShare == 0.25)
  }

  @Test func `a time is what arrived in it, and waits are from arrival to leaving`() async throws {
    let test = try await worked(),
      settings = ReportSettings(
        from: try Date("2026-11-21T00:00:00Z", strategy: .iso8601), to: try Date("2026-11-21T09:30:01Z", strategy: .iso8601))
    let report = try await test.store.report(settings)
    #expect(report.allDocuments.documents == 1 && report.allFields.fields == 5)
    let released = test.now.addingTimeInterval(-400)
    let hours = released.timeIntervalSince(try Date("2026-11-21T09:30:00Z", strategy: .iso8601)) / 3600
    #expect(
      report.waits.count == 1 && abs(report.waits[0].median - hours) < 0.001
        && report.waits[0].longest == report.waits[0].median)
    let later = try await test.store.report(.init(from: try Date("2026-11-21T09:30:01Z", strategy: .iso8601)))
    #expect(later.allDocuments.documents == 0 && later.service.completionRate.high == 1)
  }

  @Test func `nothing in it tells of a citizen, before and after a purge, and counts stay`() async throws {
    let test = try await worked(), before = try await test.store.report()
    for isPurged in [false, true] {
      if isPurged {
        test.wait(86_400)
        _ = try await test.store.purge(closedBefore: test.now, by: "admin")
      }
      let report = try await test.store.report(),
        daily = try await test.store.dailyReport(of: Date("2026-11-20T00:00:00Z", strategy: .iso8601))
      #expect(report.days == before.days && report.fields == before.fields && report.work == before.work)
      let texts = [String(decoding: try CanonicalJSON.data(report), as: UTF8.self), report.prometheus, daily]
      for secret in ["Alys", "Zzyzx", "HU15", "1961", "ann", "scan-", "t1-1"] {
        #expect(texts.allSatisfy { !$0.contains(secret) }, "\(secret)")
      }
    }
  }
}

extension TestStore {
  /// A report of a store that lives until it is made.
  fileprivate func reportKept() async throws -> StoreReport { try await store.report() }
}
