/// A day that a check names: a field's date, a day such as `2015-07-01`, or `received`, when the paper arrived.
enum Moment: Sendable {
  case field(FieldPath)
  case day(Day)
  case received

  init?(_ value: YAMLValue, _ reader: CheckReader) {
    if let day = Day(value.string ?? "") {
      self = .day(day)
    } else if value.string == "received" {
      self = .received
    } else {
      guard let path = reader.path(value) else { return nil }
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
