import Foundation

/// What was read in one place: a value, others that it may be, and how likely each is.
struct Observation {
  let pointer: String
  /// What was read, as it is compared: without regard to case.
  let key: String
  /// The probability that this is right, 0…1.
  let chance: Double
  /// Whether it passes without a look, as far as its own place tells.
  let isSure: Bool
  /// How each value is written, by key.
  let spellings: [String: String]
  private let others: [String: Double]

  /// Nil where nothing was read.
  init?(_ reading: FieldReading, at pointer: String) {
    guard reading.state == .read, case .text(let value) = reading.value, !value.isEmpty else { return nil }
    self.pointer = pointer
    key = Self.key(value)
    chance = min(max(reading.confidence, 0.005), 0.9995)
    isSure = !reading.review
    var spellings = [key: value], weights: [(key: String, weight: Double)] = []
    for other in reading.alternatives where spellings[Self.key(other.value)] == nil {
      spellings[Self.key(other.value)] = other.value
      // What stands there without a probability, as what the other reader read, counts as unlikely.
      weights.append((Self.key(other.value), max(other.confidence, 0.05)))
    }
    let whole = weights.reduce(0) { $0 + $1.weight }, left = (1 - chance) * Self.listed
    others = Dictionary(weights.map { ($0.key, left * $0.weight / whole) }) { first, _ in first }
    self.spellings = spellings
  }

  static func key(_ value: String) -> String { value.uppercased() }

  /// The share of misreadings whose truth is among the alternatives.
  private static let listed = 0.6
  /// Of the others, the share that are off by one character, and how many texts that mean something lie so near; each further character
  /// as many more.
  private static let near = 0.5, neighbours = 20.0

  /// The probability that the value is `key`, and was read as it was.
  func chance(of key: String) -> Double {
    if key == self.key { return chance }
    if let share = others[key] { return share }
    return (1 - chance) * (1 - Self.listed) * Self.near * pow(Self.neighbours, -Double(self.key.edits(to: key)))
  }
}
