import Forms
import Imaging

/// Reads lines of writing with independent networks: Tesseract's and one of FormScan's own that knows type; where these differ, or there
/// is none of its own, with another of Tesseract's, and where none agree once more. It goes by the majority.
final class TextReader {
  /// The surety of its least sure character below which a reading is not looked into further.
  static let hopeless = 0.5

  let engines: (first: TextEngine, second: TextEngine)
  let type: LineNet?

  /// - Parameter type: knows type; nil leaves all to Tesseract.
  init(engines: (first: TextEngine, second: TextEngine), type: LineNet? = nil) {
    self.engines = engines
    self.type = type
  }

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
      func doubts(_ text: String) -> [ZoneInk.Doubt] { ink.doubts(of: text, in: line, dust: dust, kind: kind) }
      let text = read(picture, line: line, kind: kind, whitelist: whitelist, into: &evidence) { !doubts($0).isEmpty }
      for (reason, other) in doubts(text) { evidence.doubt(reason, offering: other) }
      texts.append(text)
      ends.append(evidence.others.count)
    }
    evidence.widen(texts, ends, separator: "\n")
    return texts.joined(separator: "\n")
  }

  /// Reads one picture of a line, whose pieces of ink are `line`.
  ///
  /// - Parameter isDoubted: whether the ink speaks against a reading, so that all networks are asked.
  func read(
    _ picture: GreyPlane, line: [Component], kind: FieldDefinition.Kind, whitelist: String, into evidence: inout Evidence,
    isDoubted: (String) -> Bool = { _ in false }
  ) -> String {
    let first = engines.first.read(picture, as: .line, whitelist: whitelist)
    // What the first reader could make nothing of goes to a person anyway: more readings would cost time alone.
    guard first.weakest > Self.hopeless else {
      evidence.add(first, witness: TextReading(), agreement: .none, line: line)
      return first.tidy
    }
    var readings = [first], agreement = Agreement.none
    let matrix = type?.read(picture, capital: ZoneInk.capital(of: line))
    if let matrix {
      readings.append(matrix.bestPath(of: whitelist))
      agreement = Agreement(first.tidy, readings[1].tidy, kind)
    }
    if agreement != .full || isDoubted(first.tidy) || kind == .text && Self.mayHaveAccent(first.tidy, line) {
      let second = engines.second.read(picture.resized(by: 0.9), as: .line, whitelist: whitelist)
      readings.append(second)
      agreement = Agreement(all: readings.map(\.tidy), kind)
      if agreement == .none {
        readings.append(engines.first.read(picture.resized(by: 1.2), as: .line, whitelist: whitelist))
        agreement = Agreement(votes: readings.map(\.tidy), kind)
      }
    }
    let texts = readings.map(\.tidy)
    let chosen = Agreement.majority(texts, kind)
    evidence.add(readings[chosen], witness: readings[chosen == 0 ? 1 : 0], agreement: agreement, line: line)
    if let matrix, agreement != .full { evidence.weigh(matrix, texts[chosen], beside: texts[1]) }
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

  /// Whether a letter may have an accent, which Tesseract's English network leaves out and the one that knows type may overlook.
  private static func mayHaveAccent(_ text: String, _ line: [Component]) -> Bool {
    // Among small letters the tall ones stand out as well.
    Accents.mayBeMissing(in: text) || !text.contains(where: \.isLowercase) && Accents.standAbove(line)
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
