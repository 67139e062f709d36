public import Foundation

/// A network that reads a line or a comb, of hand printing or of type by its weights; `Training/handprint/README.md` says what these are
/// and how well they read.
///
/// It is only read from, so lanes can share one.
public final class LineNet: Sendable {
  private let weights: LineWeights

  /// - Throws: `ImagingError` where the file is missing, cut off or holds no such weights.
  public init(contentsOf url: URL) throws {
    weights = try LineWeights(contentsOf: url)
  }

  /// Reads one line. The same picture always gives the same answer on the same machine.
  ///
  /// - Parameters:
  ///   - picture: ink dark on light paper, any resolution, with more paper than ink: there is no line in anything darker.
  ///   - capital: the height of a capital in pixels, where the caller knows it: without it a lone dash fills the picture.
  /// - Returns: a step for every 2 of the network's pixels, 16 for a capital's height or so; none where there is no ink.
  public func read(_ picture: GreyPlane, capital: Double? = nil) -> CharacterMatrix {
    let line = LinePicture(picture, capital: capital, rows: weights.rows)
    return CharacterMatrix(alphabet: weights.alphabet, logits: line.map(logits) ?? [])
  }

  /// The network's output before it is made into probabilities: a row of classes for each step.
  func logits(_ line: LinePicture) -> [Float] {
    let map = weights.convolutions.reduce(FeatureMap(line, multiple: weights.pixelsAColumn)) { $1($0) }
    let width = weights.linear.in
    var states = [Float](repeating: 0, count: map.columns * width), place = 0
    for recurrence in weights.recurrences {
      recurrence.run(over: map, into: &states, at: place, width: width)
      place += recurrence.out
    }
    return weights.linear(states)
  }
}
