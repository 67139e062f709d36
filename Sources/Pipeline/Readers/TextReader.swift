import Forms
import Imaging

/// Reads lines of writing with two independent networks, and where they differ once more, and goes by the majority.
final class TextReader {
  /// The surety of its least sure character below which a reading is not looked into further.
  static let hopeless = 0.5

  let engines: (first: TextEngine, second: TextEngine)

  init(engines: (first: TextEngine, second: TextEngine)) { self.engines = engines }

  /// - Parameters:
  ///   - lines: pieces of ink, line by line.
  ///   - kind: the grammar by which readings are compared: what it takes for the same is the same.
  ///   - whitelist: the only characters that can stand here; empty for all.
  ///   - evidence: gains what speaks for and against the reading.
  /// - Returns: the lines joined by newlines.
  func read(
    _ lines: [[Component]], of ink: ZoneInk, kind: FieldDefinition.Kind, whitelist: String, into evidence: inout Evidence
  ) -> String {
    let own = Set(lines.joined().map(\.pixels.first))
    let dust = ink.pieces.filter { !own.contains($0.pixels.first) }
    var texts: [String] = [], ends = [evidence.others.count]
    for line in lines {
      let picture = Self.atReadingSize(ink.picture(of: line), line)
      let text = read(picture, line: line, kind: kind, whitelist: whitelist, into: &evidence)
      for (reason, other) in ink.doubts(of: text, in: line, dust: dust, kind: kind) { evidence.doubt(reason, offering: other) }
      texts.append(text)
      ends.append(evidence.others.count)
    }
    evidence.widen(texts, ends, separator: "\n")
    return texts.joined(separator: "\n")
  }

  /// Reads one picture of a line, whose pieces of ink are `line`.
  func read(
    _ picture: GreyPlane, line: [Component], kind: FieldDefinition.Kind, whitelist: String, into evidence: inout Evidence
  ) -> String {
    let first = engines.first.read(picture, as: .line, whitelist: whitelist)
    // What the first reader could make nothing of goes to a person anyway: more readings would cost time alone.
    guard first.weakest > Self.hopeless else {
      evidence.add(first, witness: TextReading(), agreement: .none, line: line)
      return first.tidy
    }
    let second = engines.second.read(picture.resized(by: 0.9), as: .line, whitelist: whitelist)
    var readings = [first, second]
    var agreement = Agreement(first.tidy, second.tidy, kind)
    if agreement != .full {
      let third = engines.first.read(picture.resized(by: 1.2), as: .line, whitelist: whitelist)
      readings.append(third)
      agreement = max(agreement, Agreement(votes: readings.map(\.tidy), kind))
    }
    let texts = readings.map(\.tidy)
    let chosen = Agreement.majority(texts, kind)
    evidence.add(readings[chosen], witness: readings[chosen == 0 ? 1 : 0], agreement: agreement, line: line)
    let others = texts.indices.filter { $0 != chosen && texts[$0] != texts[chosen] }.map { texts[$0] }
    if kind == .text, others.contains(where: { differs($0, from: texts[chosen]) }) {
      evidence.doubt("independent readings differ in a mark")
    }
    evidence.others += others.map { ($0, 0) }
    return texts[chosen]
  }

  /// Whether two texts have the same letters and digits, and other marks.
  private func differs(_ text: String, from other: String) -> Bool {
    Agreement(text, other, .text) < .butAccents && text.filter(\.isLetterOrDigit) == other.filter(\.isLetterOrDigit)
  }

  /// Tesseract's networks were trained on lines about 36 px high: writing much larger or smaller is brought near that.
  private static func atReadingSize(_ picture: GreyPlane, _ line: [Component]) -> GreyPlane {
    let heights = line.filter(ZoneInk.isWriting).map(\.height).sorted()
    guard !heights.isEmpty else { return picture }
    let typical = Double(heights[heights.count * 3 / 4])
    let factor = typical > 48 ? 36 / typical : typical < 18 ? 26 / typical : 1
    return factor == 1 ? picture : picture.resized(by: max(0.4, min(2.5, factor)))
  }
}

extension TextReading {
  /// The text on one line with single spaces.
  var tidy: String { text.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
}

extension Character {
  fileprivate var isLetterOrDigit: Bool { isLetter || isNumber }
}
