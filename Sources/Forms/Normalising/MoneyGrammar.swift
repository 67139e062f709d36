/// An amount in pounds: `£1,234.50`, `391.00`, `355`.
enum MoneyGrammar {
  /// - Returns: the amount without sign and commas. From four digits on an amount needs a comma or its pence to be valid: a decimal
  ///   point is the easiest of all marks to lose.
  static func normalise(_ text: String) -> Normalised {
    let characters = Array(text.uppercased().filter { !$0.isWhitespace && $0 != "£" })
    let digits = characters.map { LookAlikes.digits(for: $0).first ?? $0 }
    let amount = String(digits).replacing(",", with: "")
    let parts = amount.split(separator: ".", omittingEmptySubsequences: false)
    let whole = parts.first ?? ""
    let isAmount =
      !whole.isEmpty && whole.allSatisfy(\.isNumber) && parts.count <= 2
      && (parts.count == 1 || parts[1].count == 2 && parts[1].allSatisfy(\.isNumber))
    let groups =
      String(digits).split(separator: ".").first.map { $0.split(separator: ",", omittingEmptySubsequences: false) } ?? []
    let commas = groups.count <= 1 || (1...3).contains(groups[0].count) && groups.dropFirst().allSatisfy { $0.count == 3 }
    let telling = parts.count == 2 || groups.count > 1 || whole.count <= 3
    guard isAmount, commas else { return Normalised(text, isValid: false) }
    return Normalised(amount, isValid: telling, mending: characters, to: String(digits))
  }

  /// Digits of pounds beyond which nothing is taken for an amount: sums of such amounts can be counted.
  private static let mostDigits = 12

  /// An amount without sign and commas in pence; nil where the text is none.
  static func pence(_ amount: String) -> Int? {
    let parts = amount.split(separator: ".", omittingEmptySubsequences: false)
    guard let pounds = Int(parts[0]), parts[0].count <= mostDigits,
      parts.count == 1 || parts.count == 2 && parts[1].count == 2, let pence = parts.count == 2 ? Int(parts[1]) : 0
    else { return nil }
    return pounds * 100 + pence
  }
}
