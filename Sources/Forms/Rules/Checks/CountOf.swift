/// `count: { of: [attorneys/*/lastName, …], least: 1, most: 5 }` — how many are written, ticked or signed.
///
/// `count: { of: [a/*], equals: [b/*, …] }` — as many as of these; `least: [b/*]` and `most: [b/*]` compare likewise.
struct CountOf: Check {
  static let name = "count"

  enum Bound: Sendable {
    case number(Int)
    case count([FieldPath])

    /// The number, if it is one.
    var number: Int? { if case .number(let number) = self { number } else { nil } }

    init?(_ value: YAMLValue, _ reader: CheckReader) {
      if value.isScalar, Double(value.string ?? "") != nil {
        guard value.number(in: 0...1000) != nil, let number = value.integer else { return nil }
        self = .number(number)
      } else {
        guard let paths = reader.paths(value) else { return nil }
        self = .count(paths)
      }
    }
  }

  let paths: [FieldPath]
  let least, most: Bound?

  init?(_ value: YAMLValue, _ reader: CheckReader) {
    let members = value.members(["of", "least", "most", "equals"])
    guard let paths = members["of"].flatMap({ reader.paths($0) }), members.count > 1 else {
      if members["of"] == nil || members.count < 2 {
        value.complain("'of' and a bound are needed", "Write { of: [a/*], least: 1 }, with least, most or equals.")
      }
      return nil
    }
    self.paths = paths
    let equal = members["equals"].flatMap { Bound($0, reader) }
    least = equal ?? members["least"].flatMap { Bound($0, reader) }
    most = equal ?? members["most"].flatMap { Bound($0, reader) }
    if equal != nil, members.count > 2 {
      value.complain("'equals' stands alone", "Write it, or 'least' and 'most'.")
    } else if !reader.areOrdered(least?.number, most?.number, value, by: >) {
      return nil
    }
    if least == nil, most == nil { return nil }
  }

  func callAsFunction(_ facts: Facts) throws(Gap) -> Outcome {
    let places = try facts.places(paths)
    let count = try Self.filled(places, facts).count
    func limit(_ bound: Bound?) throws(Gap) -> Int? {
      switch bound {
      case nil: nil
      case .number(let number): number
      case .count(let others): try Self.filled(try facts.places(others), facts).count
      }
    }
    let isFew = try limit(least).map { count < $0 } ?? false, isMany = try limit(most).map { count > $0 } ?? false
    return isFew || isMany ? .fails(places) : .holds
  }

  static func filled(_ places: [Place], _ facts: Facts) throws(Gap) -> [Place] {
    var filled: [Place] = []
    for place in places where try facts.isFilled(place) { filled.append(place) }
    return filled
  }
}
