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

  @Test(arguments: ["2 fortnights", "months", "-1 days", "2", "2 months less", "less 1 day", "3 days less 2 days less 1 day"])
  func `what states no period is none`(text: String) { #expect(Period(text) == nil) }

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
