/// `inOrder: [a, b, …]` — each date is the same day as the one before it or later; dates left blank are passed over. Besides fields it
/// takes days such as `2015-07-01`, and `received`, when the paper arrived.
///
/// `inOrder: { days: [a, b], least: 2 months, most: 6 months }` — and each is at least or at most so long after the one before it.
/// Such a length may stand in a dated table: `least: { table: notices, on: a, where: { ground: "8" }, column: period }`. With
/// `strict: true` no two are the same day. Of paths that mean several fields every date is held against every one of the next.
struct InOrder: Check {
  static let name = "inOrder"

  /// A length of time, or what a table says of it.
  enum Span: Sendable {
    case period(Period)
    case entry(TableEntry)

    init?(_ value: YAMLValue, _ reader: CheckReader) {
      if value.isMapping {
        guard let entry = TableEntry(value, value.members(TableEntry.keys), reader) else { return nil }
        guard Self.isClear(entry, value, reader) else { return nil }
        self = .entry(entry)
      } else {
        guard let period = value.period else { return nil }
        self = .period(period)
      }
    }

    /// Whether an entry is one period on every day that the table has; complains otherwise.
    private static func isClear(_ entry: TableEntry, _ value: YAMLValue, _ reader: CheckReader) -> Bool {
      guard let table = reader.tables[entry.table] else { return false }
      if let wrong = table.rows.first(where: { Period($0.values[entry.column] ?? "") == nil }) {
        value.complain(
          "the column '\(entry.column)' of the table \(table.name) does not hold periods",
          "Name another, or write such as 2 months there; the first that is none stands at \(wrong.place).")
        return false
      }
      let rows = table.rows.filter(entry.takes)
      for (index, row) in rows.enumerated()
      where rows[..<index].contains(where: { $0.meets(row) && $0.values[entry.column] != row.values[entry.column] }) {
        value.complain("several rows of the table \(table.name) hold on one day", "Say with 'where' which one counts.")
        return false
      }
      return true
    }

    /// The length, if no table says it.
    var fixed: Period? { if case .period(let period) = self { period } else { nil } }

    func period(_ facts: Facts) throws(Gap) -> Period {
      switch self {
      case .period(let period): return period
      case .entry(let entry):
        guard let period = Period(try entry.values(facts)[0]) else {
          throw .unknown("the table \(entry.table) has no period for that day", nil)
        }
        return period
      }
    }
  }

  let moments: [Moment]
  let least, most: Span?
  let isStrict: Bool

  init?(_ value: YAMLValue, _ reader: CheckReader) {
    let members = value.isMapping ? value.members(["days", "least", "most", "strict"]) : [:]
    guard let list = value.isMapping ? members["days"] : value else {
      value.complain("the dates are missing", "Write days: [a, b].")
      return nil
    }
    let items = list.items
    moments = items.compactMap { Moment($0, reader, isOne: false) }
    if items.count < 2 { list.complain("an order needs two dates", "Write [a, b].") }
    if moments.count < items.count || items.count < 2 { return nil }
    least = members["least"].flatMap { Span($0, reader) }
    most = members["most"].flatMap { Span($0, reader) }
    isStrict = members["strict"]?.flag ?? false
    guard reader.areOrdered(least?.fixed ?? (isStrict ? .days(1) : nil), most?.fixed, value, by: { $0.isLonger(than: $1) })
    else { return nil }
  }

  func callAsFunction(_ facts: Facts) throws(Gap) -> Outcome {
    var isWrong = false, wrong: Set<Place> = [], gap: Gap?, dated: [[(day: Day, place: Place?)]] = []
    for moment in moments { dated.append(try self.dated(moment, facts, &gap)) }
    dated.removeAll(where: \.isEmpty)
    if dated.count > 1 {
      let least = try least?.period(facts) ?? .days(0), most = try most?.period(facts)
      func isApart(_ early: Day, _ late: Day) -> Bool {
        early + least <= late && most.map { late <= early + $0 } != false && !(isStrict && early == late)
      }
      for (before, here) in zip(dated, dated.dropFirst()) {
        for early in before {
          for late in here where !isApart(early.day, late.day) {
            isWrong = true
            wrong.formUnion([early.place, late.place].compactMap { $0 })
          }
        }
      }
    }
    if !isWrong, let gap { throw gap }
    return isWrong ? .fails(wrong.sorted()) : .holds
  }

  private func dated(_ moment: Moment, _ facts: Facts, _ gap: inout Gap?) throws(Gap) -> [(day: Day, place: Place?)] {
    switch moment {
    case .day(let day): return [(day, nil)]
    case .received:
      if let day = facts.received { return [(day, nil)] }
      gap = gap ?? .unknown("it is not known when the paper arrived", nil)
      return []
    case .field(let path):
      var found: [(day: Day, place: Place?)] = []
      for place in try facts.places(path) {
        do throws(Gap) { if let day = try facts.day(place) { found.append((day, place)) } } catch { gap = gap ?? error }
      }
      return found
    }
  }
}
