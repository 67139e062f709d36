/// `inOrder: [a, b, …]` — each date is the same day as the one before it or later; dates left blank are passed over. Besides fields it
/// takes days such as `2015-07-01`, and `received`, when the paper arrived.
///
/// `inOrder: { days: [a, b], least: 2 months, most: 6 months }` — and each is at least or at most so long after the one before it.
/// With `strict: true` no two are the same day. Of paths that mean several fields every date is held against every one of the next.
struct InOrder: Check {
  static let name = "inOrder"

  enum Moment: Sendable {
    case field(FieldPath)
    case day(Day)
    case received

    init?(_ value: YAMLValue, _ reader: CheckReader) {
      if let day = Day(value.string ?? "") { self = .day(day) } else if value.string == "received" { self = .received } else {
        guard let path = reader.path(value) else { return nil }
        self = .field(path)
      }
    }
  }

  let moments: [Moment]
  var least = Period.days(0), most: Period?

  init?(_ value: YAMLValue, _ reader: CheckReader) {
    let members = value.isMapping ? value.members(["days", "least", "most", "strict"]) : [:]
    guard let list = value.isMapping ? members["days"] : value else {
      value.complain("the dates are missing", "Write days: [a, b].")
      return nil
    }
    let items = list.items
    moments = items.compactMap { Moment($0, reader) }
    if items.count < 2 { list.complain("an order needs two dates", "Write [a, b].") }
    if moments.count < items.count || items.count < 2 { return nil }
    if members["strict"]?.flag == true { least = .days(1) }
    least = members["least"]?.period ?? least
    most = members["most"]?.period
  }

  func callAsFunction(_ facts: Facts) throws(Gap) -> Outcome {
    var wrong: Set<Place> = [], gap: Gap?
    var before: [(day: Day, place: Place?)] = []
    for moment in moments {
      let here = try dated(moment, facts, &gap)
      for late in here {
        for early in before where late.day < early.day + least || most.map({ early.day + $0 < late.day }) == true {
          wrong.formUnion([early.place, late.place].compactMap { $0 })
        }
      }
      if !here.isEmpty { before = here }
    }
    if wrong.isEmpty, let gap { throw gap }
    return Outcome(failing: wrong.sorted())
  }

  private func dated(_ moment: Moment, _ facts: Facts, _ gap: inout Gap?) throws(Gap) -> [(day: Day, place: Place?)] {
    switch moment {
    case .day(let day): return [(day, nil)]
    case .received:
      if let day = facts.received { return [(day, nil)] }
      gap = gap ?? .unknown("it is not known when the paper arrived")
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
