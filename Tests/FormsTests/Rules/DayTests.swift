import Testing

@testable import Forms

struct DayTests {
  @Test(arguments: [
    ("2026-01-31", "1 month", "2026-02-28"), ("2024-01-31", "1 month", "2024-02-29"), ("2026-11-25", "2 months", "2027-01-25"),
    ("2008-02-29", "18 years", "2026-02-28"), ("2026-12-31", "1 day", "2027-01-01"), ("2026-03-01", "2 weeks", "2026-03-15"),
    ("1999-12-31", "0 days", "1999-12-31"), ("2015-05-11", "2 months less 1 day", "2015-07-10"),
  ])
  func `a period after a day is the corresponding day, or the month's last`(from: String, period: String, to: String) throws {
    #expect(try #require(Day(from)) + #require(Period(period)) == Day(to))
  }

  @Test(arguments: ["2026-02-29", "2026-13-01", "26-01-01", "2026-01-01x", "31/01/2026", ""])
  func `what the calendar lacks is no day`(text: String) { #expect(Day(text) == nil) }

  @Test func `a time belongs to its day`() { #expect(Day("2026-11-25T21:00:00Z") == Day("2026-11-25")) }

  @Test(arguments: [
    "2 fortnights", "months", "-1 days", "2", "2 months less", "less 1 day", "3 days less 2 days less 1 day",
    "2 months less 3 months", "1 month less 29 days", "1100 years", "800000000000000000 years",
    "9000000000000000000 weeks", "99999999999999999999 days",
  ])
  func `what states no period is none`(text: String) { #expect(Period(text) == nil) }

  @Test(arguments: [
    ("7 months", "6 months", true), ("29 days", "1 month", false), ("32 days", "1 month", true), ("1 month", "27 days", true),
    ("1 month", "28 days", false), ("1 year", "12 months", false),
  ])
  func `a period is longer where it ends later from whatever day`(one: String, other: String, isLonger: Bool) throws {
    let one = try #require(Period(one)), other = try #require(Period(other))
    #expect(one.isLonger(than: other) == isLonger)
    var day = try #require(Day("2024-01-01")), always = true
    for _ in 0..<1461 {
      always = always && day + one > day + other
      day = day + .days(1)
    }
    #expect(always == isLonger)
  }

  @Test func `a thousand years after the last day that can be written is a day`() throws {
    let last = try #require(Day("9999-12-31"))
    #expect(try last + #require(Period("1000 years")) > last)
    #expect(try last + #require(Period("52000 weeks")) > last)
  }

  @Test func `days counted on and on are the calendar's`() throws {
    var day = try #require(Day("1899-12-25"))
    for _ in 0..<60_000 {
      let next = day + .days(1)
      #expect(next > day && next.number == day.number + 1)
      let isNext =
        next.day == day.day + 1 && next.month == day.month || next.day == 1 && (next.month == day.month + 1 || next.month == 1)
      #expect(isNext)
      day = next
    }
  }
}
