import Foundation

/// Places that say the same thing, or are likely to.
struct Consensus {
  /// What each says by itself.
  let observations: [Observation]
  /// The likeliest of what they read, all in all. What none of them read is nothing to go by: readers that lose a letter offer the same
  /// wrong text twice.
  let key: String
  /// The probability of that value among all that some place may say.
  let share: Double
  /// The probability that a place is about something else.
  private let stranger: Double

  /// How common one value is among all of its kind: two places that are about different things seldom say the same.
  private static let common = 0.001

  /// - Parameter stranger: the probability that a place is about something else, before anything was read.
  init?(_ observations: [Observation], stranger: Double) {
    guard observations.count > 1 else { return nil }
    self.observations = observations
    self.stranger = stranger
    var keys: [String] = []
    for key in observations.map(\.key) + observations.flatMap({ $0.spellings.keys.sorted() }) where !keys.contains(key) {
      keys.append(key)
    }
    let scores = keys.map { key in
      observations.reduce(0) { $0 + log((1 - stranger) * $1.chance(of: key) + stranger * Self.common * $1.chance) }
    }
    let read = keys.indices.filter { place in observations.contains { $0.key == keys[place] } }
    let most = read.map { scores[$0] }.max() ?? 0
    key = keys[read.first { scores[$0] == most } ?? 0]
    share = 1 / scores.reduce(0) { $0 + exp($1 - most) }
  }

  /// Those that read the value.
  var agreeing: [Observation] { observations.filter { $0.key == key } }

  /// Those that read another value, and most likely mean this one.
  var differing: [Observation] { observations.filter { $0.key != key && belongs($0) } }

  private func belongs(_ observation: Observation) -> Bool {
    (1 - stranger) * observation.chance(of: key) > stranger * Self.common * observation.chance
  }

  /// How it is written where this observation is.
  func spelling(for observation: Observation) -> String {
    observation.spellings[key] ?? agreeing.first?.spellings[key] ?? observations.compactMap { $0.spellings[key] }.first ?? key
  }
}
