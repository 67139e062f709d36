/// `together: [a, b, …]` — all are filled in, or none is.
struct Together: Check {
  static let name = "together"
  let paths: [FieldPath]

  init?(_ value: YAMLValue, _ reader: CheckReader) {
    guard let paths = reader.paths(value) else { return nil }
    self.paths = paths
  }

  func callAsFunction(_ facts: Facts) throws(Gap) -> Outcome {
    let places = try facts.places(paths)
    let empty = try facts.failing(places) { (place) throws(Gap) in try !facts.isFilled(place) }
    let filled = try facts.failing(places) { (place) throws(Gap) in try facts.isFilled(place) }
    return empty.isEmpty || filled.isEmpty ? .holds : .fails(empty)
  }
}
