/// `required: [donor/lastName, …]` — something is written, ticked or signed in each.
struct Required: Check {
  static let name = "required"
  let paths: [FieldPath]

  init?(_ value: YAMLValue, _ reader: CheckReader) {
    guard let paths = reader.paths(value) else { return nil }
    self.paths = paths
  }

  func callAsFunction(_ facts: Facts) throws(Gap) -> Outcome {
    Outcome(failing: try facts.failing(try facts.places(paths)) { (place) throws(Gap) in try !facts.isFilled(place) })
  }
}
