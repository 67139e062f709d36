/// How many of something, such as weeks or hours: `4`, `12`, `37.5`.
enum NumberGrammar {
  /// - Returns: the number as written, valid with up to three digits and, behind a point, one or two more.
  static func normalise(_ text: String) -> Normalised {
    let characters = Array(text.uppercased().filter { !$0.isWhitespace })
    let number = String(characters.map { LookAlikes.digits(for: $0).first ?? $0 })
    guard number.wholeMatch(of: /[0-9]{1,3}(\.[0-9]{1,2})?/) != nil else { return Normalised(text, isValid: false) }
    return Normalised(number, isValid: true, mending: characters, to: number)
  }
}
