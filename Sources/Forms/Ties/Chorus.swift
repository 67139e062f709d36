import Foundation

/// Places that say the same thing, or are likely to.
struct Chorus {
  /// What each says by itself.
  let voices: [Voice]
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
  init?(_ voices: [Voice], stranger: Double) {
    guard voices.count > 1 else { return nil }
    self.voices = voices
    self.stranger = stranger
    var keys: [String] = []
    for key in voices.map(\.key) + voices.flatMap({ $0.spellings.keys.sorted() }) where !keys.contains(key) { keys.append(key) }
    let scores = keys.map { key in
      voices.reduce(0) { $0 + log((1 - stranger) * $1.chance(of: key) + stranger * Self.common * $1.chance) }
    }
    let read = keys.indices.filter { place in voices.contains { $0.key == keys[place] } }
    let most = read.map { scores[$0] }.max() ?? 0
    key = keys[read.first { scores[$0] == most } ?? 0]
    share = 1 / scores.reduce(0) { $0 + exp($1 - most) }
  }

  /// Those that read the value.
  var agreeing: [Voice] { voices.filter { $0.key == key } }

  /// Those that read another value, and most likely mean this one.
  var differing: [Voice] { voices.filter { $0.key != key && belongs($0) } }

  private func belongs(_ voice: Voice) -> Bool {
    (1 - stranger) * voice.chance(of: key) > stranger * Self.common * voice.chance
  }

  /// How it is written where this voice is.
  func spelling(for voice: Voice) -> String {
    voice.spellings[key] ?? agreeing.first?.spellings[key] ?? voices.compactMap { $0.spellings[key] }.first ?? key
  }
}
