/// A company's number at Companies House: eight digits, or a prefix that tells where and what it is, and six (older ones in Northern
/// Ireland: `R` and seven).
enum CompanyNumberGrammar {
  static let number = ShapedGrammar(shapes: ["99999999", "AA999999", "R9999999"]) { number in
    let prefix = String(number.prefix { $0.isLetter })
    return prefix.count < 2 || prefixes.contains(prefix)
  }

  private static let prefixes = Set(
    """
    AC BR CE CS ES FC FE GE GN GS IC IP LP NA NC NF NI NL NO NP NR NV NZ OC OE PC RC RS SA SC SE SF SG SI SL SO SP SR SZ ZC
    """.split(separator: " ").map(String.init))

  /// - Returns: the number; with noughts before it where people leave them out, and offered then, since a digit may be lost as well.
  static func normalise(_ text: String) -> Normalised {
    let found = number.normalise(text)
    guard !found.isValid, (4...7).contains(found.value.count), found.value.allSatisfy({ $0.isASCII && $0.isNumber }) else {
      return found
    }
    let missing = 8 - found.value.count
    return Normalised(
      String(repeating: "0", count: missing) + found.value, isValid: true, repairs: ["\(missing) noughts put before it"],
      isOffered: true)
  }
}
