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
  }

  public var name: String
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
    let members = root.members(["table", "version", "columns", "rows"])
    let name = members["table"]?.string ?? "", columns = members["columns"]?.items.compactMap(\.string) ?? []
    if name != file.deletingPathExtension().lastPathComponent {
      root.complain("the table is called '\(name)' but its file '\(file.lastPathComponent)'", "Give both one name.")
    }
    if members["version"]?.integer != 1 { root.complain("the table has no version 1", "Write version: 1.") }
    let rows = (members["rows"]?.items ?? []).map { item -> Row in
      let cells = item.members(["from", "until", "source"] + columns)
      for column in columns where cells[column] == nil {
        item.complain("the row has no '\(column)'", "Every row has every column.")
      }
      if cells["source"] == nil { item.complain("the row has no 'source'", "Say where it comes from.") }
      let row = Row(
        from: cells["from"]?.day, until: cells["until"]?.day, source: cells["source"]?.string ?? "",
        values: cells.filter { columns.contains($0.key) }.compactMapValues(\.string))
      if let from = row.from, let until = row.until, until < from {
        item.complain("the row ends before it begins", "Write the earlier day as 'from'.")
      }
      return row
    }
    return DatedTable(name: name, rows: rows)
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
