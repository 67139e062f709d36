import Forms

/// The digits that stand in a comb's cells, held one by one against what was read there.
struct CombDigits {
  var written: Int
  var right: Int

  /// Nil where other characters than digits are written.
  init?(_ field: Truth.Field, _ read: String?) {
    let cells = field.written.filter { !$0.isWhitespace && $0 != "/" }
    guard !cells.isEmpty, cells.allSatisfy({ $0.isASCII && $0.isNumber }) else { return nil }
    let read = Self.cells(read ?? "")
    written = cells.count
    right = max(0, cells.count - cells.edits(to: read))
  }

  /// As a comb has them: a day's value is year, month, day, and stands there as day, month, year.
  private static func cells(_ read: String) -> String {
    guard let day = read.wholeMatch(of: /([0-9]{4})-([0-9]{2})-([0-9]{2})/) else { return read.filter(\.isNumber) }
    return "\(day.3)\(day.2)\(day.1)"
  }
}
