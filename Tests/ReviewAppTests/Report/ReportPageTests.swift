import Forms
import Foundation
import FoundationXML
import HTTPTypes
import RecordStore
import Testing

@testable import ReviewApp

struct ReportPageTests {
  /// Three documents of two days: one that went straight through, one that ann corrected, one that waits.
  private func desk() async throws -> TestDesk {
    var settings = ReviewSettings()
    (settings.prices.operatorSecond, settings.prices.cpuSecond, settings.prices.paperShare) = (0.01, 0.01, 0.25)
    let desk = try await TestDesk(
      [TestForm.record(1, doubts: []), TestForm.record(2), TestForm.record(3, received: "2026-11-21T08:00:00Z")],
      policy: ReviewPolicy(sample: 1), settings: settings)
    try await desk.store.decide(.init(FieldPlace("t1-2", "/name"), old: .text("Siân Ŵyn"), new: .text("Zzyzx")), by: "ann")
    let sample = try #require(await desk.store.nextSample(for: "bob"))
    let value = TestForm.values[sample.pointer]
    try await desk.store.judge(sample: .init(sample, old: value, new: value), by: "bob")
    return desk
  }

  @Test func `a senior sees the figures of the store, and an operator is told whose page it is`() async throws {
    let desk = try await desk()
    try await desk.open("cat", "ann") { browsers in
      let page = try await browsers[0].get("/report?days=all")
      #expect(page.status == .ok)
      func cells(_ table: String) throws -> [[String]] {
        try page.elements("//table[caption/@id='\(table)-caption']/tbody/tr").map { row in
          try row.nodes(forXPath: "th | td").map { ($0.stringValue ?? "").trimmingCharacters(in: .whitespacesAndNewlines) }
        }
      }
      #expect(try cells("forms") == [["T1", "3", "3", "1", "33.3%", "1", "0", "1"]])
      #expect(try cells("days").map { $0[0] } == ["2026-11-21", "2026-11-20"])
      #expect(try cells("reasons") == [["it was read with doubt", "2", "2", "1", "1", "100.0%"]])
      #expect(try cells("readers").map { $0[0] }.sorted() == ["a line", "a signature", "several lines"])
      #expect(try cells("checks").map { $0.prefix(3) } == [["T1", "1", "0"]])
      #expect(try cells("waits").map { $0[0...1] } == [["T1", "2"]])
      let figures = try page.elements("//div[@class='house-figure']").map(\.words)
      #expect(figures.contains { $0.contains("Straight through") && $0.contains("33.3%") && $0.contains("1 of 3") })
      #expect(figures.contains { $0.contains("Completion rate") && $0.contains("66.7%") })
      #expect(figures.contains { $0.contains("Paper's share") && $0.contains("25.0%") })
      #expect(figures.contains { $0.contains("Cost per transaction") && $0.contains("£") })
      #expect(try page.elements("//*[local-name()='svg'][@role='img']").count == 3)
      #expect(page.text.contains(">Report</a>"))
      // What has no rows says so.
      #expect(try await browsers[0].get("/report?days=7").text.components(separatedBy: "Nothing yet.").count == 7)
      let refused = try await browsers[1].get("/report")
      #expect(refused.status == .forbidden && refused.text.contains("senior"))
      #expect(try await browsers[1].get("/report.csv").status == .forbidden)
      #expect(try await !browsers[1].get("/").text.contains("href=\"/report\""))
    }
  }

  @Test func `nothing in the page, the table and the metrics tells of a citizen`() async throws {
    let desk = try await desk()
    try await desk.open("cat") { browsers in
      for path in ["/report?days=all", "/report.csv?day=2026-11-20"] {
        let page = try await browsers[0].get(path)
        for secret in ["Siân", "Zzyzx", "CF10", "1961", "scan-1", "t1-1"] { #expect(!page.text.contains(secret), "\(path)") }
      }
    }
  }

  @Test func `a day is downloaded as the incumbents' table`() async throws {
    let desk = try await desk()
    try await desk.open("cat") { browsers in
      let table = try await browsers[0].get("/report.csv?day=2026-11-20")
      #expect(table.headers[.contentType]?.hasPrefix("text/csv") == true)
      #expect(table.headers[.contentDisposition] == "attachment; filename=\"formscan-2026-11-20.csv\"")
      let lines = table.text.split(separator: "\r\n")
      #expect(
        lines.count == 3 && lines[0].hasPrefix("Container,Zip File Name,Date Received,") && lines[1].contains("COMPLETED"))
      #expect(try await browsers[0].get("/report.csv").text.split(separator: "\r\n").count == 1)
      for day in ["x", "2026-13-40", "2026-11-20T00:00:00Z"] {
        #expect(try await browsers[0].get("/report.csv?day=\(day)").status == .notFound, "\(day)")
      }
    }
  }

  @Test func `a count is kept for a minute, and many who ask have it made once`() async throws {
    let desk = try await TestDesk(), reports = desk.server.reports
    let first = try await withThrowingTaskGroup(of: StoreReport.self) { group in
      for _ in 0..<20 { group.addTask { try await reports(.all) } }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(Set(first.map(\.made)).count == 1 && first[0].allDocuments.documents == 1)
    try desk.add([TestForm.record(2)])
    desk.wait(59)
    #expect(try await reports(.all).allDocuments.documents == 1)
    // Another period is another count.
    #expect(try await reports(ReportPeriod("365")).allDocuments.documents == 2)
    desk.wait(2)
    #expect(try await reports(.all).allDocuments.documents == 2)
  }

  @Test func `a period is so many days with today, and what nobody offers is the usual one`() throws {
    let now = try Date("2026-11-25T13:00:00Z", strategy: .iso8601)
    func from(_ word: String?) -> String? { ReportPeriod(word).settings(ReportSettings(), at: now).from?.ISO8601Format() }
    #expect(from("7") == "2026-11-19T00:00:00Z" && from("30") == "2026-10-27T00:00:00Z" && from("all") == nil)
    #expect(from(nil) == from("30") && from("8") == from("30") && from("-1") == from("30"))
  }
}
