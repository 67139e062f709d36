import Foundation

extension Evidence {
  /// Whether what Tesseract read is likelier to be right than what was read as handwriting, where these differ.
  ///
  /// A logistic model, fitted by `Training/calibration/hand.py` to values of which one reading was right and the other wrong.
  func outweighs(_ hand: HandReading) -> Bool {
    let seen = log10(max(hand.sure, 1e-12))
    var z = -4.9 - 0.01 * regularity + 1.9 * Self.nines(weakest) - 0.14 * Self.nines(witness) + 0.85 * support + 0.67 * around
    z -= 0.57 * max(seen, -6) + 1.61 * max(seen, -1)
    z += agreement >= .butAccents ? 1.17 : agreement == .majority ? 1.59 : 0
    return z > 0
  }

  /// How many nines behind the point a probability has.
  private static func nines(_ probability: Double) -> Double { -log10(1.003 - min(probability, 0.995)) }
}
