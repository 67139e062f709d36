import Forms
import Foundation
import RecordStore
import Synchronization
import Testing

@testable import Pipeline

struct NightReportTests {
  @Test func `a night goes from noon to noon, and has the morning's day`() async throws {
    let folder = try TestFolder()
    let store = try RecordStore(folder["s.sqlite"], create: true)
    for (time, day) in [
      ("2026-11-26T11:59:59Z", "2026-11-26"), ("2026-11-26T12:00:00Z", "2026-11-27"), ("2026-11-26T23:30:00Z", "2026-11-27"),
      ("2026-11-27T00:00:00Z", "2026-11-27"),
    ] {
      #expect(try NightReport.day(at: Date(time, strategy: .iso8601), turn: 12) == Day(day), "\(time)")
    }
    let day = try #require(Day("2026-11-27"))
    let report = try await NightReport(of: store, on: day, turn: 12)
    #expect(report.day == "2026-11-27" && report.from == "2026-11-26T12:00:00Z" && report.to == "2026-11-27T12:00:00Z")
    #expect(try NightReport.day(at: Date("2026-11-26T23:30:00Z", strategy: .iso8601), turn: 0) == day)
    let midnight = try await NightReport(of: store, on: day, turn: 0)
    #expect(midnight.day == "2026-11-27" && midnight.from == "2026-11-26T00:00:00Z")
  }

  @Test func `that the job ended before its time is the first thing to do`() async throws {
    let yard = try TestYard(), day = try #require(Day("2026-11-27"))
    let why = Problem(place: "store.sqlite", summary: "the disk is full", remedy: "Make room.")
    let report = try await NightReport(of: yard.store, on: day, turn: 12, stopped: why)
    #expect(report.next.first?.contains("the disk is full") == true && report.html.contains("the disk is full"))
  }

  @Test func `a report written again keeps what the job said, and of a night without a job it says so`() async throws {
    let folder = try TestFolder(), time = Mutex("2026-11-27T02:00:00Z")
    let store = try RecordStore(folder["s.sqlite"], create: true) { (try? Date(time.withLock { $0 }, strategy: .iso8601)) ?? Date() }
    let reports = NightReports(store, turn: 12, folder: folder.url)
    let left = Problem(place: "link.pdf", summary: "it is a link"), why = Problem(place: "s.sqlite", summary: "the disk is full")
    try await reports.write(left: [left], stopped: why)
    func report(_ day: String) throws -> NightReport {
      try JSONDecoder().decode(NightReport.self, from: Data(contentsOf: folder["report-\(day).json"]))
    }
    _ = try await reports.renew(Day("2026-11-27"))
    #expect(try report("2026-11-27").left == [left] && report("2026-11-27").stopped == why)
    _ = try await reports.renew(Day("2026-11-20"))
    #expect(try report("2026-11-20").next == ["No job wrote a report of this night: look whether it was started."])
    // What ended just before noon and is told just after is in the report of the night that it ended in.
    var arrival = Arrival(batch: "b", name: "a.pdf", sha256: "aa", bytes: 1, arrived: "2026-11-27T11:59:00Z")
    try store.register([arrival], in: "b")
    time.withLock { $0 = "2026-11-27T11:59:59Z" }
    arrival.state = .done
    try store.take([TakenFile(arrival)], of: "b")
    time.withLock { $0 = "2026-11-27T12:00:01Z" }
    try await reports.write()
    let (ended, begun) = try (report("2026-11-27"), report("2026-11-28"))
    #expect(ended.done == 1 && begun.done == 0)
  }

  @Test func `what was set aside and read when it came again needs no look`() async throws {
    let yard = try TestYard()
    try yard.drop("bad.pdf", content: "x")
    try await yard.ingest()
    #expect(try await yard.report().next.contains { $0.hasPrefix("Look at the file in quarantine") })
    try yard.drop("good.pdf", content: "x")
    try await yard.ingest()
    let report = try await yard.report()
    #expect(report.quarantined == 1 && report.waiting == 0 && !report.next.contains { $0.contains("quarantine") })
  }

