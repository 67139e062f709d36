public import Foundation

/// A day of the calendar.
public struct Day: Hashable, Comparable, Sendable {
  public let year, month, day: Int

  /// - Parameter text: ISO 8601, `2026-11-25`, with or without a time behind it; nil if there is no such day.
  public init?(_ text: some StringProtocol) {
    let parts = text.prefix(10).split(separator: "-", omittingEmptySubsequences: false)
    guard parts.map(\.count) == [4, 2, 2], text.count == 10 || text.dropFirst(10).first == "T", let year = Int(parts[0]),
      let month = Int(parts[1]), let day = Int(parts[2]), DateGrammar.isDay(day, month, year)
    else { return nil }
    (self.year, self.month, self.day) = (year, month, day)
  }

  /// The day with this number since 1 January 1970 (Hinnant, "chrono-Compatible Low-Level Date Algorithms", 2013).
  private init(number: Int) {
    let shifted = number + 719_468, era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100), shiftedMonth = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  }

  private init(year: Int, month: Int, day: Int) { (self.year, self.month, self.day) = (year, month, day) }

  /// Days since 1 January 1970.
  var number: Int {
    let y = month <= 2 ? year - 1 : year, era = (y >= 0 ? y : y - 399) / 400, yearOfEra = y - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  /// Its first moment, in UTC.
  public var start: Date { Date(timeIntervalSince1970: Double(number) * 86_400) }

  public static func < (a: Day, b: Day) -> Bool { (a.year, a.month, a.day) < (b.year, b.month, b.day) }

  /// The corresponding day after a period; where the month has none, its last (Dodds v Walker [1981] 1 WLR 1027).
  public static func + (day: Day, period: Period) -> Day {
    let month = (day.year * 12 + day.month - 1 + period.months).quotientAndRemainder(dividingBy: 12)
    let last = (28...31).last { DateGrammar.isDay($0, month.remainder + 1, month.quotient) } ?? 28
    return Day(number: Day(year: month.quotient, month: month.remainder + 1, day: min(day.day, last)).number + period.days)
  }
}

/// A length of time as rules of law state it: whole months, then days.
public struct Period: Hashable, Sendable {
  public var months = 0, days = 0

  public static func days(_ days: Int) -> Period { Period(days: days) }
  public static func months(_ months: Int) -> Period { Period(months: months) }

  private init(months: Int = 0, days: Int = 0) { (self.months, self.days) = (months, days) }

  /// More days than any period has: a thousand years.
  private static let most = 366_000

  /// - Parameter text: such as `2 months`, `18 years`, `14 days`, `1 week` or `2 months less 1 day`; nil where it is none, ends before it
  ///   begins, or is over a thousand years.
  public init?(_ text: String) {
    let parts = text.split(separator: " less ").map { $0.split(separator: " ") }
    guard (1...2).contains(parts.count), parts.allSatisfy({ $0.count == 2 }) else { return nil }
    for (part, sign) in zip(parts, [1, -1]) {
      guard let count = Int(part[0]), (0...Self.most).contains(count) else { return nil }
      switch part[1] {
      case "day", "days": days += sign * count
      case "week", "weeks": days += sign * 7 * count
      case "month", "months": months += sign * count
      case "year", "years": months += sign * 12 * count
      default: return nil
      }
    }
    guard (0...Self.most).contains(shortest) else { return nil }
  }

  /// The fewest days that it is, whatever the day on which it begins.
  private var shortest: Int { months * (months < 0 ? 31 : 28) + days }

  /// Whether it ends later than `other` whatever the day on which both begin.
  func isLonger(than other: Period) -> Bool { Period(months: months - other.months, days: days - other.days).shortest > 0 }
}

extension Day: CustomStringConvertible {
  /// ISO 8601.
  public var description: String {
    func padded(_ number: Int, _ length: Int) -> String {
      String(repeating: "0", count: max(0, length - "\(number)".count)) + "\(number)"
    }
    return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
  }
}
