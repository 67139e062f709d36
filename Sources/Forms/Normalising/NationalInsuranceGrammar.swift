/// A National Insurance number: two letters, six digits and A to D (HMRC, National Insurance Manual NIM39110).
enum NationalInsuranceGrammar {
  static let number = ShapedGrammar(shapes: ["AA999999A"]) { number in
    let letters = Array(number.prefix(2))
    return !letters.contains { "DFIQUV".contains($0) } && letters[1] != "O" && !never.contains(String(letters))
      && "ABCD".contains(number.last!)
  }

  /// Prefixes that are not given.
  private static let never: Set<String> = ["BG", "GB", "KN", "NK", "NT", "TN", "ZZ"]
}
