import Foundation
import RecordStore

/// Over what time a report goes: so many days up to today, or all that the store has.
struct ReportPeriod: Hashable, Sendable {
  /// Nil for all.
  let days: Int?

  static let all = ReportPeriod(days: nil)
  /// What may be asked for, in this order.
  static let known = [7, 30, 90, 365].map { ReportPeriod(days: $0) } + [all]
  private static let usual = ReportPeriod(days: 30)

  private init(days: Int?) { self.days = days }

  /// - Parameter word: of an address: a number of days, or `all`; the usual period for anything else.
  init(_ word: String?) { self = Self.known.first { $0.word == word } ?? Self.usual }

  var word: String { days.map { "\($0)" } ?? "all" }

  /// What the store is asked, with prices as they are.
  func settings(_ prices: ReportSettings, at now: Date) -> ReportSettings {
    var settings = prices
    settings.from = days.flatMap { Self.day(before: now, by: $0 - 1) }
    return settings
  }

  /// The beginning of a day of UTC.
  private static func day(before now: Date, by days: Int) -> Date {
    let today = (now.timeIntervalSince1970 / 86_400).rounded(.down)
    return Date(timeIntervalSince1970: (today - Double(days)) * 86_400)
  }
}
