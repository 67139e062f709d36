/// What a dated table says on a day: `{ table: lpa-fees, on: received, where: { kind: full }, column: amount }`.
struct TableEntry: Sendable {
  static let keys = ["table", "on", "where", "column"]
  let table, column: String
  let on: Moment
  let rows: [String: String]

  /// - Parameter members: the values of `keys`; complains about what is missing among them and about what the table lacks.
  init?(_ value: YAMLValue, _ members: [String: YAMLValue], _ reader: CheckReader) {
    guard let name = members["table"], let on = members["on"], let column = members["column"] else {
      value.complain("'table', 'on' and 'column' are needed", "Write { table: t, on: received, column: c }.")
      return nil
    }
    guard let table = reader.table(name) else { return nil }
    let columns = table.columns
    guard let wanted = column.string, columns.contains(wanted) else {
      column.complain(
        "the table \(table.name) has no column '\(column.string ?? "")'", "It has: \(columns.joined(separator: ", ")).")
      return nil
    }
    for problem in table.contradictions(in: wanted) { value.findings.add(problem) }
    guard let moment = Moment(on, reader, isOne: true) else { return nil }
    (self.table, self.column, self.on) = (table.name, wanted, moment)
    rows = members["where"]?.members(columns).compactMapValues(\.string) ?? [:]
    if !table.rows.contains(where: takes) {
      members["where"]?.complain("the table \(table.name) has no such row", "Name values that stand in it.")
      return nil
    }
  }

  /// Whether `where` takes a row.
  func takes(_ row: DatedTable.Row) -> Bool { rows.allSatisfy { row.values[$0] == $1 } }

  /// What the rows of that day say; never empty.
  ///
  /// - Throws: `Gap` where the day is not known, or the table has nothing for it.
  func values(_ facts: Facts) throws(Gap) -> [String] {
    let day = try on.day(facts, for: "by which the table \(table) is read")
    let found = facts.tables[table]?.rows(on: day, where: rows) ?? []
    if found.isEmpty { throw .unknown("the table \(table) has nothing for that day", nil) }
    return found.compactMap { $0.values[column] }
  }
}
