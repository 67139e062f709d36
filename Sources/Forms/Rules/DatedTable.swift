import Foundation

/// Reference data that changes with time, such as fees: rows with the days on which they hold and where they come from.
///
/// Read from `Pipelines/tables/<name>.yaml`.
public struct DatedTable: Sendable {
  public struct Row: Sendable {
    /// The first and last day on which it holds; nil for no limit.
    public var from, until: Day?
    /// Where it comes from, such as the order that sets a fee.
    public var source: String
    public var values: [String: String]
    /// `file:line:column` where it stands.
    var place: String

    /// Whether both hold on some day.
    func meets(_ other: Row) -> Bool {
      func isOver(_ one: Row, before next: Row) -> Bool {
        if let end = one.until, let start = next.from { end < start } else { false }
      }
      return !isOver(self, before: other) && !isOver(other, before: self)
    }
  }

  public var name: String
  public var columns: [String]
  public var rows: [Row]

  /// The rows that hold on a day and have these values.
  public func rows(on day: Day, where wanted: [String: String] = [:]) -> [Row] {
    rows.filter { row in
      row.from.map { $0 <= day } != false && row.until.map { day <= $0 } != false && wanted.allSatisfy { row.values[$0] == $1 }
    }
  }

  /// - Throws: `Problem` where the file cannot be read or is no YAML.
  static func read(_ file: URL, _ findings: Findings) throws -> DatedTable {
    let root = try YAMLValue(file, findings: findings)
    guard root.isMapping else {
      throw Problem(
        place: root.place, summary: "this is no table",
        remedy: "Write table:, version:, columns: and rows:; see Pipelines/README.md.")
    }
    let members = root.members(["table", "version", "columns", "rows"])
    let name = members["table"]?.string ?? "", columns = members["columns"].map(Self.columns) ?? []
    if name != file.deletingPathExtension().lastPathComponent {
      root.complain("the table is called '\(name)' but its file '\(file.lastPathComponent)'", "Give both one name.")
    }
    if members["version"]?.integer != 1 { root.complain("the table has no version 1", "Write version: 1.") }
    guard !columns.isEmpty, let list = members["rows"], !list.isEmptyList else {
      root.complain(
        "the table has no columns or no rows", "Name its columns, and write a row for each time that has its own values.")
      return DatedTable(name: name, columns: columns, rows: [])
    }
    var rows: [Row] = []
    for item in list.items {
      guard let row = row(item, columns) else { continue }
      if let same = rows.first(where: { $0.values == row.values && $0.meets(row) }) {
        item.complain(
          "the row says again what another says of the same days", "Take one out; the other stands at \(same.place).")
      }
      rows.append(row)
    }
    return DatedTable(name: name, columns: columns, rows: rows)
  }

  private static func columns(_ list: YAMLValue) -> [String] {
    var columns: [String] = []
    for item in list.items {
      guard let name = item.string else { continue }
      if keys.contains(name) {
        item.complain("'\(name)' is in every row anyway", "Call the column something else, or take it out.")
      } else if columns.contains(name) {
        item.complain("the column '\(name)' comes twice", "Name each once.")
      } else {
        columns.append(name)
      }
    }
    return columns
  }

  /// What a row may have besides the table's columns.
  private static let keys = ["from", "until", "source"]

  private static func row(_ item: YAMLValue, _ columns: [String]) -> Row? {
    guard item.isMapping else {
      item.complain("a row is needed here", "Write such as { from: 2026-05-01, \(columns[0]): …, source: … }.")
      return nil
    }
    let cells = item.members(keys + columns)
    for column in columns where cells[column] == nil {
      item.complain("the row has no '\(column)'", "Every row has every column.")
    }
    if cells["source"] == nil { item.complain("the row has no 'source'", "Say where it comes from.") }
    let row = Row(
      from: cells["from"]?.day, until: cells["until"]?.day, source: cells["source"]?.string ?? "",
      values: cells.filter { columns.contains($0.key) }.compactMapValues(\.string), place: item.place)
    if let from = row.from, let until = row.until, until < from {
      item.complain("the row ends before it begins", "Write the earlier day as 'from'.")
    }
    return row
  }
}

extension DatedTable {
  /// What is wrong with rows that give `column` two values on one day and say the same otherwise: nothing tells which counts.
  func contradictions(in column: String) -> [Problem] {
    rows.indices.compactMap { index in
      let row = rows[index]
      let other = rows[..<index].first { other in
        other.meets(row) && other.values[column] != row.values[column]
          && columns.allSatisfy { $0 == column || other.values[$0] == row.values[$0] }
      }
      return other.map {
        Problem(
          place: row.place, summary: "the row gives '\(column)' another value than an earlier one does, on the same days",
          remedy: "End one the day before the other begins; the earlier one stands at \($0.place).")
      }
    }
  }
}

extension YAMLValue {
  /// A day such as 2026-05-01; complains if it is none.
  var day: Day? {
    guard isScalar, let text = string, let day = Day(text) else {
      complain("a day of the calendar is needed here", "Write it as 2026-05-01.")
      return nil
    }
    return day
  }

  /// A period such as `2 months`; complains if it is none.
  var period: Period? {
    guard isScalar, let text = string, let period = Period(text) else {
      complain(
        "a period is needed here", "Write a whole number of days, weeks, months or years, such as 2 months; at most 1000 years."
      )
      return nil
    }
    return period
  }
}
