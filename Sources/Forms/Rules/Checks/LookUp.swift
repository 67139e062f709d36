/// `lookUp: { table: lpa-fees, on: received, where: { kind: full }, column: amount, is: payment/amount }` — a row of the dated table that holds
/// on that day has the field's value. `on` is a field, a day or `received`. A blank field is passed over; a day for which the table has no row
/// leaves it undecided.
struct LookUp: Check {
  static let name = "lookUp"
  let entry: TableEntry
  let field: FieldPath

  init?(_ value: YAMLValue, _ reader: CheckReader) {
    let members = value.members(TableEntry.keys + ["is"])
    guard let field = members["is"] else {
      value.complain("'is' is needed", "Write { table: t, on: received, column: c, is: a }.")
      return nil
    }
    guard let entry = TableEntry(value, members, reader), let path = reader.path(field, isOne: true) else { return nil }
    (self.entry, self.field) = (entry, path)
  }

  func callAsFunction(_ facts: Facts) throws(Gap) -> Outcome {
    guard let place = try facts.place(field), let said = try facts.text(place) else { return .holds }
    let values = try entry.values(facts), isMoney = facts.kind(place) == .money
    func plain(_ text: String) -> String {
      guard isMoney, let amount = Double(text), abs(amount) < 1e12 else { return text.uppercased() }
      return "\(Int((amount * 100).rounded()))"
    }
    return values.contains { plain($0) == plain(said) } ? .holds : .fails([place])
  }
}
