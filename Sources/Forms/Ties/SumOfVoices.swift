/// Amounts that were read, and the total that they should have.
struct SumOfVoices {
  /// The parts that are written, and behind them the total.
  let voices: [Voice]
  /// Whether they add up as they were read.
  let holds: Bool
  /// The probability that all are right, if they add up: else two at least were misread, and so that it cancels out.
  let chance: Double
  /// The likeliest of what may be written so that they add up, in the order of `voices`; nil where nothing does.
  let likeliest: [String]?

  /// Nil where the total or all parts but one are blank, or something was not read.
  init?(_ parts: [String], _ total: String, _ hearing: Hearing) {
    let written = (parts + [total]).filter { !hearing.isBlank($0) }
    voices = written.compactMap(hearing.voice)
    guard voices.count > 2, voices.count == written.count, voices.last?.pointer == total else { return nil }
    var ways: [(keys: [String], pence: Int, chance: Double)] = [([], 0, 1)]
    for (place, voice) in voices.enumerated() {
      let isTotal = place == voices.count - 1
      ways = ways.flatMap { way in
        voice.spellings.keys.sorted().compactMap { key in
          Self.pence(key).map { (way.keys + [key], way.pence + (isTotal ? -$0 : $0), way.chance * voice.chance(of: key)) }
        }
      }
    }
    let own = voices.map(\.key), right = ways.filter { $0.pence == 0 }
    holds = right.contains { $0.keys == own }
    let rightAll = voices.reduce(1) { $0 * $1.chance }
    let wrong = voices.map { 1 - $0.chance }, whole = wrong.reduce(0, +)
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
