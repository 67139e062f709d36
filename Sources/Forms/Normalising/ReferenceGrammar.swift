/// A number or reference that another office gave: letters, digits and signs between them, whose spaces carry no meaning.
enum ReferenceGrammar {
  static func normalise(_ text: String) -> Normalised {
    let value = TextGrammar.normalise(text).value.filter { !$0.isWhitespace }
    return Normalised(value, isValid: !value.isEmpty)
  }
}
