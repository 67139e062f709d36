/// `editionInUse: { table: form-editions, on: received }` — the dated table has a row for the print of the form that the document is: its columns
/// are `form` and `edition`. A day for which it has nothing of that form leaves it undecided.
struct EditionInUse: Check {
  static let name = "editionInUse"
  let table: String
  let on: Moment

  init?(_ value: YAMLValue, _ reader: CheckReader) {
    let members = value.members(["table", "on"])
    guard let name = members["table"], let on = members["on"] else {
      value.complain("'table' and 'on' are needed", "Write { table: form-editions, on: received }.")
      return nil
    }
    guard let table = reader.table(name), let moment = Moment(on, reader, isOne: true) else { return nil }
    for column in ["form", "edition"] where !table.columns.contains(column) {
      name.complain("the table \(table.name) has no column '\(column)'", "Name one with 'form' and 'edition'.")
      return nil
    }
    (self.table, self.on) = (table.name, moment)
  }

  func callAsFunction(_ facts: Facts) throws(Gap) -> Outcome {
    let form = facts.records[0].form, day = try on.day(facts, for: "by which the form's edition is judged")
    let rows = facts.tables[table]?.rows(on: day, where: ["form": form.id]) ?? []
    if rows.isEmpty { throw .unknown("the table \(table) has nothing for this form on that day", nil) }
    return rows.contains { $0.values["edition"] == form.edition } ? .holds : .fails([])
  }
}
