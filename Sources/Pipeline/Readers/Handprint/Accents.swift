import Imaging

/// Accents and apostrophes over handwriting: the handprint network's alphabet has no accented letters, and a mark that touches its
/// letter is read as part of it.
enum Accents {
  /// Names that many people here write with an accent, without it.
  private static let names: Set<String> = [
    "ANAIS", "ANDRE", "ANDREE", "AINE", "BRONTE", "CHLOE", "CLEMENCE", "DAITHI", "DESIREE", "EIRIN", "ELOISE", "ESME",
    "FRANCOIS",
    "FRANCOISE", "HELENE", "IRENE", "JOSE", "LLYR", "MAIRE", "MAIREAD", "MARIE-THERESE", "MICHEAL", "MON", "NOEL", "NOELLE",
    "PADRAIG",
    "RENE", "RENEE", "ROISIN", "SEAN", "SEAMUS", "SIAN", "SINEAD", "SION", "SIONED", "SIWAN", "THERESE", "TY", "ZOE",
  ]

  /// Whether a text has a word that may have lost its accent.
  static func mayBeMissing(in text: String) -> Bool {
    text.uppercased().split { !$0.isLetter }.contains { names.contains(String($0)) }
  }

  /// Whether something stands well above a line of capitals: more than 0.3 of their height.
  ///
  /// - Parameter line: its pieces of ink. The base line goes through most of their feet.
  static func standAbove(_ line: [Component]) -> Bool {
    let letters = line.filter(ZoneInk.isWriting)
    guard letters.count >= 3 else { return false }
    let slope = slope(of: letters)
    let feet = letters.map { Double($0.maxY) - slope * $0.midX }.sorted()
    let base = feet[feet.count / 2]
    let heights = letters.map { base + slope * $0.midX - Double($0.y) }.sorted()
    let capital = heights[heights.count / 2]
    return line.contains { $0.area > 12 && base + slope * $0.midX - Double($0.y) > 1.3 * capital }
  }

  /// The median slope between two letters' feet (Theil, "A rank-invariant method of linear and polynomial regression analysis", 1950).
  private static func slope(of letters: [Component]) -> Double {
    let slopes = letters.indices.flatMap { i in
      letters.indices.compactMap { j -> Double? in
        let apart = letters[j].midX - letters[i].midX
        return apart > 20 ? Double(letters[j].maxY - letters[i].maxY) / apart : nil
      }
    }.sorted()
    return slopes.isEmpty ? 0 : max(-0.1, min(0.1, slopes[slopes.count / 2]))
  }
}
