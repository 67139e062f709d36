import Foundation

/// Free text: words, numbers and what stands between them. A number among letters, or the other way round, is rare; a word that many
/// people have is likelier than one that nobody has, and no more than that.
struct TextSpelling: Spelling {
  /// How much the words' weights count beside what the network saw. Less than one, for the network has seen every letter by itself
  /// and is surer than it should be.
  private static let trust: Float = 0.7
  /// What an average character weighs, so that long readings are not held to be worse than short ones.
  private static let usual: Float = -3.4

  private let words: WordModel

  init(_ words: WordModel) { self.words = words }

  func weight(of next: UInt8, after text: [UInt8]) -> Float? {
    probability(of: next, after: text).map(Self.weight)
  }

  /// The weight of a character that is as likely as `probability` where it stands.
  static func weight(_ probability: Float) -> Float { trust * (log(probability) - usual) }

  func weight(ofEndAfter text: [UInt8]) -> Float? {
    guard let last = text.last, last != .space else { return nil }
    return weight(of: .space, after: text)
  }

  private func probability(of next: UInt8, after text: [UInt8]) -> Float? {
    let start = text.lastIndex { !$0.isDigit && !$0.isCapital && $0 != UInt8(ascii: "'") }.map { $0 + 1 } ?? 0
    let word = Array(text[start...])
    guard let last = word.last else {
      // Behind a full stop or a comma there is a space; behind a hyphen there is none.
      let isStop = text.last?.isOne(of: ".,:)&") == true, isJoint = text.last.map { $0 != .space } == true && !isStop
      if next == .space { return text.isEmpty || text.last == .space ? nil : isStop ? 0.9 : 0.05 }
      let rest: Float = isStop ? 0.1 : isJoint ? 0.95 : 1
      if next.isCapital { return rest * 0.8 * words.share(of: next, after: []) }
      return next.isDigit ? rest * 0.015 : next.isOne(of: "(£@&-") ? rest * 0.003 : nil
    }
    if last.isDigit {
      if next.isDigit { return 0.05 }
      return next.isCapital ? Self.share(ofLetterBehindNumber: next) : next == .space ? 0.35 : next.isOne(of: ",./-:)&") ? 0.02 : nil
    }
    let end = words.share(ofEndAfter: word)
    if next.isCapital || next == UInt8(ascii: "'") {
      let share = words.share(of: next, after: word)
      return word.contains(where: \.isDigit) ? 0.02 * share : share
    }
    if next.isDigit { return 0.0003 }
    return next == .space ? 0.9 * end : next.isOne(of: ",.-/:)&@+") ? 0.02 * end : nil
  }

  /// How likely a letter follows a number: flats and houses are 12A to 12D, seldom further on.
  private static func share(ofLetterBehindNumber letter: UInt8) -> Float {
    letter <= UInt8(ascii: "D") ? 0.008 : letter <= UInt8(ascii: "H") ? 0.002 : 0.0003
  }
}
