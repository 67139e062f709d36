/// A day that a check names: a field's date, a day such as `2015-07-01`, or `received`, when the paper arrived.
enum Moment: Sendable {
  case field(FieldPath)
  case day(Day)
  case received

  /// - Parameter isOne: whether it has to be one day and no more.
  init?(_ value: YAMLValue, _ reader: CheckReader, isOne: Bool) {
    let text = value.isScalar ? value.string ?? "" : ""
    if let day = Day(text) {
      self = .day(day)
    } else if text == "received" {
      self = .received
    } else if text.wholeMatch(of: /[0-9]+-[0-9]+-[0-9]+/) != nil {
      value.complain("'\(text)' is no day of the calendar", "Write it as 2026-05-01.")
      return nil
    } else {
      guard let path = reader.path(value, to: .date, isOne: isOne) else { return nil }
      self = .field(path)
    }
  }

  /// - Parameter use: what the day is needed for, as the end of a sentence.
  /// - Throws: `Gap` where it is not known.
  func day(_ facts: Facts, for use: String) throws(Gap) -> Day {
    let day: Day?
    switch self {
    case .day(let fixed): day = fixed
    case .received: day = facts.received
    case .field(let path): day = try facts.place(path).flatMap { (place) throws(Gap) in try facts.day(place) }
    }
    guard let day else { throw .unknown("the day is not known \(use)", nil) }
    return day
  }
}
