/// A day, month and year in that order, as people in Britain write them.
enum DateGrammar {
  static let years = 1880...2100

  /// - Parameter text: eight digits, or three numbers with anything between them.
  /// - Returns: ISO 8601; or, if there is no such day, `DD/MM/YYYY` as written and not valid.
  static func normalise(_ text: String) -> Normalised {
    let parts = text.split { !$0.isNumber }.map(String.init)
    let fields: [String]
    if parts.count == 3 {
      fields = parts
    } else {
      let digits = Array(parts.joined())
      guard digits.count == 8 else { return Normalised(text, isValid: false) }
      fields = [String(digits[0..<2]), String(digits[2..<4]), String(digits[4...])]
    }
    guard (1...2).contains(fields[0].count), (1...2).contains(fields[1].count), let day = Int(fields[0]),
      let month = Int(fields[1]), let year = Int(fields[2])
    else { return Normalised(text, isValid: false) }
    let written = [pad(fields[0]), pad(fields[1]), fields[2]]
    guard fields[2].count == 4, years.contains(year), isDay(day, month, year) else {
      return Normalised(written.joined(separator: "/"), isValid: false)
    }
    return Normalised("\(fields[2])-\(written[1])-\(written[0])", isValid: true)
  }

  /// Whether the text is a day, a month and a year of four digits, in the calendar or not.
  static func isShaped(_ text: String) -> Bool {
    text.filter { !$0.isWhitespace }.wholeMatch(of: /[0-9]{1,2}[\/.-]?[0-9]{1,2}[\/.-]?[0-9]{4}/) != nil
  }

  private static func pad(_ number: String) -> String { number.count == 1 ? "0" + number : number }

  /// Whether the Gregorian calendar has that day.
  static func isDay(_ day: Int, _ month: Int, _ year: Int) -> Bool {
    guard (1...12).contains(month), day >= 1 else { return false }
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    return day <= [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
  }
}
