import Forms
import Foundation
import Imaging
import Testing

@testable import Pipeline

struct BeamSearchTests {
  private static let alphabet = Array("ABOSab0158 ")

  /// What a network sees that takes each step for one of its candidates: characters with their probabilities, `_` for none.
  private static func matrix(_ steps: [[Character: Double]]) -> CharacterMatrix {
    let values = steps.flatMap { step -> [Float] in
      let rest = (1 - step.values.reduce(0, +)) / Double(alphabet.count + 1)
      return (["_"] + alphabet).map { Float(log((step[$0] ?? 0) + max(rest, 0) + 1e-7)) }
    }
    return CharacterMatrix(alphabet: alphabet, steps: steps.count, values: values)
  }

  private static func read(_ steps: [[Character: Double]], _ kind: FieldDefinition.Kind, width: Int = 24) -> [String] {
    let words = WordModel([[("BOSS", 10), ("ABBA", 1)]])
    var search = BeamSearch()
    search.width = width
    let answers = search(FoldedMatrix(matrix(steps)), kind.spelling(words, isComb: false))
    return answers.map { String(decoding: $0.text, as: UTF8.self) }
  }

  @Test func `a character over several steps is one, and two with nothing between them are two`() {
    #expect(Self.read([["A": 0.9], ["A": 0.9], ["_": 0.9], ["A": 0.9], ["B": 0.9]], .reference).first == "AAB")
  }

  @Test func `capitals and small letters are one character`() {
    // Each small letter alone is likelier than O; together with its capital it is likelier still.
    #expect(Self.read([["a": 0.35, "A": 0.35, "O": 0.25]], .text).first == "A")
    #expect(Self.read([["O": 0.4, "a": 0.3, "A": 0.28]], .reference).first == "A")
  }

  @Test func `the type's grammar decides between what looks alike`() {
    let seen: [[Character: Double]] =
      [["B": 0.9], ["S": 0.55, "5": 0.4], ["_": 0.9], ["1": 0.9], ["_": 0.9], ["8": 0.9]]
      + [["B": 0.5, "8": 0.49], ["_": 0.9], ["S": 0.6, "5": 0.3]]
    #expect(Self.read(seen, .postcode).first == "BS18BS")
    #expect(Self.read([["S": 0.9, "5": 0.09]], .number).first == "5")
  }

  @Test func `nothing is read where the grammar leaves nothing`() {
    #expect(Self.read([["A": 0.5], ["A": 0.5]], .date) == [])
    #expect(Self.read([], .text) == [])
  }

  @Test func `a word that the lists have is read where its letters are unsure, and another where they are not`() {
    let boss: [[Character: Double]] =
      [["B": 0.5, "8": 0.45], ["_": 0.9], ["0": 0.5, "O": 0.45], ["_": 0.9], ["S": 0.9]]
      + [["_": 0.9], ["S": 0.5, "5": 0.45]]
    #expect(Self.read(boss, .text).first == "BOSS")
    let boas: [[Character: Double]] = ["B", "_", "O", "_", "A", "_", "S"].map { [$0: 0.98] }
    #expect(Self.read(boas, .text).first == "BOAS")
  }

  /// The sum over every way to lay a text on the steps, one by one.
  private static func slowly(_ text: [UInt8], _ matrix: FoldedMatrix) -> Float {
    var sum = -Float.infinity
    func walk(_ step: Int, _ path: [UInt8], _ weight: Float) {
      guard step < matrix.steps.count else {
        let merged = path.indices.filter { $0 == 0 || path[$0] != path[$0 - 1] }.map { path[$0] }.filter { $0 != 0 }
        if merged == text { sum = logSum(sum, weight) }
        return
      }
      walk(step + 1, path + [0], weight + matrix.steps[step].none)
      for candidate in matrix.steps[step].candidates {
        walk(step + 1, path + [candidate.character], weight + candidate.weight)
      }
    }
    walk(0, [], 0)
    return sum
  }

  @Test(arguments: 0..<12)
  func `a text's probability is the sum over all ways to lay it on the steps`(seed: Int) {
    var random = SeededRandom(seed: UInt64(seed))
    let steps = (0..<4).map { _ in
      [Character("A"): random.value(0...0.4), "B": random.value(0...0.3), "_": random.value(0...0.3)] as [Character: Double]
    }
    let folded = FoldedMatrix(Self.matrix(steps))
    let answers = BeamSearch(width: 500)(folded, ReferenceLike())
    for answer in answers.prefix(8) where answer.text.count <= 3 {
      #expect(abs(answer.seen - Self.slowly(answer.text, folded)) < 0.01)
    }
    #expect(answers.map(\.score) == answers.map(\.score).sorted(by: >))
  }

  @Test func `the same line gives the same sums`() {
    let steps: [[Character: Double]] = (0..<40).map { [Self.alphabet[$0 % 5]: 0.3, Self.alphabet[5 + $0 % 6]: 0.3, "_": 0.3] }
    let folded = FoldedMatrix(Self.matrix(steps)), words = WordModel([[("BOSS", 1)]])
    let first = BeamSearch()(folded, FieldDefinition.Kind.text.spelling(words, isComb: false))
    for _ in 0..<4 {
      let again = BeamSearch()(folded, FieldDefinition.Kind.text.spelling(words, isComb: false))
      #expect(again.map(\.score) == first.map(\.score) && again.map(\.text) == first.map(\.text))
    }
  }

  /// Allows everything, and finds nothing likelier than another.
  private struct ReferenceLike: Spelling {
    func weight(of next: UInt8, after text: [UInt8]) -> Float? { 0 }
    func weight(ofEndAfter text: [UInt8]) -> Float? { 0 }
  }
}
