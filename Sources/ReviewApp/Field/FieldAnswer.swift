import Forms
import Foundation
import Hummingbird
import RecordStore

/// What a field's page sent.
struct FieldAnswer {
  /// What the operator was shown; nil for blank.
  let old: FieldValue?
  let new: FieldValue?
  /// As it was typed or chosen, to be shown again.
  let typed: String
  let isAsWritten: Bool
  let round: Int
  /// Whether the operator keyed it without seeing anybody's value.
  let isBlind: Bool
  /// Whether nothing was given: a blank is a decision of its own, which an empty box alone is not.
  let isMissing: Bool

  /// - Parameter isBlankProposed: whether the page proposed that nothing is written, so that accepting an empty box confirms it.
  /// - Throws: `HTTPError` where no page of ours sends this.
  init(_ posted: PostedForm, kind: FieldDefinition.Kind?, choices: [String], isBlankProposed: Bool) throws {
    let act = posted["do"] ?? "accept"
    isBlind = posted["old"] == nil
    old = try posted["old"].flatMap(Self.shown)
    round = posted["round"].flatMap { Int($0) } ?? 0
    isAsWritten = act == "written"
    let value = act == "blank" ? "" : posted["pick"] ?? posted["value"]
    guard let value else { throw HTTPError(.badRequest) }
    typed = value
    switch kind {
    case .flag, .signature:
      guard let flag = Bool(value) else { throw HTTPError(.badRequest) }
      new = .flag(flag)
      isMissing = false
    case .choice:
      guard value.isEmpty || choices.contains(value) else { throw HTTPError(.badRequest) }
      new = value.isEmpty ? nil : .text(value)
      isMissing = false
    default:
      // An untouched value is the old one, whatever way a page writes it.
      let plain = value.trimmingCharacters(in: .whitespacesAndNewlines)
      new = plain.isEmpty ? nil : plain == old.typed ? old : .text(plain)
      isMissing = plain.isEmpty && act != "blank" && !isBlankProposed
    }
  }

  /// The value that a page was given, as it came back.
  ///
  /// - Throws: `HTTPError` where no page of ours sends this.
  static func shown(_ sealed: String) throws -> FieldValue? {
    do { return try JSONDecoder().decode(FieldValue?.self, from: Data(sealed.utf8)) } catch { throw HTTPError(.badRequest) }
  }

  /// What the page holds of the old value, so that it comes back as it was.
  static func sealed(_ value: FieldValue?) -> String {
    (try? JSONEncoder().encode(value)).map { String(decoding: $0, as: UTF8.self) } ?? "null"
  }
}
