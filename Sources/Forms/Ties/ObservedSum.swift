/// Amounts that were read, and the total that they should have.
struct ObservedSum {
  /// The parts that are written, and behind them the total.
  let observations: [Observation]
  /// Whether they add up as they were read.
  let holds: Bool
  /// The probability that all are right, if they add up: else two at least were misread, and so that it cancels out.
  let chance: Double
  /// The likeliest of what may be written so that they add up, in the order of `observations`; nil where nothing does.
  let likeliest: [String]?

  /// Nil where the total or all parts but one are blank, or something was not read.
  init?(_ parts: [String], _ total: String, _ fused: FusedFields) {
    let written = (parts + [total]).filter { !fused.isBlank($0) }
    observations = written.compactMap(fused.observation)
    guard observations.count > 2, observations.count == written.count, observations.last?.pointer == total else { return nil }
    var ways: [(keys: [String], pence: Int, chance: Double)] = [([], 0, 1)]
    for (place, observation) in observations.enumerated() {
      let isTotal = place == observations.count - 1
      ways = ways.flatMap { way in
        observation.spellings.keys.sorted().compactMap { key in
          Self.pence(key).map { (way.keys + [key], way.pence + (isTotal ? -$0 : $0), way.chance * observation.chance(of: key)) }
        }
      }
    }
    let own = observations.map(\.key), right = ways.filter { $0.pence == 0 }
    holds = right.contains { $0.keys == own }
    let rightAll = observations.reduce(1) { $0 * $1.chance }
    let wrong = observations.map { 1 - $0.chance }, whole = wrong.reduce(0, +)
    let wrongTwo = (whole * whole - wrong.reduce(0) { $0 + $1 * $1 }) / 2
    chance = rightAll / (rightAll + Self.cancelling * wrongTwo)
    likeliest = right.max { ($0.chance, $1.keys.joined()) < ($1.chance, $0.keys.joined()) }?.keys
  }

  /// The share of pairs of misread amounts that add up all the same: of a few digits, and of the same hand. A total that says an only part
  /// again is not such a sum.
  private static let cancelling = 0.1

  private static func pence(_ text: String) -> Int? {
    MoneyGrammar.pence(text).flatMap { (0..<100_000_000_000).contains($0) ? $0 : nil }
  }
}
