/// `range: { of: [fees/courtFee], least: 0.01, most: 10000 }` — each amount or number lies within; a blank one is passed over.
struct Range: Check {
  static let name = "range"
  let paths: [FieldPath]
  /// In hundredths.
  let least, most: Int?

  init?(_ value: YAMLValue, _ reader: CheckReader) {
    let members = value.members(["of", "least", "most"])
    func hundredths(_ key: String) -> Int? { members[key]?.number(in: -1e12...1e12).map { Int(($0 * 100).rounded()) } }
    (least, most) = (hundredths("least"), hundredths("most"))
    guard let paths = members["of"].flatMap({ reader.paths($0, to: .amount) }), least != nil || most != nil else {
      if members["of"] == nil || members.count < 2 {
        value.complain("'of' and a bound are needed", "Write { of: [a], least: 1, most: 10 }.")
      }
      return nil
    }
    guard reader.areOrdered(least, most, value, by: >) else { return nil }
    self.paths = paths
  }

  func callAsFunction(_ facts: Facts) throws(Gap) -> Outcome {
    Outcome(
      failing: try facts.failing(try facts.places(paths)) { (place) throws(Gap) in
        guard let amount = try facts.pence(place) else { return false }
        return least.map { amount < $0 } ?? false || most.map { amount > $0 } ?? false
      })
  }
}
