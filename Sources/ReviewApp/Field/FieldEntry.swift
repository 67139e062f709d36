import Forms
import Foundation
import RecordStore

/// How a field's value is given: typed, or chosen by one key.
struct FieldEntry {
  struct Option {
    let number: Int
    let value, label: String
    /// The label in parts, for showing which words are not those of the value.
    let parts: [Part]
    /// What Enter takes.
    let isProposed: Bool
  }
  struct Part {
    let text: String
    let differs: Bool
  }
  /// The field's type, by which what is typed is checked.
  let kind: String
  let isText, isBlock, isLine, isMark: Bool
  /// Whether the focus begins in the box: where nothing is proposed that Enter could accept.
  let isOpen: Bool
  /// Lines of the box.
  let rows: Int
  /// What stands in the box at first.
  let value: String
  let hint: String?
  let width: String
  /// A day, a number and the like, which are easier to type with a keypad.
  let mode: String
  /// Choices of a mark; other values that the ink allows for a text.
  let options: [Option]
  let hasOptions: Bool
  /// The number of each tick box's choice, by the box's name.
  var boxNumbers: [String: Int] = [:]

  /// - Parameters:
  ///   - typed: what the operator gave already, after a refusal.
  ///   - isBlind: whether what the machine read is left out.
  init(
    _ reading: FieldReading, _ definition: FieldDefinition?, kind: FieldDefinition.Kind?, isBlock: Bool, typed: String?,
    isBlind: Bool, _ words: Words
  ) {
    let proposed = typed ?? (isBlind ? nil : reading.value.typed)
    switch kind {
    case .flag, .signature, .choice:
      isMark = true
      let values: [FieldValue?] =
        kind == .choice ? (definition?.of ?? []).map { .text($0) } + [nil] : [.flag(true), .flag(false)]
      // Of a mark that could not be read nothing is proposed: Enter must not decide what nobody saw.
      let isProposed = typed != nil || !isBlind && (reading.value != nil || reading.state == .blank)
      options = zip(1..., values).map { number, value in
        let label = value.shown(as: kind, words)
        return Option(
          number: number, value: value.typed, label: label, parts: [Part(text: label, differs: false)],
          isProposed: isProposed && value.typed == proposed)
      }
      value = ""
    default:
      isMark = false
      value = proposed ?? ""
      let others = isBlind ? [] : reading.alternatives.prefix(9)
      options = zip(1..., others).map { number, other in
        let value = FieldValue?.some(.text(other.value))
        return Option(
          number: number, value: other.value, label: value.typed,
          parts: Self.parts(of: value.typed, beside: reading.value.typed),
          isProposed: false)
      }
    }
    self.kind = kind?.rawValue ?? FieldDefinition.Kind.text.rawValue
    isText = !isMark
    isOpen = isText && value.isEmpty && (isBlind || reading.state != .blank)
    rows = max(3, value.split(separator: "\n", omittingEmptySubsequences: false).count + 1)
    self.isBlock = isText && isBlock
    isLine = isText && !isBlock
    hasOptions = !options.isEmpty
    for (number, name) in zip(1..., kind == .choice ? definition?.of ?? [] : []) { boxNumbers[name] = number }
    let hinted: [FieldDefinition.Kind] = [.date, .postcode, .money, .number, .phone, .email]
    hint = kind.flatMap { hinted.contains($0) ? words("hint-\($0.rawValue)") : nil }
    width =
      switch kind {
      case .date, .postcode, .money, .number: "govuk-input--width-10"
      case .phone, .reference: "govuk-input--width-20"
      default: ""
      }
    mode =
      switch kind {
      case .date, .number: "numeric"
      case .money: "decimal"
      case .phone: "tel"
      case .email: "email"
      default: "text"
      }
  }

  /// A text word by word beside another one; in one part where they have not the same number of words.
  private static func parts(of text: String, beside other: String) -> [Part] {
    // Each word with the space behind it, so that lines stay lines.
    func words(_ text: String) -> [Substring] { text.matches(of: /\S+\s*/).map(\.output) }
    let mine = words(text), others = words(other)
    guard mine.count == others.count else { return [Part(text: text, differs: false)] }
    return zip(mine, others).map { word, other in
      Part(
        text: String(word),
        differs: word.trimmingCharacters(in: .whitespacesAndNewlines) != other.trimmingCharacters(in: .whitespacesAndNewlines))
    }
  }
}
