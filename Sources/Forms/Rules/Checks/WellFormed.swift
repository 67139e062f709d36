/// `wellFormed: [a, b, …]` — what is written follows the grammar of the field's type: a day of the calendar, a postcode, an amount, a
/// telephone number, an e-mail address. A blank field is passed over.
struct WellFormed: Check {
  static let name = "wellFormed"
  let paths: [FieldPath]

  init?(_ value: YAMLValue, _ reader: CheckReader) {
    guard let paths = reader.paths(value, to: .grammar) else { return nil }
    self.paths = paths
  }

  func callAsFunction(_ facts: Facts) throws(Gap) -> Outcome {
    Outcome(
      failing: try facts.failing(try facts.places(paths)) { (place) throws(Gap) in
        guard let text = try facts.text(place), let kind = facts.kind(place) else { return false }
        if kind == .date { return Day(text) == nil }
        let normalised = kind.normalise(text)
        return !normalised.isValid || !normalised.repairs.isEmpty
      })
  }
}
