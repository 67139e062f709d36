import Foundation
import Imaging

/// What the network saw, with capitals and small letters taken together: people who print mix them, and few fields tell them apart.
struct FoldedMatrix {
  /// A character that may stand at a step, as a Latin-1 code with letters as capitals, and its log-probability.
  struct Candidate {
    var character: UInt8
    var weight: Float
  }

  /// A step's log-probability of no character, and its characters that are not quite unlikely.
  struct Step {
    var none: Float
    var candidates: [Candidate]
  }

  /// Log-probability below which a character is not looked at: one in eight thousand.
  private static let floor: Float = -9

  let steps: [Step]

  init(_ matrix: CharacterMatrix) {
    let codes = matrix.alphabet.map { UInt8(truncatingIfNeeded: $0.uppercased().unicodeScalars.first!.value) }
    let all = Set(codes).sorted()
    steps = (0..<matrix.steps).map { step in
      var shares = [Float](repeating: 0, count: 256)
      for (place, code) in codes.enumerated() { shares[Int(code)] += exp(matrix[step, place + 1]) }
      let candidates = all.compactMap { code -> Candidate? in
        let weight = log(shares[Int(code)])
        return weight > Self.floor ? Candidate(character: code, weight: weight) : nil
      }
      return Step(none: matrix[step, 0], candidates: candidates)
    }
  }
}

/// The logarithm of the sum of what two logarithms stand for.
func logSum(_ a: Float, _ b: Float) -> Float {
  let (low, high) = a < b ? (a, b) : (b, a)
  return low == -.infinity ? high : high + log1p(exp(low - high))
}
