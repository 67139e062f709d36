import Forms
import Foundation
import Imaging

/// What speaks for and against a reading.
struct Evidence {
  /// The main network's least sure and mean character, 0…1.
  var weakest = 1.0, mean = 1.0
  /// The witness' least sure character, 0…1.
  var witness = 1.0
  /// How much less likely than its own reading the network that knows type holds the one that is taken, of the worst line: a decimal
  /// logarithm, -4…0.
  private(set) var support = 0.0
  /// How far independent readings bear each other out, of the worst line.
  var agreement = Agreement.full
  /// What else was read, where it differs, with its probability as far as there is one.
  var others: [(text: String, share: Double)] = []
  /// How regular the ink is, 0 (drawn by hand) … 1 (set in type): the share of characters that stand on the line.
  var regularity = 1.0
  /// Characters read for each piece of ink as large as a character.
  var explained = 1.0
  /// Why a person must look however sure the reading is, in words for an operator.
  private(set) var doubts: [String] = []
  /// How far the page's other writing reads as type: the logit of the share of its values that do.
  var around = 0.0
  /// How much of the ink hangs together, where a scanner's threshold may have broken it.
  var strokes: WrittenStrokes?
  /// The text follows its type's grammar, where the type has a telling one.
  var grammar: Bool?
  /// What reading it as handwriting makes of it.
  private(set) var hand: HandEvidence?

  /// Whether it stands as type does and all readings of it are the same.
  var isTyped: Bool { agreement == .full && regularity >= Self.typeset }

  /// How regular ink is that stands as type does.
  static let typeset = 0.85

  private var lines = 0

  /// By name, to three places, for the record.
  var figures: [String: Double] {
    var figures = [
      "weakest": weakest, "mean": mean, "witness": witness, "support": support, "agreement": Double(agreement.rawValue),
      "regularity": regularity, "explained": explained,
    ]
    if let grammar { figures["grammar"] = grammar ? 1 : 0 }
    if let strokes { figures.merge(strokes.figures) { $1 } }
    if let hand { figures.merge(hand.figures) { $1 }; figures["around"] = around }
    return figures.mapValues { ($0 * 1000).rounded() / 1000 }
  }

  /// - Parameter other: what may have been meant.
  mutating func doubt(_ reason: String, offering other: String? = nil) {
    if !doubts.contains(reason) { doubts.append(reason) }
    if let other { others.append((other, 0)) }
  }

  /// Makes other readings of pieces of a text, such as its lines, other readings of all of it.
  ///
  /// - Parameters:
  ///   - pieces: what was read, piece by piece.
  ///   - ends: how many other readings there were before the first piece, and after each.
  mutating func widen(_ pieces: [String], _ ends: [Int], separator: String) {
    for (piece, range) in zip(ends, ends.dropFirst()).enumerated() {
      for place in range.0..<range.1 {
        var all = pieces
        all[piece] = others[place].text
        others[place].text = all.joined(separator: separator)
      }
    }
  }

  /// From here on the value is `reading`: doubts about what was read before no longer count, but for those about the ink.
  mutating func take(_ reading: HandReading, agrees: Bool, kind: FieldDefinition.Kind) {
    hand = HandEvidence(reading, agrees: agrees, kind: kind)
    if !agrees { doubts = [] }
  }

  mutating func add(_ reading: TextReading, witness other: TextReading, agreement found: Agreement, line: [Component]) {
    agreement = min(agreement, found)
    weakest = min(weakest, reading.weakest)
    mean = (mean * Double(lines) + reading.mean) / Double(lines + 1)
    witness = min(witness, other.weakest)
    regularity = min(regularity, Self.regularity(of: line))
    let pieces = line.filter(ZoneInk.isWriting).count
    let ratio = Double(reading.symbols.count) / Double(max(pieces, 1))
    explained = lines == 0 || abs(ratio - 1) > abs(explained - 1) ? ratio : explained
    lines += 1
  }

  /// Takes in what the network that knows type saw in a line of which `text` is taken and which it reads as `own`.
  mutating func weigh(_ matrix: CharacterMatrix, _ text: String, beside own: String) {
    let apart = Double(matrix.likelihood(of: text) - matrix.likelihood(of: own)) / log(10)
    support = min(support, apart.isNaN ? -4 : max(-4, apart))
  }

  /// The share of a line's characters whose feet stand within 0.13 mm of one straight base line, or hang below it as descenders
  /// do. Type stands at a share near one; a hand does not.
  static func regularity(of line: [Component]) -> Double {
    let letters = line.filter(ZoneInk.isWriting)
    guard letters.count >= 3 else { return 0.8 }
    let reach = 0.13 * ZoneInk.dpi / 25.4
    var best = 0
    for i in letters.indices {
      for j in letters.indices where j > i && letters[j].midX - letters[i].midX > 20 {
        let slope = Double(letters[j].maxY - letters[i].maxY) / (letters[j].midX - letters[i].midX)
        guard abs(slope) < 0.05 else { continue }
        let on = letters.reduce(0) { count, letter in
          let foot = Double(letters[i].maxY) + slope * (letter.midX - letters[i].midX)
          return count + (abs(Double(letter.maxY) - foot) <= reach ? 1 : 0)
        }
        best = max(best, on)
      }
      if i >= 8 { break }
    }
    return Double(best) / Double(letters.count)
  }

  /// An engine's figure as the number of nines behind it, so that 0.99 says more than 0.9.
  static func surety(_ confidence: Double) -> Double { -log10(1.005 - min(confidence, 0.995)) }

  /// The probability that the reading is right.
  ///
  /// A logistic model of the evidence, fitted by `Training/calibration/fit.py` to 8,998 values of specimens, typed and by
  /// hand: of those it gives 0.98 or more, 99.7 % are right.
  var confidence: Double {
    if let hand { return hand.confidence(beside: self) }
    var z = -2.51 + agreement.weight + 0.83 * support
    z += 1.87 * Self.surety(weakest) + 0.49 * Self.surety(witness)
    z += 0.02 * regularity - 1.9 * min(1, abs(explained - 1))
    if let grammar { z += grammar ? 1.04 : -6.97 }
    return 1 / (1 + exp(-z))
  }
}
