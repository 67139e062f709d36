/// `oneOf: { tenancy/demoted: no }`, `oneOf: { a: [x, y], b: z }` — each field's choice or text is one of these; `yes` and `no` mean a
/// lone tick or a signature too. A blank one is not.
struct OneOf: Check {
  static let name = "oneOf"
  let wanted: [(path: FieldPath, values: [String])]

  init?(_ value: YAMLValue, _ reader: CheckReader) {
    var wanted: [(path: FieldPath, values: [String])] = []
    for (key, content) in value.entries {
      guard let path = reader.path(key) else { return nil }
      wanted.append((path, (content.isList ? content.items : [content]).compactMap(\.string)))
    }
    if wanted.isEmpty { return nil }
    self.wanted = wanted
  }

  func callAsFunction(_ facts: Facts) throws(Gap) -> Outcome {
    var wrong: [Place] = [], gap: Gap?
    for (path, values) in wanted {
      for place in try facts.places(path) {
        do throws(Gap) {
          var said = try facts.text(place) ?? ""
          if facts.kind(place).isTick { said = try facts.isFilled(place) ? "yes" : "no" }
          if !values.contains(said) { wrong.append(place) }
        } catch { gap = gap ?? error }
      }
    }
    if wrong.isEmpty, let gap { throw gap }
    return Outcome(failing: wrong)
  }
}

extension FieldDefinition.Kind? {
  fileprivate var isTick: Bool { self == .flag || self == .signature }
}
