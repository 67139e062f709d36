/// Characters that readers take for each other, across the border between letters and digits.
enum LookAlikes {
  private static let digits: [Character: [Character]] = [
    "O": ["0"], "D": ["0"], "Q": ["0"], "I": ["1"], "L": ["1"], "|": ["1"], "!": ["1"], "S": ["5"], "B": ["8"], "Z": ["2"],
    "G": ["6"], "A": ["4"], "T": ["7"],
  ]
  private static let letters: [Character: [Character]] = [
    "0": ["O", "D", "Q"], "1": ["I", "L"], "5": ["S"], "8": ["B"], "2": ["Z"], "6": ["G"], "4": ["A"], "7": ["T"],
    "|": ["I", "L"],
  ]

  /// The digits that `character` may be: itself, or what looks like it.
  static func digits(for character: Character) -> [Character] {
    character.isASCII && character.isNumber ? [character] : digits[character] ?? []
  }

  /// The capitals that `character` may be: itself, or what looks like it.
  static func letters(for character: Character) -> [Character] {
    character.isASCII && character.isLetter ? [character] : letters[character] ?? []
  }

  /// Every string that has a digit (`9`) or a letter (`A`) where `shape` says so and looks like `text`.
  static func strings(like text: [Character], shape: String) -> [String] {
    guard text.count == shape.count else { return [] }
    var found = [""]
    for (character, kind) in zip(text, shape) {
      let options = kind == "9" ? digits(for: character) : letters(for: character)
      found = found.flatMap { start in options.map { start + String($0) } }
      if found.isEmpty { return [] }
    }
    return found
  }

  /// The pairs that are set right without a question, where the grammar leaves one answer.
  private static let plain: Set<String> = ["0O", "O0", "1I", "I1", "5S", "S5", "8B", "B8"]

  /// Whether a character that was changed to make `after` of `before` is of no such pair: people mistype as readers misread, so what was
  /// meant is for a person to say.
  static func isBold(from before: [Character], to after: String) -> Bool {
    zip(before, after).contains { $0 != $1 && !plain.contains(String([$0, $1])) }
  }

  /// What was changed to make `after` of `before`, place by place from 1.
  static func repairs(from before: [Character], to after: String) -> [String] {
    zip(before, after).enumerated().compactMap { place, pair in
      pair.0 == pair.1 ? nil : "\(pair.0)→\(pair.1) at \(place + 1)"
    }
  }
}
