import Forms
import Foundation
import Testing

@testable import RecordStore

struct PrometheusTests {
  @Test func `each figure has its help and type, and labels are escaped`() throws {
    var report = StoreReport(
      made: "2026",
      days: [.init(day: "2026-11-20", form: "t1", documents: 3, pages: 9), .init(day: "2026-11-21", form: "t1", documents: 2)],
      strays: [:], fields: [.init(form: "t1", reader: "line", reason: "it is \"odd\"\\\n", fields: 7, touched: 7)],
      checks: [.init(form: "t1", judged: 0, wrong: 0, silent: MeasuredShare(0, of: 0))],
      waits: [.init(form: "t1", documents: 2, median: 1, most: 2, longest: 3)], queue: .init(), work: .init(),
      service: .init(completionRate: MeasuredShare(1, of: 4)))
    report.queue.oldest = 0.5
    let lines = report.prometheus.split(separator: "\n")
    for line in [
      "# TYPE formscan_documents gauge", "formscan_documents{form=\"t1\"} 5.0",
      "formscan_fields_touched{form=\"t1\",reader=\"line\",reason=\"it is \\\"odd\\\"\\\\\\n\"} 7.0",
      "formscan_silent_error_ratio_high{form=\"t1\"} 1.0",
      "formscan_receipt_to_record_seconds{form=\"t1\",quantile=\"0.9\"} 7200.0",
      "formscan_queue_oldest_seconds 1800.0", "formscan_completion_ratio 0.25",
    ] { #expect(lines.contains { $0 == line }, "\(line)") }
    // The format: a comment, or a name, labels and a number.
    for line in lines {
      #expect(
        line.wholeMatch(of: /# (HELP|TYPE) formscan_[a-z_]+ .+|formscan_[a-z_]+(\{([a-z]+="([^"\\]|\\.)*",?)+\})? [0-9.e+-]+/)
          != nil, "\(line)")
    }
    let names = lines.filter { $0.hasPrefix("# TYPE") }
    #expect(Set(names).count == names.count)
  }
}
