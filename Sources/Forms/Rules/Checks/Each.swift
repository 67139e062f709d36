/// `each: { of: attorneys/*, when: { … }, check: { … } }` — the check holds for each of several of whom `when` holds; paths in it that begin
/// with `attorneys/*` mean that one. Members of whom nothing is written are passed over.
struct Each: Check {
  static let name = "each"
  let path: FieldPath
  let when: (any Check)?
  let check: any Check

  init?(_ value: YAMLValue, _ reader: CheckReader) {
    let members = value.members(["of", "when", "check"])
    guard let of = members["of"], let content = members["check"] else {
      value.complain("'of' and 'check' are needed", "Write { of: attorneys/*, check: { … } }.")
      return nil
    }
    guard let path = reader.path(of) else { return nil }
    reader.bound.append(path)
    defer { reader.bound.removeLast() }
    guard let check = reader.check(content) else { return nil }
    when = members["when"].flatMap(reader.check)
    if members["when"] != nil, when == nil { return nil }
    (self.path, self.check) = (path, check)
  }

  func callAsFunction(_ facts: Facts) throws(Gap) -> Outcome {
    var wrong: [Place] = [], fails = false, gap: Gap?
    for place in try facts.places(path) {
      do throws(Gap) {
        let own = facts.binding(path, to: place)
        guard try facts.isFilled(place), try when?(own) ?? .holds == .holds else { continue }
        if case .fails(let places) = try check(own) {
          fails = true
          wrong += places.isEmpty ? [place] : places
        }
      } catch { gap = gap ?? error }
    }
    if fails { return .fails(wrong) }
    if let gap { throw gap }
    return .holds
  }
}
