import Forms
import Foundation
import Testing

@testable import Imaging
@testable import Pipeline

/// What makes a reading more or less likely to be right.
struct EvidenceTests {
  /// A line of letters 30 px high and 20 px wide that stand on `base`.
  static func line(_ count: Int, base: (Int) -> Int = { _ in 100 }) -> [Component] {
    (0..<count).map { place in
      Component(x: place * 30, y: base(place) - 30, width: 20, height: 30, pixels: [Int32](repeating: 0, count: 300))
    }
  }

  /// The best that can be said for a reading.
  static var best: Evidence {
    var evidence = Evidence()
    evidence.grammar = true
    return evidence
  }

  @Test func `confidence is a probability, and high where all speaks for a reading`() {
    #expect(Self.best.confidence > 0.98 && Self.best.confidence < 1)
    var worst = Evidence()
    (worst.weakest, worst.mean, worst.witness, worst.agreement, worst.regularity) = (0, 0, 0, .none, 0)
    (worst.explained, worst.grammar) = (0, false)
    #expect(worst.confidence > 0 && worst.confidence < 0.05)
  }

  @Test func `each thing that speaks against a reading lowers its confidence`() {
    func confidence(_ change: (inout Evidence) -> Void) -> Double {
      var evidence = Self.best
      change(&evidence)
      return evidence.confidence
    }
    let best = Self.best.confidence
    #expect(confidence { $0.weakest = 0.9 } < best)
    #expect(confidence { $0.weakest = 0.5 } < confidence { $0.weakest = 0.9 })
    #expect(confidence { $0.agreement = .none } < best)
    #expect(confidence { $0.regularity = 0.4 } < best)
    #expect(confidence { $0.explained = 0.5 } < best)
    #expect(confidence { $0.explained = 1.5 } < best)
    #expect(confidence { $0.grammar = false } < 0.9)
  }

  @Test func `a value that breaks its grammar never passes, however sure the engines are`() {
    var evidence = Self.best
    evidence.grammar = false
    #expect(evidence.confidence < PipelineDefinition().target)
  }

  @Test func `letters on one line are regular, a slant and descenders count as such`() {
    #expect(Evidence.regularity(of: Self.line(8)) == 1)
    #expect(Evidence.regularity(of: Self.line(8) { 100 + $0 }) == 1)
    #expect(Evidence.regularity(of: Self.line(8) { $0 == 3 ? 108 : 100 }) == 7.0 / 8)
  }

  @Test func `letters that dance are not`() {
    var random = SeededRandom(seed: 5)
    for _ in 0..<20 {
      let feet = (0..<10).map { _ in random.whole(85...115) }
      #expect(Evidence.regularity(of: Self.line(10) { feet[$0] }) < 0.7)
    }
  }

  @Test func `too few letters to tell are neither`() {
    let few = Evidence.regularity(of: Self.line(2))
    #expect(few > 0.7 && few < 1)
  }

  @Test func `what the network that knows type holds unlikely makes a reading less sure`() {
    func confidence(_ text: String) -> Double {
      var evidence = Evidence()
      evidence.add(Self.reading(0.99), witness: Self.reading(0.9), agreement: .majority, line: Self.line(4))
      // The network reads "ab": "b" has one in ten of "a" and "c" next to nothing.
      let seen: [[Float]] = [[0.01, 0.97, 0.01, 0.01], [0.01, 0.0899, 0.9, 0.0001]]
      let matrix = CharacterMatrix(alphabet: ["a", "b", "c"], steps: 2, values: seen.joined().map { log($0) })
      evidence.weigh(matrix, text, beside: "ab")
      return evidence.confidence
    }
    #expect(confidence("ab") > confidence("ac"))
    #expect(confidence("ac") > 0 && confidence("xy") > 0)
    #expect(confidence("ab") - confidence("xy") > 0.1)
  }

  @Test func `of several lines the worst counts, and the mean is over all`() {
    var evidence = Evidence()
    evidence.add(Self.reading(0.99), witness: Self.reading(0.97), agreement: .full, line: Self.line(4))
    evidence.add(Self.reading(0.7), witness: Self.reading(0.91), agreement: .majority, line: Self.line(4))
    evidence.add(Self.reading(0.95), witness: Self.reading(0.94), agreement: .full, line: Self.line(8))
    #expect(evidence.agreement == .majority)
    #expect(abs(evidence.weakest - 0.7) < 1e-9)
    #expect(abs(evidence.mean - 0.88) < 1e-9 && abs(evidence.witness - 0.91) < 1e-9)
    // Four characters over eight pieces of ink leave half of it unexplained.
    #expect(evidence.explained == 0.5)
    #expect(evidence.figures["explained"] == 0.5 && evidence.figures["weakest"] == 0.7)
  }

  /// A reading of four characters.
  static func reading(_ confidence: Double) -> TextReading {
    var reading = TextReading()
    let symbol = TextReading.Symbol(
      text: "x", confidence: confidence, x: 0, y: 70, width: 20, height: 30, startsWord: false, startsLine: false)
    reading.symbols = Array(repeating: symbol, count: 4)
    return reading
  }
}
