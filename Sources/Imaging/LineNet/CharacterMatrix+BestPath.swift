import Foundation

extension CharacterMatrix {
  /// The likeliest class of each step, repeats taken for one and empty steps left out: best path decoding (Graves, Fernández, Gomez and
  /// Schmidhuber, "Connectionist temporal classification", 2006). A character is as sure as its surest step.
  ///
  /// - Parameter whitelist: the only characters to answer with, besides spaces; empty for all.
  public func bestPath(of whitelist: String = "") -> TextReading {
    let allowed = Set(whitelist)
    let known =
      [0]
      + alphabet.indices.filter { allowed.isEmpty || allowed.contains(alphabet[$0]) || alphabet[$0] == " " }.map { $0 + 1 }
    var reading = TextReading(), last = 0, startsWord = true
    for step in 0..<steps {
      let best = known.max { self[step, $0] < self[step, $1] } ?? 0
      defer { last = best }
      guard best > 0 else { continue }
      if alphabet[best - 1] == " " {
        startsWord = true
        continue
      }
      let confidence = Double(exp(self[step, best]))
      if best == last {
        reading.symbols[reading.symbols.count - 1].confidence = max(reading.symbols.last?.confidence ?? 0, confidence)
        continue
      }
      reading.symbols.append(
        .init(
          text: String(alphabet[best - 1]), confidence: confidence, x: step, y: 0, width: 1, height: 1, startsWord: startsWord,
          startsLine: reading.symbols.isEmpty))
      startsWord = false
    }
    return reading
  }
}
