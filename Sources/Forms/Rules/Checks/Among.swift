/// `among: { each: applicants/*, of: [attorneys/*, …] }` — each says the same as one of the others: values of fields, or names of people as
/// for `same`. What is blank is passed over.
struct Among: Check {
  static let name = "among"
  let each: FieldPath
  let others: [FieldPath]

  init?(_ value: YAMLValue, _ reader: CheckReader) {
    let members = value.members(["each", "of"])
    guard let each = members["each"].flatMap({ reader.path($0) }), let others = members["of"].flatMap({ reader.paths($0) })
    else {
      if members.count < 2 { value.complain("'each' and 'of' are needed", "Write { each: a/*, of: [b/*] }.") }
      return nil
    }
    (self.each, self.others) = (each, others)
  }

  func callAsFunction(_ facts: Facts) throws(Gap) -> Outcome {
    let mine = try facts.said(try facts.places([each]))
    var known: Set<String> = [], gap: Gap?
    for place in try facts.places(others) {
      do throws(Gap) { if let what = try facts.folded(place) { known.insert(what) } } catch { gap = gap ?? error }
    }
    let wrong = mine.filter { !known.contains($0.what) }
    // One that is not among those known may be the one that waits.
    if !wrong.isEmpty, let gap { throw gap }
    return Outcome(failing: wrong.map(\.place))
  }
}
