/// `differ: [a, b, …]` — no two say the same: values of fields, or names of people as for `same`. What is blank is passed over.
///
/// `differ: { one: a, from: [b, c] }` — the first says the same as none of the others, which may be alike among themselves.
struct Differ: Check {
  static let name = "differ"
  let one: FieldPath?
  let others: [FieldPath]

  init?(_ value: YAMLValue, _ reader: CheckReader) {
    guard value.isMapping else {
      guard let paths = reader.paths(value) else { return nil }
      (one, others) = (nil, paths)
      return
    }
    let members = value.members(["one", "from"])
    guard let one = members["one"].flatMap({ reader.path($0) }), let others = members["from"].flatMap({ reader.paths($0) })
    else {
      if members.count < 2 { value.complain("'one' and 'from' are needed", "Write { one: a, from: [b, c] }.") }
      return nil
    }
    (self.one, self.others) = (one, others)
  }

  func callAsFunction(_ facts: Facts) throws(Gap) -> Outcome {
    var gap: Gap?
    func said(_ paths: [FieldPath]) throws(Gap) -> [(place: Place, what: String)] {
      var said: [(place: Place, what: String)] = []
      for place in try facts.places(paths) {
        do throws(Gap) { if let what = try facts.folded(place) { said.append((place, what)) } } catch { gap = gap ?? error }
      }
      return said
    }
    let others = try said(others)
    var wrong: Set<Place> = []
    if let one {
      for first in try said([one]) {
        for other in others where other.what == first.what && other.place != first.place {
          wrong.formUnion([first.place, other.place])
        }
      }
    } else {
      for (what, places) in Dictionary(grouping: others, by: \.what) where places.count > 1 && !what.isEmpty {
        wrong.formUnion(places.map(\.place))
      }
    }
    if wrong.isEmpty, let gap { throw gap }
    return Outcome(failing: wrong.sorted())
  }
}
