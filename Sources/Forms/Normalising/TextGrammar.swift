/// Free text: lines kept, spaces collapsed, quotes and dashes plain.
enum TextGrammar {
  static func normalise(_ text: String) -> Normalised {
    let plain = text.map { character -> Character in
      switch character {
      case "’", "‘", "`", "´": "'"
      case "“", "”": "\""
      case "—", "–": "-"
      default: character
      }
    }
    let lines = plain.split(separator: "\n").map { line in
      line.split(whereSeparator: \.isWhitespace).map { String($0) }.joined(separator: " ")
    }
    let value = lines.filter { !$0.isEmpty }.joined(separator: "\n")
    return Normalised(value, isValid: !value.isEmpty)
  }
}
