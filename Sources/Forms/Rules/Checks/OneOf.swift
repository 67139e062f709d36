/// `oneOf: { tenancy/demoted: no }`, `oneOf: { a: [x, y], b: z }` — each field's choice or text is one of these; `yes` and `no` mean a
/// lone tick or a signature too. A blank one is not.
struct OneOf: Check {
  static let name = "oneOf"
  let wanted: [(path: FieldPath, values: [String])]

  init?(_ value: YAMLValue, _ reader: CheckReader) {
    guard let wanted = Self.read(value, reader) else { return nil }
    self.wanted = wanted
  }

  /// Paths with the values that are looked for in them; complains about choices that a field does not have.
  static func read(_ value: YAMLValue, _ reader: CheckReader) -> [(path: FieldPath, values: [String])]? {
    var wanted: [(path: FieldPath, values: [String])] = []
    for (key, content) in value.entries {
      guard let path = reader.path(key) else { return nil }
      let items = content.isList ? content.items : [content], known = reader.choices(of: path)
      for item in items where !known.isEmpty && !known.contains(item.string ?? "") {
        item.complain("the field has no choice '\(item.string ?? "")'", "It has: \(known.joined(separator: ", ")).")
      }
      if items.isEmpty { content.complain("no choice is named here", "Name one, or several in brackets.") }
      wanted.append((path, items.compactMap(\.string)))
    }
    if wanted.isEmpty, value.isMapping { value.complain("no field is named here", "Write { field: choice }.") }
    return wanted.isEmpty ? nil : wanted
  }

  func callAsFunction(_ facts: Facts) throws(Gap) -> Outcome {
    var wrong: [Place] = [], gap: Gap?
    for (path, values) in wanted {
      for place in try facts.places(path) {
        do throws(Gap) { if !values.contains(try facts.choice(place)) { wrong.append(place) } } catch { gap = gap ?? error }
      }
    }
    if wrong.isEmpty, let gap { throw gap }
    return Outcome(failing: wrong)
  }
}

extension Facts {
  /// A field's choice or text; `yes` or `no` of a lone tick or a signature; empty where it is blank.
  func choice(_ place: Place) throws(Gap) -> String {
    let kind = kind(place)
    guard kind == .flag || kind == .signature else { return try text(place) ?? "" }
    return try isFilled(place) ? "yes" : "no"
  }
}
