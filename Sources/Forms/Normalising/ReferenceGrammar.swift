/// A number or reference that another office gave: letters, digits and signs between them, whose spaces carry no meaning.
enum ReferenceGrammar {
  private static let twins: [Character: Character] = ["0": "O", "O": "0", "1": "I", "I": "1"]

  /// - Returns: the value; offered alone where 0 and O or 1 and I stand in a run that could hold either: a letter O among letters is one,
  ///   beside digits nothing tells.
  static func normalise(_ text: String) -> Normalised {
    let value = TextGrammar.normalise(text).value.filter { !$0.isWhitespace }
    let isOpen: Bool = value.split { !$0.isLetter && !$0.isNumber }.contains { Self.isOpen(Array($0)) }
    let other = String(value.map { twins[$0] ?? $0 })
    return Normalised(value, isValid: !value.isEmpty, isOffered: isOpen, alternatives: isOpen ? [other] : [])
  }

  /// Whether a character of the run has no fellow of its kind, letter or digit, next to it or behind others that are open.
  private static func isOpen(_ run: [Character]) -> Bool {
    run.indices.contains { place in
      guard twins[run[place]] != nil else { return false }
      let sides = [run[..<place].last { twins[$0] == nil }, run[(place + 1)...].first { twins[$0] == nil }].compactMap { $0 }
      return sides.isEmpty ? run.contains(where: \.isLetter) && run.count > 1 : !sides.contains { $0.isNumber == run[place].isNumber }
    }
  }
}
