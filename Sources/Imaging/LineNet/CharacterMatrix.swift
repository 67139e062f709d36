import Foundation

/// What the network saw in a line: for each step from left to right the log-probability of each class.
public struct CharacterMatrix: Hashable, Sendable {
  /// Class 0 is "no character", class i is `alphabet[i - 1]`.
  public let alphabet: [Character]
  public let steps: Int
  /// Steps × classes, row by row: natural logarithms; the probabilities of a step add up to 1.
  public let values: [Float]

  public init(alphabet: [Character], steps: Int, values: [Float]) {
    precondition(values.count == steps * (alphabet.count + 1), "a matrix needs steps × classes values")
    self.alphabet = alphabet
    self.steps = steps
    self.values = values
  }

  public var classes: Int { alphabet.count + 1 }

  public subscript(step: Int, klass: Int) -> Float { values[step * classes + klass] }
}

extension CharacterMatrix {
  /// From the network's output before it is made into probabilities.
  init(alphabet: [Character], logits: [Float]) {
    let classes = alphabet.count + 1
    var values = logits
    for row in stride(from: 0, to: values.count, by: classes) {
      let places = row..<row + classes
      let most = values[places].max() ?? 0
      let total = most + log(values[places].reduce(0) { $0 + exp($1 - most) })
      for place in places { values[place] -= total }
    }
    self.init(alphabet: alphabet, steps: logits.count / classes, values: values)
  }
}
