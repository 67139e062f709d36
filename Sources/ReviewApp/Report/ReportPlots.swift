import Forms
import Foundation
import RecordStore

/// The plots of a report, in one language. Each stands beside a table with the same figures.
struct ReportPlots {
  let report: StoreReport
  let words: Words

  /// What became of the documents of each day.
  var days: BarPlot? {
    var byDay: [String: [Int]] = [:]
    for one in report.days {
      let parts = [one.straightThrough, one.accepted - one.straightThrough, one.rejected, one.waiting]
      byDay[one.day] = zip(byDay[one.day] ?? [0, 0, 0, 0], parts).map { $0 + $1 }
    }
    let sums: [String: Int] = byDay.mapValues { $0.reduce(0, +) }
    guard let first = byDay.keys.min(), let last = byDay.keys.max(), let most = sums.values.max() else { return nil }
    let day = sums.keys.sorted().first { sums[$0] == most } ?? first
    let all = report.allDocuments
    let bars = Self.days(from: first, to: last, or: byDay.keys.sorted()).map { day -> BarPlot.Bar in
      .init(Self.short(day), (byDay[day] ?? [0, 0, 0, 0]).map { Double($0) })
    }
    return BarPlot(
      title: words("plot-days"),
      about: words(
        "plot-days-about",
        [
          "n": Figure.count(all.documents), "straight": Figure.share(all.straightThrough, of: all.documents),
          "day": day, "most": Figure.count(most),
        ]),
      label: words("plot-day"), counts: words("report-documents"),
      parts: ["report-straight", "report-looked", "report-rejected", "report-waiting"].map { words($0) },
      bars: bars)
  }

  /// For which reasons people had to look, and how often what was read was right.
  var reasons: BarPlot? {
    let reasons = report.byReason.prefix(12)
    guard !reasons.isEmpty else { return nil }
    return BarPlot(
      title: words("plot-reasons"),
      about: words(
        "plot-reasons-about", ["reason": words.said(reasons[0].reason ?? "").text, "n": Figure.count(reasons[0].touched)]),
      label: words("report-reason"), counts: words("report-fields"),
      parts: ["report-corrected", "report-confirmed", "report-waiting"].map { words($0) },
      bars: reasons.map { fields -> BarPlot.Bar in
        let parts = [fields.corrected, fields.decided - fields.corrected, fields.waiting]
        return .init(words.said(fields.reason ?? "").text, parts.map { Double($0) })
      }, isLying: true)
  }

  /// How old is what waits.
  var queue: BarPlot {
    let ages = zip(["report-age-day", "report-age-week", "report-age-month", "report-age-older"], report.queue.byAge)
    let said = ages.map { "\(words($0)): \(Figure.count($1))" }.joined(separator: "; ")
    return BarPlot(
      title: words("plot-queue"), about: said, label: words("plot-age"), counts: words("report-records"), parts: [""],
      bars: ages.map { .init(words($0), [Double($1)]) }, isLying: true)
  }

  /// Every day of a time, unless it is longer than a year and a bit.
  private static func days(from first: String, to last: String, or known: [String]) -> [String] {
    guard let from = Day(first)?.start, let to = Day(last)?.start, to.timeIntervalSince(from) < 400 * 86_400 else { return known }
    return stride(from: from, through: to, by: 86_400).map { String($0.ISO8601Format().prefix(10)) }
  }

  /// `2026-11-25` as `25/11`.
  private static func short(_ day: String) -> String {
    let parts = day.split(separator: "-")
    return parts.count == 3 ? "\(parts[2])/\(parts[1])" : day
  }
}
