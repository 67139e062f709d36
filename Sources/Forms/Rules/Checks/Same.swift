/// `same: [a, b, …]` — all that is written says the same: values of fields, or names of people where a path names a group with
/// `fullName`, or `firstNames` and `lastName`. Case, accents, spaces and titles do not count. What is blank is passed over.
struct Same: Check {
  static let name = "same"
  let paths: [FieldPath]

  init?(_ value: YAMLValue, _ reader: CheckReader) {
    guard let paths = reader.paths(value) else { return nil }
    self.paths = paths
  }

  func callAsFunction(_ facts: Facts) throws(Gap) -> Outcome {
    let said = try facts.said(try facts.places(paths))
    return Set(said.map(\.what)).count <= 1 ? .holds : .fails(said.map(\.place))
  }
}

extension Facts {
  /// What stands in some places, folded for comparing; blanks left out.
  func said(_ places: [Place]) throws(Gap) -> [(place: Place, what: String)] {
    var said: [(place: Place, what: String)] = []
    for place in places {
      if let what = try folded(place) { said.append((place, what)) }
    }
    return said
  }
}
