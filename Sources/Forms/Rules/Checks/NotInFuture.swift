/// `notInFuture: [a, b, …]` — no date is later than the day on which the paper arrived.
struct NotInFuture: Check {
  static let name = "notInFuture"
  let paths: [FieldPath]

  init?(_ value: YAMLValue, _ reader: CheckReader) {
    guard let paths = reader.paths(value, to: .date) else { return nil }
    self.paths = paths
  }

  func callAsFunction(_ facts: Facts) throws(Gap) -> Outcome {
    guard let received = facts.received else { throw .unknown("it is not known when the paper arrived", nil) }
    return Outcome(
      failing: try facts.failing(try facts.places(paths)) { (place) throws(Gap) in
        try facts.day(place).map { received < $0 } ?? false
      })
  }
}
