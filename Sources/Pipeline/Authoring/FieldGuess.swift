public import Forms

/// Guesses what a field is from how it is read and what is printed by it or what its PDF calls it.
public struct FieldGuess: Sendable {
  public init() {}

  private static let kindWords: Set = [
    "postcode", "signature", "email", "phone", "telephone", "fax", "mobile", "number", "reference", "ref", "dx", "fee", "costs",
    "rent",
    "total", "amount",
  ]

  /// - Parameters:
  ///   - words: the label, in any case.
  ///   - sentence: the whole text that the label begins.
  ///   - declared: the PDF's name.
  ///   - isMoney: whether a pound sign is printed before the place.
  public func kind(_ place: Place, words: String, sentence: String = "", declared: String = "", isMoney: Bool = false)
    -> FieldDefinition.Kind
  {
    if place.isDate { return .date }
    func parts(_ text: String) -> [String] { text.lowercased().split { !$0.isLetter && $0 != "£" }.map(String.init) }
    // In a PDF's name only what no sentence says by the way.
    let named = parts(declared).filter { Self.kindWords.contains($0) }
    let said = Set(parts(words) + named)
    func says(_ any: String...) -> Bool { any.contains { said.contains($0) } }
    if isMoney, place.read != .block { return .money }
    let height = place.bounds.height
    if place.read == .split || place.read == .line && says("postcode") { return .postcode }
    if height > 9, says("signed", "signature", "sign", "seal", "signatory", "officer") { return .signature }
    if says("email", "mail") { return .email }
    if says("phone", "telephone", "tel", "fax", "mobile") { return .phone }
    if place.read == .line, says("date", "dated", "dob") || parts(words + " " + sentence + " " + declared).contains("when") {
      return .date
    }
    if parts(words).count < 6, says("£", "fee", "amount", "total", "costs", "rent", "payment"),
      !says("reference", "no", "number", "account")
    {
      return .money
    }
    if says("insurance"), says("national") { return .nationalInsurance }
    if says("company"), says("registration", "registered"), says("number", "no") { return .companyNumber }
    if place.read != .block, says("reference", "ref", "number", "no", "dx") { return .reference }
    return .text
  }

  /// Whether the words beside tick boxes are answers of which one is given, such as yes and no, or weekly and monthly.
  public func areAnswers(_ labels: [String]) -> Bool {
    labels.count > 1
      && Self.answers.contains { known in
        labels.allSatisfy { label in known.contains(label.lowercased()) || known.contains("yes") && isYesOrNo(label) }
      }
  }

  private static let answers: [Set<String>] = [
    ["yes", "no", "n/a", "none", "not applicable", "not known", "don't know", "don’t know"],
    ["mr", "mrs", "miss", "ms", "mx", "dr", "other", "other:", "other (please specify)"],
    ["male", "female", "other", "prefer not to say"],
    ["daily", "weekly", "fortnightly", "monthly", "quarterly", "yearly", "annually", "week", "fortnight", "month", "year"],
    ["email", "e-mail", "post", "letter", "phone", "telephone", "text"],
  ]

  /// Whether words begin with yes or no and go on about something else: `Yes, go to 3b`, but not `No legal help`.
  private func isYesOrNo(_ label: String) -> Bool {
    label.lowercased().prefixMatch(of: /(yes|no)([.,;:–(]| go\b| please\b|$)/) != nil
  }

  /// Words of a PDF's field name that may say what a group of boxes is about.
  func tellingWords(_ name: String) -> [String] {
    name.lowercased().split { !$0.isLetter }.map(String.init).filter {
      $0.count > 2 && !["the", "and", "box", "check"].contains($0)
    }
  }

  /// Whether a PDF's own field name says more than the words printed by the place: `undefined_3` and `Text12` do not.
  public func isTelling(_ name: String) -> Bool {
    name.split { !$0.isLetter }.filter { $0.count > 2 && $0 != "undefined" }.count > 1
  }

  /// What a tick box stands for, from the words right of it; empty if they tell nothing.
  public func choice(_ words: String) -> String {
    let lower = words.lowercased()
    if lower == "n/a" { return "notApplicable" }
    if lower.prefixMatch(of: /other\b.{0,3}(please|specify|state|\(|$)/) != nil { return "other" }
    let first = lower.prefix { $0.isLetter }
    return first == "yes" || first == "no" ? String(first) : name(words)
  }

  /// A name for a pointer: the first words in camel case, without question numbers and brackets.
  public func name(_ words: String) -> String {
    let parts = words.split { !$0.isLetter && !$0.isNumber && $0 != "'" && $0 != "’" }
      .map { $0.filter { $0.isLetter || $0.isNumber } }
    let telling = parts.drop { $0.count < 2 || $0.allSatisfy(\.isNumber) }.filter { !$0.isEmpty }.prefix(5)
    guard let first = telling.first else { return "" }
    return lowered(first) + telling.dropFirst().map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
  }

  private func lowered(_ word: String) -> String {
    word.allSatisfy { !$0.isLowercase } ? word.lowercased() : word.prefix(1).lowercased() + word.dropFirst()
  }
}
