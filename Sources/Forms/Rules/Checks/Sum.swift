/// `sum: { of: [fees/courtFee, fees/legalCosts], is: fees/total }` — the amounts add up, to the penny; a blank one is nothing. Where the
/// total is blank it is passed over.
struct Sum: Check {
  static let name = "sum"
  let parts: [FieldPath]
  let total: FieldPath

  init?(_ value: YAMLValue, _ reader: CheckReader) {
    let members = value.members(["of", "is"])
    guard let parts = members["of"].flatMap({ reader.paths($0, to: .amount) }),
      let total = members["is"].flatMap({ reader.path($0, to: .amount, isOne: true) })
    else {
      if members.count < 2 { value.complain("'of' and 'is' are needed", "Write { of: [a, b], is: c }.") }
      return nil
    }
    (self.parts, self.total) = (parts, total)
  }

  func callAsFunction(_ facts: Facts) throws(Gap) -> Outcome {
    guard let whole = try facts.place(total), let wanted = try facts.pence(whole) else { return .holds }
    let places = try facts.places(parts)
    var sum = 0
    for place in places { sum += try facts.pence(place) ?? 0 }
    return sum == wanted ? .holds : .fails(places + [whole])
  }
}
