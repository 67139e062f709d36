import Foundation

/// A person's name for comparing: its letters, without case, accents, spaces and title.
package struct PersonName: Hashable, Sendable {
  /// Likeness from which two names may be one person's, read or written in two ways.
  package static let like = 0.75
  private let letters: String
  private static let titles: Set<String> = ["MR", "MRS", "MS", "MISS", "MX", "DR", "REV", "SIR", "DAME", "PROF"]

  /// Nil where there is too little to tell people apart.
  package init?(_ text: String) {
    letters = Self.letters(of: text)
    if letters.count < 4 { return nil }
  }

  /// What of a name counts.
  static func letters(of text: String) -> String {
    let isPlain = text.utf8.allSatisfy { $0 < 128 }
    var words = (isPlain ? text : text.folding(options: [.diacriticInsensitive, .caseInsensitive], locale: nil)).uppercased()
      .split { !$0.isLetter && !$0.isNumber && !"'’-".contains($0) }.map { $0.filter { $0.isLetter || $0.isNumber } }
    if words.count > 1, Self.titles.contains(words[0]) { words.removeFirst() }
    return words.joined()
  }

  /// 1 where the names are the same, 0 where no character is: one less the edits for each character of the longer.
  package func likeness(to other: PersonName) -> Double {
    1 - Double(letters.edits(to: other.letters)) / Double(max(letters.count, other.letters.count))
  }
}
