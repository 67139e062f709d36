import Forms
import Imaging

/// Reads lines of writing with a network, with a second one where the first and the ink leave any doubt, and where these differ once
/// more, and goes by the majority.
final class TextReader {
  /// The surety of its least sure character below which a reading is not looked into further.
  static let hopeless = 0.85
  /// The same from which on a reading needs no witness, where the ink bears it out.
  static let plain = 0.99

  /// How regular its ink must be for that.
  static let leastRegularity = 0.8

  let engines: (first: TextEngine, second: TextEngine)

  init(engines: (first: TextEngine, second: TextEngine)) { self.engines = engines }

  /// - Parameters:
  ///   - lines: pieces of ink, line by line.
  ///   - kind: the grammar by which readings are compared: what it takes for the same is the same.
  ///   - whitelist: the only characters that can stand here; empty for all.
  ///   - thorough: whether the second network is asked of every line.
  ///   - evidence: gains what speaks for and against the reading.
  /// - Returns: the lines joined by newlines.
  func read(
    _ lines: [[Component]], of ink: ZoneInk, kind: FieldDefinition.Kind, whitelist: String, thorough: Bool,
    into evidence: inout Evidence
  ) -> String {
    let own = Set(lines.joined().map(\.pixels.first))
    let dust = ink.pieces.filter { !own.contains($0.pixels.first) }
    return lines.map { line in
      let picture = Self.atReadingSize(ink.picture(of: line), line)
      func doubts(_ text: String) -> [ZoneInk.Doubt] { ink.doubts(of: text, in: line, dust: dust, kind: kind) }
      let text = read(picture, line: line, kind: kind, whitelist: whitelist, into: &evidence) { reading in
        !thorough && Self.isPlain(reading, line, kind) && doubts(reading.tidy).isEmpty
      }
      for (reason, other) in doubts(text) { evidence.doubt(reason, offering: other) }
      return text
    }.joined(separator: "\n")
  }

  /// Reads one picture of a line, whose pieces of ink are `line`.
  ///
  /// - Parameter isEnough: whether the first reading needs no witness.
  func read(
    _ picture: GreyPlane, line: [Component], kind: FieldDefinition.Kind, whitelist: String, into evidence: inout Evidence,
    isEnough: (TextReading) -> Bool
  ) -> String {
    let first = engines.first.read(picture, as: .line, whitelist: whitelist)
    // What the first reader could make nothing of goes to a person, or is handwriting: more readings would cost time alone.
    guard first.weakest > Self.hopeless else {
      evidence.add(first, witness: TextReading(), agreement: .none, line: line)
      return first.tidy
    }
    if isEnough(first) {
      evidence.add(first, witness: first, agreement: .unasked, line: line)
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
    evidence.others += texts.indices.filter { $0 != chosen && texts[$0] != texts[chosen] }.map { (texts[$0], 0) }
    return texts[chosen]
  }

  /// Whether a reading is sure by itself and by its ink: every character is, the ink stands as type does, has as many pieces as
  /// characters were read, and none that may be an accent, which the first network seldom knows.
  static func isPlain(_ reading: TextReading, _ line: [Component], _ kind: FieldDefinition.Kind) -> Bool {
    guard reading.weakest >= plain, Evidence.regularity(of: line) >= leastRegularity else { return false }
    // Two pieces may be three letters that touch: `MS` for `MRS`.
    let pieces = line.filter(ZoneInk.isWriting).count
    guard pieces >= 3, abs(Double(reading.symbols.count) / Double(pieces) - 1) <= 0.2 else { return false }
    // Digits have another witness in handprint's network. Stops, commas and strokes that may be none have not.
    guard kind == .text else { return Verdict.digits.contains(kind) }
    guard reading.tidy.allSatisfy({ $0.isLetter || $0.isNumber || " '’-".contains($0) }) else { return false }
    // Among small letters the tall ones stand out as well: there a mark has to be apart to be told.
    let areCapitals = !reading.tidy.contains(where: \.isLowercase)
    return !Accents.mayBeMissing(in: reading.tidy) && !(areCapitals && Accents.standAbove(line))
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
