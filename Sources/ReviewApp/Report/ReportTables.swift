import Forms
import RecordStore

/// The tables of a report, in one language.
struct ReportTables {
  let report: StoreReport
  let words: Words

  private static let counts = [
    "report-documents", "report-pages", "report-straight", "report-share", "report-looked", "report-rejected", "report-waiting",
  ]

  var forms: ReportTable {
    table(
      "forms", "form", Self.counts, report.forms.map { .init(name: plain(KnownForms.name($0.form)), cells: Self.cells($0)) })
  }

  /// The latest day first.
  var days: ReportTable {
    table(
      "days", "report-day", ["form"] + Self.counts,
      report.days.reversed().map {
        .init(
          name: plain($0.day), cells: [KnownForms.name($0.form)] + Self.cells($0),
          address: "/report.csv?day=\($0.day.percentEncoded)")
      })
  }

  private static func cells(_ documents: StoreReport.Documents) -> [String] {
    [
      Figure.count(documents.documents), Figure.count(documents.pages), Figure.count(documents.straightThrough),
      Figure.share(documents.straightThrough, of: documents.documents),
      Figure.count(documents.accepted - documents.straightThrough),
      Figure.count(documents.rejected), Figure.count(documents.waiting),
    ]
  }

  var reasons: ReportTable {
    table("reasons", "report-reason", Self.corrections, report.byReason.map { row(words.said($0.reason ?? ""), $0) })
  }

  var readers: ReportTable {
    table(
      "readers", "report-reader", Self.corrections,
      report.byReader.map { fields in
        row(plain(fields.reader.map(name) ?? words("unknown")), fields)
      })
  }

  /// What a reader is called: `line, hand` is a line that was read as handwriting.
  private func name(_ reader: String) -> String {
    let parts = reader.split(separator: ",").map { $0.filter { $0 != " " } }
    return parts.map { words("reader-\($0)") }.joined(separator: ", ")
  }

  private static let corrections = [
    "report-fields", "report-touched", "report-decided", "report-corrected", "report-share-corrected",
  ]

  private func row(_ name: Line, _ fields: StoreReport.Fields) -> ReportTable.Row {
    .init(
      name: name,
      cells: [fields.fields, fields.touched, fields.decided, fields.corrected].map { Figure.count($0) }
        + [Figure.share(fields.corrected, of: fields.decided)])
  }

  var checks: ReportTable {
    table(
      "checks", "form", ["report-checked", "report-wrong", "report-silent", "report-interval"],
      report.checks.map {
        .init(
          name: plain(KnownForms.name($0.form)),
          cells: [
            Figure.count($0.judged), Figure.count($0.wrong), Figure.share($0.silent.value, places: 2),
            words(
              "report-from-to",
              ["low": Figure.share($0.silent.low, places: 2), "high": Figure.share($0.silent.high, places: 2)]),
          ])
      })
  }

  var waits: ReportTable {
    table(
      "waits", "form", ["report-documents", "report-half", "report-nine", "report-longest"],
      report.waits.map {
        .init(
          name: plain(KnownForms.name($0.form)),
          cells: [Figure.count($0.documents)] + [$0.median, $0.most, $0.longest].map { Figure.number($0) })
      })
  }

  private func table(_ id: String, _ rowLabel: String, _ columns: [String], _ rows: [ReportTable.Row]) -> ReportTable {
    ReportTable(id, words, rowLabel: rowLabel, columns: columns, rows: rows)
  }

  private func plain(_ text: String) -> Line { Line(text: text, language: words.language) }
}
