/// The number of a power of attorney at the Office of the Public Guardian: `7000-1234-1234`, also without hyphens, and `M-XXXX-XXXX-XXXX`.
enum CaseNumberGrammar {
  static let number = ShapedGrammar(shapes: ["7999-9999-9999", "799999999999", "M-XXXX-XXXX-XXXX"])

  /// - Returns: the number with or without hyphens as written; exporters bring it into their form. Offered alone where letters and
  ///   digits stand mixed and one of them may be the other.
  static func normalise(_ text: String) -> Normalised {
    var found = number.normalise(text)
    if found.isValid, found.value.hasPrefix("M"), found.value.contains(where: { "0O1I".contains($0) }) {
      found.isOffered = true
    }
    return found
  }
}
