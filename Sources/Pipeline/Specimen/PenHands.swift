import Forms
public import Foundation
import Imaging

/// How people draw characters with a pen, as a tablet recorded it: specimens can be written with these in place of a font.
public struct PenHands: Sendable {
  typealias Point = (x: Double, y: Double)

  /// By writer and character, each as often as it was recorded: its strokes, in heights of a usual character, y running up.
  private let writers: [[Character: [[[Point]]]]]

  private struct Entry: Decodable {
    var writer, label: String
    var strokes: [[[Double]]]
  }

  /// Reads lines of JSON, each with a `writer`, a `label` of one character and its `strokes` as `[[[x, y], …], …]`.
  ///
  /// - Throws: `Problem` where the file cannot be read, a line is none of these, or no writer has most letters and digits.
  public init(contentsOf file: URL) throws {
    var hands: [String: [Character: [[[Point]]]]] = [:]
    guard let data = try? Data(contentsOf: file) else {
      throw Problem(place: file.path, summary: "the recorded hands cannot be read", remedy: "Check the path.")
    }
    for (number, line) in data.split(separator: UInt8(ascii: "\n")).enumerated() {
      guard let entry = try? JSONDecoder().decode(Entry.self, from: line), entry.label.count == 1,
        entry.strokes.allSatisfy({ $0.allSatisfy { $0.count == 2 } })
      else {
        throw Problem(
          place: "\(file.path):\(number + 1)", summary: "this is no recorded character",
          remedy: "Write a JSON object with 'writer', 'label' and 'strokes' on each line.")
      }
      hands[entry.writer, default: [:]][Character(entry.label), default: []].append(
        entry.strokes.map { $0.map { ($0[0], $0[1]) } })
    }
    let whole = hands.sorted { $0.key < $1.key }.map(\.value).filter { hand in
      "ABCDEFGHIJKLMNOPRSTUWY0123456789".count { hand[$0] != nil } >= 28
    }
    guard !whole.isEmpty else {
      throw Problem(
        place: file.path, summary: "no writer has most capitals and digits", remedy: "Give characters of one writer or more.")
    }
    writers = whole
  }

  /// One writer's hand.
  func pick(_ random: inout SeededRandom) -> PenHand {
    let own = random.pick(writers)
    // What a writer was not asked for is borrowed from another.
    var characters: [Character: [[[Point]]]] = [:]
    for writer in writers { characters.merge(writer) { first, _ in first } }
    return PenHand(characters: characters.merging(own) { $1 })
  }
}

/// The characters of one writer.
struct PenHand {
  let characters: [Character: [[[PenHands.Point]]]]

  /// Draws a line of text from (`x`, `base`) on, whose usual characters are `size` mm high, each as it was recorded once, a little
  /// larger or smaller and higher or lower than the last.
  ///
  /// - Returns: how far it reaches to the right of `x`, in mm.
  @discardableResult
  func draw(
    _ text: String, x: Double, base: Double, size: Double, pen: Double, _ colour: Drawing.Colour, on paper: Drawing?,
    _ random: inout SeededRandom
  ) -> Double {
    var at = 0.0
    for character in text {
      guard let recorded = characters[character] ?? characters[Character(character.uppercased())] else {
        at += 0.6 * size
        continue
      }
      let strokes = random.pick(recorded), columns = strokes.joined().map(\.x)
      let left = columns.min() ?? 0, right = columns.max() ?? 0
      let own = size * (1 + 0.04 * random.bell())
      let height = strokes.joined().map(\.y).max() ?? 0
      let foot = base + (0.04 * random.bell() - Self.foot(of: character, height: height)) * size
      for stroke in strokes {
        let points = stroke.map { point in (x: x + at + (point.x - left) * own, y: foot - point.y * own) }
        paper?.stroke(points, width: pen, colour)
      }
      let gap: Double = max(0.06, 0.22 + 0.06 * random.bell())
      at += (right - left) * own + pen + size * gap
    }
    return at
  }

  /// How high above the base line a character's lowest point lies, in heights of a usual character: recordings all begin at 0.
  private static func foot(of character: Character, height: Double) -> Double {
    switch character {
    case "'": 1.05 - height
    case "-", "+": 0.45 - height / 2
    case "/", "(", ")": 0.48 - height / 2
    case ",": -0.2
    case ":": 0.1
    default: 0
    }
  }
}
