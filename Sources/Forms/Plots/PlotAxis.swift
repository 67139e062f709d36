import Foundation

/// One axis of a plot: what it tells, from where to where it goes, and what is written at it.
public struct PlotAxis: Sendable {
  public struct Mark: Equatable, Sendable {
    public var at: Double
    public var label: String

    public init(at: Double, label: String) {
      self.at = at
      self.label = label
    }
  }
  public var label: String
  public var range: ClosedRange<Double>
  public var marks: [Mark]

  public init(_ label: String, _ range: ClosedRange<Double>, marks: [Mark]) {
    self.label = label
    self.range = range
    self.marks = marks
  }

  /// Whole numbers from nought, marked at round ones.
  public static func counts(_ label: String, upTo most: Double) -> PlotAxis {
    let step = max(1, round(step(for: most / 5))), top = max(1, (most / step).rounded(.up)) * step
    return .init(
      label, 0...top, marks: stride(from: 0, through: top, by: step).map { .init(at: $0, label: String(format: "%.0f", $0)) })
  }

  /// Shares, written as percentages.
  public static func shares(_ label: String, _ range: ClosedRange<Double> = 0...1, steps: Int = 5) -> PlotAxis {
    let step = (range.upperBound - range.lowerBound) / Double(steps), places = step < 0.01 ? step < 0.001 ? 2 : 1 : 0
    return .init(
      label, range,
      marks: (0...steps).map {
        let at = range.lowerBound + step * Double($0)
        return .init(at: at, label: String(format: "%.\(places)f%%", 100 * at))
      })
  }

  /// The same with a round upper end that is no lower than `most`.
  public static func shares(_ label: String, upTo most: Double) -> PlotAxis {
    shares(label, 0...min(1, max(0.0005, step(for: most / 5)) * 5))
  }

  /// How far along the axis a value lies: 0…1 within its range.
  func place(of value: Double) -> Double { (value - range.lowerBound) / (range.upperBound - range.lowerBound) }

  /// The next 1, 2 or 5 with noughts behind or before it.
  private static func step(for least: Double) -> Double {
    guard least > 0 else { return 0 }
    let power = pow(10, floor(log10(least)))
    return ([1, 2, 5].first { $0 * power >= least * 0.999_999 } ?? 10) * power
  }

  private static func round(_ step: Double) -> Double { step.rounded(.up) }
}
