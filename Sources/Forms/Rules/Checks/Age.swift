/// `age: { of: donor/dateOfBirth, on: donorSignature/signedDate, least: 18 years }` — so old, or older, on that day; `on` may be
/// `received`. Dates of birth left blank are passed over.
struct Age: Check {
  static let name = "age"
  let births: FieldPath
  let on: Moment
  let least: Period

  init?(_ value: YAMLValue, _ reader: CheckReader) {
    let members = value.members(["of", "on", "least"])
    guard let of = members["of"], let on = members["on"], let least = members["least"] else {
      value.complain("an age needs 'of', 'on' and 'least'", "Write { of: a, on: b, least: 18 years }.")
      return nil
    }
    guard let births = reader.path(of, to: .date), let moment = Moment(on, reader, isOne: true), let period = least.period
    else {
      return nil
    }
    (self.births, self.on, self.least) = (births, moment, period)
  }

  func callAsFunction(_ facts: Facts) throws(Gap) -> Outcome {
    let day = try on.day(facts, for: "on which the age counts")
    return Outcome(
      failing: try facts.failing(try facts.places(births)) { (place) throws(Gap) in
        guard let birth = try facts.day(place) else { return false }
        return day < birth + least
      })
  }
}
