/// `some: { lpc:information/kind: decisions }` — at least one of the places that a path means has one of these choices or texts.
struct Some: Check {
  static let name = "some"
  let wanted: [(path: FieldPath, values: [String])]

  init?(_ value: YAMLValue, _ reader: CheckReader) {
    guard let wanted = OneOf.read(value, reader) else { return nil }
    self.wanted = wanted
  }

  func callAsFunction(_ facts: Facts) throws(Gap) -> Outcome {
    var seen: [Place] = [], gap: Gap?
    for (path, values) in wanted {
      for place in try facts.places(path) {
        do throws(Gap) {
          if values.contains(try facts.choice(place)) { return .holds }
          seen.append(place)
        } catch { gap = gap ?? error }
      }
    }
    if let gap { throw gap }
    return .fails(seen)
  }
}
