import Forms
import Foundation

/// How far independent readings of the same ink bear each other out.
enum Agreement: Int, Comparable, Sendable {
  /// Each reads otherwise.
  case none
  /// Two of three read the same.
  case majority
  /// Both read the same but for accents.
  case butAccents
  /// Both read the same.
  case full

  /// What it adds to the logit of being right.
  var weight: Double {
    switch self {
    case .full: 3.06
    case .butAccents: 0.41
    case .majority: 1.64
    case .none: 0
    }
  }

  static func < (a: Agreement, b: Agreement) -> Bool { a.rawValue < b.rawValue }

  init(_ a: String, _ b: String, _ kind: FieldDefinition.Kind) {
    let (a, b) = (Self.key(a, kind), Self.key(b, kind))
    self = a == b ? .full : Self.withoutAccents(a) == Self.withoutAccents(b) ? .butAccents : .none
  }

  /// The agreement of several readings: a majority if two are the same.
  init(votes texts: [String], _ kind: FieldDefinition.Kind) {
    let keys = texts.map { Self.withoutAccents(Self.key($0, kind)) }
    self = keys.indices.contains { i in keys.indices.contains { $0 > i && keys[$0] == keys[i] } } ? .majority : .none
  }

  /// The agreement of a reading's witnesses with it, all of them asked: one that differs in accents leaves these open whatever others say.
  init(all texts: [String], _ kind: FieldDefinition.Kind) {
    let pairs = texts.dropFirst().map { Agreement(texts[0], $0, kind) }
    self =
      pairs.allSatisfy { $0 == .full } ? .full : pairs.contains(.butAccents) ? .butAccents : Agreement(votes: texts, kind)
  }

  /// Which reading most others support: of those that are the same but for accents the one with accents, since a network that does
  /// not know a letter leaves its accent out, and never adds one; else the first.
  static func majority(_ texts: [String], _ kind: FieldDefinition.Kind) -> Int {
    let keys = texts.map { key($0, kind) }, plain = keys.map(withoutAccents)
    let votes = plain.map { one in plain.count { $0 == one } }
    let most = votes.max() ?? 0
    let best = texts.indices.filter { votes[$0] == most && (most > 1 || !texts[$0].isEmpty) }
    return best.first { keys[$0] != plain[$0] } ?? best.first ?? 0
  }

  /// What readings are compared by: the value that the type's grammar makes of them, in capitals, without spaces, with plain quotes
  /// and dashes.
  private static func key(_ text: String, _ kind: FieldDefinition.Kind) -> String {
    let value = kind == .text ? text : kind.normalise(text).value
    return String(
      value.uppercased().compactMap { character in
        switch character {
        case "’", "‘", "`": "'"
        case "“", "”": "\""
        case "—", "–": "-"
        default: character.isWhitespace ? nil : character
        }
      })
  }

  private static func withoutAccents(_ text: String) -> String {
    String(
      text.decomposedStringWithCanonicalMapping.unicodeScalars.filter { !(0x300...0x36F).contains($0.value) }.map(
        Character.init))
  }
}
