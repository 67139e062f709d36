/// `atMostOne: [a, b, …]` — no two are ticked, signed or written. Of a choice its boxes count.
struct AtMostOne: Check {
  static let name = "atMostOne"
  let paths: [FieldPath]

  init?(_ value: YAMLValue, _ reader: CheckReader) {
    guard let paths = reader.paths(value) else { return nil }
    self.paths = paths
  }

  func callAsFunction(_ facts: Facts) throws(Gap) -> Outcome {
    let places = try facts.places(paths)
    return try facts.marks(places) <= 1 ? .holds : .fails(places)
  }
}
