import Foundation

/// A table of figures, as `table.mustache` draws it.
struct ReportTable {
  struct Row {
    let name: Line
    let cells: [String]
    /// Where more of it is.
    var address: String?
  }
  let id, caption: String
  /// What the rows are, and what their cells tell.
  let rowLabel: String
  let columns: [String]
  let rows: [Row]
  let isEmpty: Bool
  let none: String

  init(_ id: String, _ words: Words, rowLabel: String, columns: [String], rows: [Row]) {
    self.id = id
    caption = words("report-table-\(id)")
    self.rowLabel = words(rowLabel)
    self.columns = columns.map { words($0) }
    self.rows = rows
    isEmpty = rows.isEmpty
    none = words("report-none")
  }
}

/// Figures as people read them.
enum Figure {
  /// With a comma between thousands.
  static func count(_ number: Int) -> String {
    let digits = "\(number)".reversed()
    return String(digits.enumerated().flatMap { $0 > 0 && $0 % 3 == 0 ? [",", $1] : [$1] }.reversed())
  }

  static func count(_ number: Double) -> String { count(Int(number.rounded())) }

  /// - Parameter places: behind the point.
  static func share(_ share: Double, places: Int = 1) -> String { String(format: "%.\(places)f%%", 100 * share) }

  static func share(_ part: Int, of whole: Int) -> String { whole == 0 ? "–" : share(Double(part) / Double(whole)) }

  static func number(_ number: Double, places: Int = 1) -> String { String(format: "%.\(places)f", number) }
}
