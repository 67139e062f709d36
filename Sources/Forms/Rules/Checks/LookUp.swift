/// `lookUp: { table: lpa-fees, on: received, where: { kind: full }, column: amount, is: payment/amount }` — a row of the dated table that holds
/// on that day has the field's value. `on` is a field, a day or `received`. A blank field is passed over; a day for which the table has no row
/// leaves it undecided.
struct LookUp: Check {
  static let name = "lookUp"
  let table, column: String
  let on: InOrder.Moment
  let rows: [String: String]
  let field: FieldPath

  init?(_ value: YAMLValue, _ reader: CheckReader) {
    let members = value.members(["table", "on", "where", "column", "is"])
    guard let name = members["table"], let on = members["on"], let column = members["column"], let field = members["is"] else {
      value.complain("'table', 'on', 'column' and 'is' are needed", "Write { table: t, on: received, column: c, is: a }.")
      return nil
    }
    guard let table = reader.tables[name.string ?? ""] else {
      name.complain("there is no table '\(name.string ?? "")'", "Known: \(reader.tables.keys.sorted().joined(separator: ", ")).")
      return nil
    }
    let columns = table.rows.first?.values.keys.sorted() ?? []
    guard let wanted = column.string, columns.contains(wanted) else {
      column.complain("the table \(table.name) has no column '\(column.string ?? "")'", "It has: \(columns.joined(separator: ", ")).")
      return nil
    }
    guard let moment = InOrder.Moment(on, reader), let path = reader.path(field) else { return nil }
    (self.table, self.column, self.on, self.field) = (table.name, wanted, moment, path)
    rows = members["where"]?.members(columns).compactMapValues(\.string) ?? [:]
  }

  func callAsFunction(_ facts: Facts) throws(Gap) -> Outcome {
    guard let place = try facts.place(field), let said = try facts.text(place) else { return .holds }
    let day: Day?
    switch on {
    case .day(let fixed): day = fixed
    case .received: day = facts.received
    case .field(let path): day = try facts.place(path).flatMap { (place) throws(Gap) in try facts.day(place) }
    }
    guard let day else { throw .unknown("the day is not known by which the table \(table) is read") }
    let found = facts.tables[table]?.rows(on: day, where: rows) ?? []
    if found.isEmpty { throw .unknown("the table \(table) has nothing for that day") }
    let isMoney = facts.kind(place) == .money
    func plain(_ text: String) -> String {
      guard isMoney, let amount = Double(text) else { return text.uppercased() }
      return "\(Int((amount * 100).rounded()))"
    }
    return found.contains { plain($0.values[column] ?? "") == plain(said) } ? .holds : .fails([place])
  }
}
