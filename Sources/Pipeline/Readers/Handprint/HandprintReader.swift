public import Foundation
import Forms
import Imaging

/// Reads what people write by hand: a network of its own gives each step of a line its likely characters, and the likeliest text that
/// the field's type allows is looked for in them.
public final class HandprintReader: Sendable {
  private let net: LineNet
  private let words: WordShelf
  private let search = BeamSearch()

  /// - Parameter definitions: the folder that holds `handprint/line.weights` and `words/`.
  /// - Returns: nil where there is no `handprint`: definitions of one's own may do without.
  /// - Throws: `Problem` where the weights or the words are missing or damaged.
  public init?(definitions: URL) throws {
    let weights = definitions.appendingPathComponent("handprint/line.weights")
    guard FileManager.default.fileExists(atPath: weights.deletingLastPathComponent().path) else { return nil }
    do { net = try LineNet(contentsOf: weights) } catch {
      throw Problem(
        place: weights.path, summary: "the handprint network cannot be read (\(error))",
        remedy:
          "Install FormScan's definitions as a whole, or take the folder out: handwriting is then read by Tesseract alone.")
    }
    words = try WordShelf(definitions.appendingPathComponent("words"))
  }

  /// A line as read.
  struct Line {
    var text: String
    /// The probability that the network gives the text, over all ways to lie on the steps, 0…1.
    var sure: Double
    /// The text's share among all that the spelling allows, by the network and the words, 0…1.
    var share: Double
    /// The field's lists have every word of it.
    var isListed: Bool
    /// The lists have a word of it with an apostrophe that it lacks.
    var mayLackApostrophe: Bool
    /// Most of its letters are small ones.
    var areSmall: Bool
    /// What else it may say, with shares.
    var others: [(text: String, share: Double)]
  }

  /// - Parameters:
  ///   - picture: the line's ink on white paper.
  ///   - capital: how high its capitals are, in pixels.
  ///   - lists: what usually stands in fields, by the list's name.
  ///   - isComb: whether each character has a cell of its own.
  /// - Returns: nil where nothing can be read that the type allows.
  func read(
    _ picture: GreyPlane, capital: Double, as field: FieldDefinition, lists: [String: Set<String>], isComb: Bool
  ) -> Line? {
    let matrix = net.read(picture, capital: capital), folded = FoldedMatrix(matrix)
    let words = words.model(for: field, lists)
    let answers = search(folded, field.kind.spelling(words, isComb: isComb))
    guard let best = answers.first else { return nil }
    let whole = answers.reduce(Float(-Float.infinity)) { logSum($0, $1.score) }
    func share(_ answer: BeamSearch.Answer) -> Double { Double(exp(answer.score - whole)) }
    let hand = LetterCase(matrix)
    let text = hand.write(best.text, field.kind)
    return Line(
      text: text, sure: Double(exp(best.seen)), share: share(best),
      isListed: words.containsAll(of: best.text), mayLackApostrophe: Apostrophes.mayBeMissing(in: text, words),
      areSmall: hand.areSmall,
      others: answers.dropFirst().prefix(4).map { (hand.write($0.text, field.kind), share($0)) })
  }
}

/// Whether somebody writes capitals throughout, or small letters behind the first.
private struct LetterCase {
  let areSmall: Bool

  init(_ matrix: CharacterMatrix) {
    let letters = matrix.alphabet.enumerated().filter { $1.isLetter }.map { (class: $0 + 1, isSmall: $1.isLowercase) }
    var capitals = Float(0), small = Float(0)
    for step in 0..<matrix.steps {
      for letter in letters {
        let share = exp(matrix[step, letter.class])
        if letter.isSmall { small += share } else { capitals += share }
      }
    }
    areSmall = small > capitals
  }

  func write(_ text: [UInt8], _ kind: FieldDefinition.Kind) -> String {
    let plain = String(String.UnicodeScalarView(text.map { Unicode.Scalar($0) }))
    if kind == .email { return plain.lowercased() }
    guard areSmall, kind == .text else { return plain }
    var out = "", last: Character = " "
    for character in plain {
      out += last.isLetter || last == "'" ? character.lowercased() : String(character)
      last = character
    }
    return out
  }
}
