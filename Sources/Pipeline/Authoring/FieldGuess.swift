public import Forms

/// Guesses what a field is from how it is read and what is printed by it or what its PDF calls it.
public struct FieldGuess: Sendable {
  public init() {}

  /// - Parameters:
  ///   - words: the label and the PDF's name, in any case.
  ///   - height: of the place, in mm; a signature needs room.
  public func kind(_ place: Place, words: String) -> FieldDefinition.Kind {
    if place.isDate { return .date }
    let said = Set(words.lowercased().split { !$0.isLetter && $0 != "£" }.map(String.init))
    func says(_ any: String...) -> Bool { any.contains { said.contains($0) } }
    let height = place.bounds.height
    if place.read == .split || place.read == .line && says("postcode") { return .postcode }
    if height > 9, says("signed", "signature", "sign", "seal", "signatory") { return .signature }
    if says("email", "mail") { return .email }
    if says("phone", "telephone", "tel", "fax", "mobile") { return .phone }
    if says("£", "fee", "amount", "total", "costs", "rent", "payment"), !says("reference", "no", "number", "account") {
      return .money
    }
    if place.read != .block, says("reference", "ref", "number", "no", "dx") { return .reference }
    return .text
  }

  /// Whether the words beside tick boxes are answers of which one is given, such as yes and no.
  public func areAnswers(_ labels: [String]) -> Bool {
    let known: Set = ["yes", "no", "n/a", "none", "not applicable", "not known"]
    return labels.count > 1 && labels.allSatisfy { known.contains($0.lowercased()) }
  }

  /// Whether a PDF's own field name says more than the words printed by the place: `undefined_3` and `Text12` do not.
  public func isTelling(_ name: String) -> Bool {
    name.split { !$0.isLetter }.filter { $0.count > 2 && $0 != "undefined" }.count > 1
  }

  /// What a tick box stands for, from the words right of it; empty if they tell nothing.
  public func choice(_ words: String) -> String {
    let lower = words.lowercased()
    if lower == "n/a" { return "notApplicable" }
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