  @Test func `a content set aside twice waits once, and a file that could not be opened until one of its name is read`() async throws {
    let yard = try TestYard()
    for _ in 0..<2 {
      try yard.drop("bad.pdf", content: "x")
      try await yard.ingest()
    }
    var report = try await yard.report()
    #expect(report.quarantined == 2 && report.waiting == 1)
    // What cannot be opened has no SHA-256.
    var locked = Arrival(batch: "b", name: "locked.pdf", sha256: "", bytes: 0, arrived: "")
    locked.state = .quarantined
    try yard.store.register([locked], in: "b")
    report = try await yard.report()
    #expect(report.waiting == 2)
    try yard.drop("locked.pdf")
    try await yard.ingest()
    report = try await yard.report()
    #expect(report.waiting == 1)
  }

  @Test func `pages in no document are something to do`() async throws {
    let yard = try TestYard()
    try yard.drop("letter 1.pdf", "letter 2.pdf", "a.pdf")
    try await yard.ingest()
    let report = try await yard.report()
    #expect(report.strays == 2 && report.next.contains { $0.hasPrefix("2 pages are in no document") })
    #expect(report.table.contains("strays") && report.html.contains("<dt>pages in no document</dt><dd>2</dd>"))
  }

  @Test func `what was done with just before the job was cut off is in its night's report after the next start`() async throws {
    let folder = try TestFolder(), time = Mutex("2026-11-27T02:00:00Z")
    let store = try RecordStore(folder["s.sqlite"], create: true) { (try? Date(time.withLock { $0 }, strategy: .iso8601)) ?? Date() }
    func report(_ day: String) -> NightReport? {
      (try? Data(contentsOf: folder["report-\(day).json"])).flatMap { try? JSONDecoder().decode(NightReport.self, from: $0) }
    }
    func done(_ name: String) throws {
      var arrival = Arrival(batch: "b", name: name, sha256: name, bytes: 1, arrived: time.withLock { $0 })
      try store.register([arrival], in: "b")
      arrival.state = .done
      try store.take([TakenFile(arrival)], of: "b")
    }
    try done("a.pdf")
    try await NightReports(store, turn: 12, folder: folder.url).write()
    time.withLock { $0 = "2026-11-27T03:00:00Z" }
    try done("b.pdf")
    time.withLock { $0 = "2026-11-29T03:00:00Z" }
    try done("c.pdf")
    // Nobody wrote one of the second night, and the first one's lacks a file.
    time.withLock { $0 = "2026-12-01T03:00:00Z" }
    try await NightReports(store, turn: 12, folder: folder.url).write()
    #expect(report("2026-11-27")?.done == 2 && report("2026-11-29")?.done == 1 && report("2026-12-01")?.done == 0)
    #expect(report("2026-11-28") == nil)
    // Reports that have all, and of files that are forgotten, stay as they are.
    let made = report("2026-11-27")?.made
    try await store.forget(store.arrivals(of: "b").filter { $0.name == "c.pdf" })
    try FileManager.default.removeItem(at: folder["report-2026-11-29.json"])
    time.withLock { $0 = "2026-12-01T04:00:00Z" }
    try await NightReports(store, turn: 12, folder: folder.url).write()
    #expect(report("2026-11-27")?.made == made && report("2026-11-29") == nil)
  }

  @Test func `everything that came is counted once, and names cannot break the page`() async throws {
    let yard = try TestYard()
    try yard.drop("a<script>.pdf", "bad&.pdf", "c.pdf")
    try yard.drop("d,\"e.pdf", content: "content of c.pdf")
    try await yard.ingest()
    let report = try await yard.report()
    #expect(report.received == 4 && report.done + report.quarantined + report.duplicates + report.working == 4)
    #expect(report.quarantined == 1 && report.duplicates == 1 && report.pages == 6 && report.inReview == 2)
    #expect(report.next.count == 3)
    #expect(!report.html.contains("<script>") && report.html.contains("bad&amp;.pdf"))
    #expect(report.table.contains("\"d,\"\"e.pdf\""))
    let page = try report.write(to: yard.folder.url)
    #expect(page.lastPathComponent == "report-\(report.day).html")
    #expect(yard.folder.names("").filter { $0.hasPrefix("report-") }.count == 3)
  }
}
