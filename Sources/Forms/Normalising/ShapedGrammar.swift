/// Numbers of fixed shapes that offices give, such as `AA999999A`: a letter for each `A`, a digit for each `9`, itself for any other.
struct ShapedGrammar {
  let shapes: [String]
  /// Whether a number of one of the shapes can have been given: prefixes that are never used and the like.
  var isGiven: @Sendable (String) -> Bool = { _ in true }

  /// The number of one of the shapes, its spaces, and hyphens that its shape has not, left out; mended where look-alikes leave one answer.
  func normalise(_ text: String) -> Normalised {
    let asWritten = text.uppercased().filter { !$0.isWhitespace }
    let written = Array(asWritten)
    let plain = shapes.contains { $0.count == written.count } ? written : written.filter { $0 != "-" && $0 != "/" && $0 != "." }
    var seen = Set<String>()
    let numbers = shapes.flatMap { Self.numbers(like: plain, $0) }.filter { isGiven($0) && seen.insert($0).inserted }
    if let exact = numbers.first(where: { $0 == String(plain) }) {
      return Normalised(exact, isValid: true, alternatives: numbers.filter { $0 != exact })
    }
    let changes = numbers.map { number in zip(plain, number).count { $0 != $1 } }
    let nearest = zip(numbers, changes).filter { $0.1 == changes.min() }.map(\.0)
    guard nearest.count == 1, let only = nearest.first else {
      return Normalised(asWritten, isValid: false, alternatives: Array(numbers.prefix(5)))
    }
    return Normalised(only, isValid: true, mending: plain, to: only, alternatives: numbers.filter { $0 != only })
  }

  /// Whether the text has the shape of such a number, given or not.
  func isShaped(_ text: String) -> Bool {
    let plain = text.uppercased().filter { !$0.isWhitespace }
    return shapes.contains { $0.count == plain.count && Self.begins(plain, $0) }
  }

  /// Whether a number can begin so, in capitals and without spaces.
  func isBeginning(_ text: String) -> Bool { shapes.contains { text.count <= $0.count && Self.begins(text, $0) } }

  /// Whether the text is such a number, in capitals and without spaces.
  func isWhole(_ text: String) -> Bool { isShaped(text) && isGiven(text) }

  private static func begins(_ text: String, _ shape: String) -> Bool {
    zip(text, shape).allSatisfy { options($0, $1, alike: false).contains($0) }
  }

  private static func numbers(like text: [Character], _ shape: String) -> [String] {
    guard text.count == shape.count else { return [] }
    return zip(text, shape).reduce([""]) { starts, pair in
      let options = options(pair.0, pair.1, alike: true)
      return starts.flatMap { start in options.map { start + String($0) } }
    }
  }

  private static func options(_ character: Character, _ kind: Character, alike: Bool) -> [Character] {
    switch kind {
    case "9": alike ? LookAlikes.digits(for: character) : character.isASCII && character.isNumber ? [character] : []
    case "A": alike ? LookAlikes.letters(for: character) : character.isASCII && character.isLetter ? [character] : []
    // A letter or a digit: nothing tells which was meant.
    case "X": character.isASCII && (character.isLetter || character.isNumber) ? [character] : []
    default:
      character == kind || alike && (LookAlikes.digits(for: character) + LookAlikes.letters(for: character)).contains(kind)
        ? [kind] : []
    }
  }
}
