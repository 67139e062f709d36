/// The bars of Code 39 (ISO/IEC 16388).
package enum Code39 {
  private static let patterns: [Character: String] = [
    "0": "nnnwwnwnn", "1": "wnnwnnnnw", "2": "nnwwnnnnw", "3": "wnwwnnnnn", "4": "nnnwwnnnw", "5": "wnnwwnnnn",
    "6": "nnwwwnnnn",
    "7": "nnnwnnwnw", "8": "wnnwnnwnn", "9": "nnwwnnwnn", "A": "wnnnnwnnw", "B": "nnwnnwnnw", "C": "wnwnnwnnn",
    "D": "nnnnwwnnw",
    "E": "wnnnwwnnn", "F": "nnwnwwnnn", "G": "nnnnnwwnw", "H": "wnnnnwwnn", "I": "nnwnnwwnn", "J": "nnnnwwwnn",
    "K": "wnnnnnnww",
    "L": "nnwnnnnww", "M": "wnwnnnnwn", "N": "nnnnwnnww", "O": "wnnnwnnwn", "P": "nnwnwnnwn", "Q": "nnnnnnwww",
    "R": "wnnnnnwwn",
    "S": "nnwnnnwwn", "T": "nnnnwnwwn", "U": "wwnnnnnnw", "V": "nwwnnnnnw", "W": "wwwnnnnnn", "X": "nwnnwnnnw",
    "Y": "wwnnwnnnn",
    "Z": "nwwnwnnnn", "-": "nwnnnnwnw", ".": "wwnnnnwnn", " ": "nwwnnnwnn", "*": "nwnnwnwnn", "$": "nwnwnwnnn",
    "/": "nwnwnnnwn",
    "+": "nwnnnwnwn", "%": "nnnwnwnwn",
  ]

  /// Bars and gaps from the first start bar to the last stop bar, in widths of a narrow one.
  ///
  /// - Parameter ratio: how many times as wide as narrow ones wide ones are; the standard allows 2 to 3.
  package static func stripes(_ text: String, ratio: Double = 2.5) -> [(isBar: Bool, units: Double)] {
    ("*" + text + "*").flatMap { character -> [(isBar: Bool, units: Double)] in
      let pattern = patterns[character] ?? ""
      return pattern.enumerated().map { ($0 % 2 == 0, $1 == "w" ? ratio : 1) } + [(false, 1)]
    }.dropLast()
  }
}
