import Forms

/// What stands in several places of a made-up document, as its form's ties say: most people who sign are named before, and most amounts
/// add up.
struct SpecimenTies {
  /// By group or field: the one that it says again.
  private var sources: [String: String] = [:]
  private var sums: [(of: [String], is: String)] = []
  private let form: FormDefinition

  /// How often what should be the same is; how often what may be is.
  private static let same = 0.96, repeated = 0.8

  init(_ form: FormDefinition, random: inout SeededRandom) {
    self.form = form
    for tie in form.ties {
      switch tie {
      case .same(let fields):
        for field in fields.dropFirst() where random.chance(Self.same) { note(fields[0], again: field) }
      case .repeated(let from, let again):
        for places in again {
          for (place, source) in zip(places, from.count > 1 ? from : places.map { _ in from[0] })
          where random.chance(Self.repeated) { note(source, again: place) }
        }
      case .sum(let parts, let total): if random.chance(Self.same) { sums.append((parts, total)) }
      case .town: break
      }
    }
  }

  private mutating func note(_ source: String, again place: String) {
    if sources[place] == nil, self.source(of: source) ?? source != place { sources[place] = source }
  }

  /// The field or group that says it first.
  private func source(of place: String) -> String? {
    sources[place].map { source(of: $0) ?? $0 }
  }

  /// By group of fields that are filled in together: the one whose person it is about too.
  func twins(_ group: (String) -> String) -> [String: String] {
    var twins: [String: String] = [:]
    for place in sources.keys.sorted() {
      let (own, other) = (group(place), group(source(of: place) ?? place))
      if own != other { twins[own] = other }
    }
    return twins
  }

  /// Says again what is tied, where both places are filled in.
  func tie(_ entries: inout [String: SpecimenContent.Entry]) {
    for place in sources.keys.sorted() {
      guard let source = source(of: place) else { continue }
      let names = form.fields[place] == nil ? form.words(in: place).keys.sorted().map { "/\($0)" } : [""]
      for name in names {
        if let entry = entries[source + name], entries[place + name] != nil { entries[place + name] = entry }
      }
    }
    for sum in sums where entries[sum.is] != nil {
      let pence = sum.of.reduce(0) { $0 + (entries[$1].flatMap(Self.pence) ?? 0) }
      entries[sum.is] = .text("\(pence / 100).\(pence % 100 < 10 ? "0" : "")\(pence % 100)")
    }
  }

  private static func pence(_ entry: SpecimenContent.Entry) -> Int? {
    guard case .text(let text) = entry else { return nil }
    return Int(text.filter { $0 != "." })
  }
}
