/// A telephone number: 9 to 15 digits (ITU-T E.164 allows 15), with spaces, brackets, hyphens and a leading plus.
enum PhoneGrammar {
  /// - Returns: the number as written; exporters bring it into their form.
  static func normalise(_ text: String) -> Normalised {
    let characters = Array(text.split(whereSeparator: \.isWhitespace).joined(separator: " "))
    let fixed = characters.map { character in
      "+()- ./".contains(character) ? character : LookAlikes.digits(for: Character(character.uppercased())).first ?? character
    }
    let value = String(fixed)
    let digits = fixed.count(where: \.isNumber)
    let clean = fixed.allSatisfy { $0.isNumber || "+()- ./".contains($0) } && value.dropFirst().allSatisfy { $0 != "+" }
    let british = value.hasPrefix("0") ? (10...11).contains(digits) : value.hasPrefix("+") && (9...15).contains(digits)
    return Normalised(value, isValid: clean && british, mending: characters, to: value)
  }
}
