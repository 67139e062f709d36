import ArgumentParser
import Forms
import Foundation
import RecordStore

/// What a store tells those who run the office.
struct Report: AsyncParsableCommand {
  enum Format: String, ExpressibleByArgument, CaseIterable { case json, prometheus, daily }

  static let configuration = CommandConfiguration(
    abstract: "Counts documents, fields, corrections, times and costs of a store; nothing in it tells of a citizen.",
    discussion: """
      json        everything, for other programs
      prometheus  the same as metrics
      daily       one row a document of one day, with the columns of HMCTS bulk scan's daily report (CSV)

        formscan report --store desk.sqlite --from 2026-11-01 --to 2026-11-30
        formscan report --store desk.sqlite --format daily --from 2026-11-25 > today.csv
      """)

  @OptionGroup var store: StoreOption
  @Option(help: ArgumentHelp("json, prometheus or daily.", valueName: "format"))
  var format = Format.json
  @Option(help: ArgumentHelp("The first day, YYYY-MM-DD; of the daily report, its day.", valueName: "day"))
  var from: String?
  @Option(help: ArgumentHelp("The last day, YYYY-MM-DD.", valueName: "day"))
  var to: String?
  @OptionGroup var prices: Prices

  func validate() throws {
    for day in [from, to] { if let day, Day(day) == nil { throw ValidationError("'\(day)' is no day such as 2026-11-25.") } }
    if let first = from.flatMap({ Day($0) }), let last = to.flatMap({ Day($0) }), last.start < first.start {
      throw ValidationError("--to \(to ?? "") is before --from \(from ?? ""): name the earlier day first.")
    }
    if format == .daily, from == nil { throw ValidationError("The daily report needs its day: --from 2026-11-25.") }
  }

  func run() async throws {
    let store = try store.open()
    if format == .daily, let day = from.flatMap({ Self.date($0) }) {
      return print(try await store.dailyReport(of: day), terminator: "")
    }
    var settings = prices.settings
    (settings.from, settings.to) = (from.flatMap { Self.date($0) }, to.flatMap { Self.date($0, end: true) })
    let report = try await store.report(settings)
    print(
      format == .prometheus ? report.prometheus : String(decoding: try CanonicalJSON.data(report), as: UTF8.self),
      terminator: "")
  }

  /// The beginning of a day, or its end.
  private static func date(_ day: String, end: Bool = false) -> Date? {
    Day(day)?.start.addingTimeInterval(end ? 86_400 : 0)
  }
}
