import Forms
import Foundation
import RecordStore
import Testing

struct DailyReportTests {
  @Test func `documents of a day stand in the columns of bulk scan's daily report`() async throws {
    let test = try await TestStore(), links = [FormRecord.Link(record: "t1-1", form: "t1", by: .name)]
    var named = TestForm.record(3, links: links), other = TestForm.record(4, received: "2026-11-21T00:00:00Z")
    named.source.file = "1_23112026_120000.zip"
    (named.source.sha256, other.source.sha256) = (String(repeating: "a", count: 64), String(repeating: "b", count: 64))
    try test.add([TestForm.record(1, doubts: []), TestForm.record(2), named, other])
    try await test.store.reject("t1-2", by: "cat", reason: "not ours")
    let day = try Date("2026-11-20T12:00:00Z", strategy: .iso8601)
    #expect(
      try await test.store.dailyReport(of: day)
        == [
          "Container,Zip File Name,Date Received,Time Received,Date Processed,Time Processed,Status,Classification,CCD Action,CCD ID",
          "t1,1,2026-11-20,08:00:00,2027-01-15,08:00:00,COMPLETED,NEW_APPLICATION,,",
          "t1,2,2026-11-20,08:00:00,2027-01-15,08:00:00,ABORTED,NEW_APPLICATION,,",
          "t1,1_23112026_120000.zip,2026-11-20,08:00:00,,,UPLOADED,SUPPLEMENTARY_EVIDENCE,,", "",
        ].joined(separator: "\r\n"))
  }
}
