public import Forms
import Foundation

/// What an operator makes of a field.
public struct FieldDecision: Sendable {
  public var place: FieldPlace
  /// What the operator was shown: if it is no longer so, nothing is kept. Of no account where a field is keyed blind.
  public var old: FieldValue?
  /// The same to confirm it; nil for blank.
  public var new: FieldValue?
  /// Why, for reports: a word from a list rather than free text.
  public var reason: String?
  /// Keeps a value that the type's grammar refuses, because the paper does say so.
  public var asWritten: Bool
  /// How many operators had keyed it when it was shown; only for fields that are keyed twice.
  public var round: Int

  public init(
    _ place: FieldPlace, old: FieldValue?, new: FieldValue?, reason: String? = nil, asWritten: Bool = false, round: Int = 0
  ) {
    self.place = place
    self.old = old
    self.new = new
    self.reason = reason
    self.asWritten = asWritten
    self.round = round
  }

  /// The new value in the type's own form; nil where nothing is written. A person's characters are not mended, but for those that no pen
  /// writes.
  ///
  /// - Throws: `Refusal.notValid`.
  public func value(as kind: FieldDefinition.Kind?) throws(Refusal) -> FieldValue? {
    guard case .text(let text) = new else { return new }
    let written = text.unicodeScalars.filter { !$0.isControl || $0 == "\n" || $0 == "\t" }
    let plain = String(String.UnicodeScalarView(written)).trimmingCharacters(in: .whitespacesAndNewlines)
    if plain.isEmpty { return nil }
    // What the machine read is confirmed as it is.
    guard let kind, kind.hasGrammar, !asWritten, new != old else { return .text(plain) }
    let made = kind.normalise(kind == .date ? Self.asWritten(plain) : plain)
    guard made.isValid, made.repairs.isEmpty else { throw .notValid(place, kind) }
    return .text(made.value)
  }

  /// A day of ISO 8601 as forms have it: with the day first.
  private static func asWritten(_ day: String) -> String {
    let parts = day.wholeMatch(of: /([0-9]{4})-([0-9]{2})-([0-9]{2})/)
    return parts.map { "\($0.3)/\($0.2)/\($0.1)" } ?? day
  }
}

/// How things stand with a record after a step.
public struct Standing: Equatable, Sendable {
  public var record: String
  public var disposition: FormRecord.Disposition
  /// Fields and issues that wait for somebody.
  public var waiting: Int
  /// Pointers of the fields that wait, in the order of the form's pages.
  public var pointers: [String]
}
