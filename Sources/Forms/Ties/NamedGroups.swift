/// Groups of fields in which the same person seems to be named.
struct NamedGroups {
  /// By person, in the order of the groups.
  private(set) var alike: [[String]] = []
  private var names: [PersonName] = []

  /// - Parameters:
  ///   - from: groups of different people.
  ///   - again: lists of groups, those of one list of different people.
  init(_ from: [String], _ again: [[String]], _ fused: FusedFields) {
    for list in [from] + again {
      let named = list.compactMap { group in fused.name(in: group).map { (group: group, name: $0) } }
      var pairs: [(likeness: Double, person: Int, member: Int)] = []
      for (person, name) in names.enumerated() {
        for (member, other) in named.enumerated() {
          let likeness = name.likeness(to: other.name)
          if likeness >= PersonName.like { pairs.append((likeness, person, member)) }
        }
      }
      // The likest first; of equals those that come first.
      pairs.sort { ($1.likeness, $0.person, $0.member) < ($0.likeness, $1.person, $1.member) }
      var taken: Set<Int> = [], met: Set<Int> = []
      for pair in pairs where !taken.contains(pair.person) && !met.contains(pair.member) {
        taken.insert(pair.person)
        met.insert(pair.member)
        alike[pair.person].append(named[pair.member].group)
      }
      for (member, other) in named.enumerated() where !met.contains(member) {
        alike.append([other.group])
        names.append(other.name)
      }
    }
  }
}
