import Forms
import Foundation

/// What speaks for and against what was read as handwriting.
struct HandEvidence {
  /// The probability that the network gives the text, and the text's share among all that its type allows, 0…1.
  let sure, share: Double
  /// Tesseract reads the same.
  let agrees: Bool
  /// The lists have every word of it.
  let isListed: Bool
  /// How many lines there are.
  let lines: Int
  private let kind: FieldDefinition.Kind

  init(_ reading: HandReading, agrees: Bool, kind: FieldDefinition.Kind) {
    (sure, share, isListed, lines) = (reading.sure, reading.share, reading.isListed, reading.lines)
    self.agrees = agrees
    self.kind = kind
  }

  /// What a type's grammar adds to the logit of being right: the less it allows, the likelier is what it lets through.
  private static let narrowness: [FieldDefinition.Kind: Double] = [
    .date: 0.6, .postcode: 1.41, .phone: 1.59, .money: 0.44, .email: -0.1, .reference: 0.51,
  ]

  /// By name, for the record; `handSure` is a decimal logarithm.
  var figures: [String: Double] {
    [
      "handSure": log10(max(sure, 1e-12)), "handShare": share, "handAgrees": agrees ? 1 : 0, "handListed": isListed ? 1 : 0,
      "handLines": Double(lines),
    ]
  }

  /// The probability that the reading is right.
  ///
  /// A logistic model, fitted by `Training/calibration/hand.py` to what people wrote whom the network was not trained on. Where the
  /// network gives a text next to no probability its share of the rest means nothing: no such reading passes.
  func confidence(beside typed: Evidence) -> Double {
    let others = Evidence.surety(typed.weakest)
    let seen = log10(max(sure, 1e-12)), nines = -log10(1.003 - min(share, 1))
    var z = -0.63 + 0.62 * max(seen, -3) + 2.8 * nines - 1.21 * log(Double(lines))
    z += agrees ? -0.82 + 0.95 * others + 2.24 * min(max(typed.around, 0), 1.5) : -0.59 * others
    z += kind == .text && isListed ? 1.93 : Self.narrowness[kind] ?? 0
    let confidence = 1 / (1 + exp(-z))
    return sure < 0.03 ? min(confidence, 0.9) : confidence
  }
}
