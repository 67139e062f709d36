import Forms
import Foundation
import RecordStore

/// What `report.mustache` shows: what the office wants to know of its paper. Nothing in it tells of a citizen.
struct ReportPage {
  struct Period {
    let value, label: String
    let isChosen: Bool
  }
  struct Figures {
    let label, value: String
    let detail: String?
  }
  let made: String
  let periods: [Period]
  let overview, service: [Figures]
  let daysPlot, reasonsPlot: String?
  let queuePlot: String
  let waiting: String
  let forms, days, reasons, readers, checks, waits: ReportTable

  init(_ report: StoreReport, _ period: ReportPeriod, _ words: Words) {
    made = words("report-made", ["day": String(report.made.prefix(10)), "time": String(report.made.dropFirst(11).prefix(5))])
    periods = ReportPeriod.known.map {
      Period(
        value: $0.word, label: $0.days.map { words("report-days", ["n": "\($0)"]) } ?? words("report-all"),
        isChosen: $0 == period)
    }
    let figures = ReportFigures(report: report, words: words), plots = ReportPlots(report: report, words: words)
    (overview, service) = (figures.overview, figures.service)
    daysPlot = plots.days?.svg(id: "days-plot")
    reasonsPlot = plots.reasons?.svg(id: "reasons-plot")
    queuePlot = plots.queue.svg(id: "queue-plot")
    waiting = figures.waiting
    let tables = ReportTables(report: report, words: words)
    (forms, days, reasons, readers, checks, waits) = (
      tables.forms, tables.days, tables.reasons, tables.readers, tables.checks, tables.waits
    )
  }
}

/// The figures that stand by themselves.
private struct ReportFigures {
  let report: StoreReport
  let words: Words

  var overview: [ReportPage.Figures] {
    let documents = report.allDocuments, fields = report.allFields, checks = report.allChecks, work = report.work
    return [
      figure("report-documents", Figure.count(documents.documents), "report-with-pages", ["n": Figure.count(documents.pages)]),
      figure(
        "report-straight", Figure.share(documents.straightThrough, of: documents.documents), "report-of",
        ["n": Figure.count(documents.straightThrough), "of": Figure.count(documents.documents)]),
      figure(
        "report-touched", Figure.share(fields.touched, of: fields.fields), "report-of",
        ["n": Figure.count(fields.touched), "of": Figure.count(fields.fields)]),
      figure(
        "report-silent", checks.judged == 0 ? words("report-not-measured") : Figure.share(checks.silent.value, places: 2),
        checks.judged == 0 ? "report-silent-none" : "report-silent-detail",
        interval(checks.silent, places: 2).merging(["n": Figure.count(checks.wrong), "of": Figure.count(checks.judged)]) { $1 }),
      figure(
        "report-seconds", work.secondsPerField.map { Figure.number($0) } ?? words("report-not-measured"),
        "report-seconds-detail",
        ["n": Figure.count(work.fields)]),
    ]
  }

  /// The digital service standard's measures.
  var service: [ReportPage.Figures] {
    let service = report.service, work = report.work
    return [
      figure(
        "report-cost", service.costPerTransaction.map { "£" + Figure.number($0, places: 2) } ?? words("report-not-known"),
        service.costPerTransaction == nil ? "report-cost-none" : "report-cost-detail",
        ["people": Figure.number(work.seconds / 3600), "cpu": Figure.number(work.cpuSeconds / 3600, places: 2)]),
      figure(
        "report-completion",
        service.transactions == 0 ? words("report-not-measured") : Figure.share(service.completionRate.value),
        "report-completion-detail",
        interval(service.completionRate).merging(
          ["n": Figure.count(service.completed), "of": Figure.count(service.transactions)]) { $1 }),
      figure(
        "report-paper", service.paperShare.map { Figure.share($0) } ?? words("report-not-known"),
        service.paperShare == nil ? "report-paper-none" : "report-paper-detail", [:]),
    ]
  }

  var waiting: String {
    let queue = report.queue
    return words(
      "report-queue",
      [
        "n": Figure.count(queue.records), "held": Figure.count(queue.held), "samples": Figure.count(queue.samples),
        "oldest": queue.oldest.map { hours in
          hours < 48 ? words.count("hours", Int(max(0, hours))) : words.count("days", Int(hours / 24))
        } ?? "–",
      ])
  }

  private func figure(_ label: String, _ value: String, _ detail: String, _ values: [String: String]) -> ReportPage.Figures {
    .init(label: words(label), value: value, detail: words(detail, values))
  }

  private func interval(_ share: MeasuredShare, places: Int = 1) -> [String: String] {
    ["low": Figure.share(share.low, places: places), "high": Figure.share(share.high, places: places)]
  }
}
