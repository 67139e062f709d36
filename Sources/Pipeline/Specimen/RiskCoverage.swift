public import Forms

/// How far stated confidence can be trusted: how many values would be wrong if only the surest were taken, and how often what is stated
/// comes true.
public struct RiskCoverage: Sendable {
  /// A value that was read.
  public struct Value: Sendable {
    public var confidence: Double
    public var isRight: Bool
    /// A person looks at it.
    public var isReviewed: Bool
    /// Whose it is: values of one document are one hand's, and go wrong together.
    public var document: String

    public init(confidence: Double, isRight: Bool, isReviewed: Bool, document: String) {
      self.confidence = confidence
      self.isRight = isRight
      self.isReviewed = isReviewed
      self.document = document
    }
  }

  /// Surest first.
  public let values: [Value]

  public init(_ values: [Value]) { self.values = values.sorted { $0.confidence > $1.confidence } }

  /// The share of values that are right.
  public var right: Double { Double(values.count(where: \.isRight)) / Double(max(values.count, 1)) }

  /// The share wrong among the surest `coverage` of values.
  public func risk(at coverage: Double) -> MeasuredShare {
    let count = Int((coverage * Double(values.count)).rounded())
    return MeasuredShare(values.prefix(count).count { !$0.isRight }, of: count)
  }

  /// The largest share of values, the surest, of which no more than `risk` are wrong.
  public func coverage(atRisk risk: Double) -> Double {
    var wrong = 0, most = 0
    for (place, value) in values.enumerated() {
      wrong += value.isRight ? 0 : 1
      // Values of one confidence are taken or left together.
      if place + 1 < values.count, values[place + 1].confidence == value.confidence { continue }
      if Double(wrong) <= risk * Double(place + 1) { most = place + 1 }
    }
    return Double(most) / Double(max(values.count, 1))
  }

  /// The share of values that no person looks at, and how many of these are wrong.
  public var accepted: (share: Double, wrong: Int) {
    let passed = values.filter { !$0.isReviewed }
    return (Double(passed.count) / Double(max(values.count, 1)), passed.count { !$0.isRight })
  }

  /// The expected calibration error: how far stated and true shares lie apart, over ten bins of as many values each (Nixon et al.,
  /// "Measuring calibration in deep learning", 2019), with the interval of 1,000 resamples of documents (Efron, 1979). A resample
  /// strays from what is stated further than the values do, on average: the interval lies a little high.
  public var calibrationError: MeasuredShare {
    let groups = Dictionary(grouping: values, by: \.document).sorted { $0.key < $1.key }.map(\.value)
    var random = SeededRandom(seed: 1), errors: [Double] = []
    for _ in 0..<1000 where !groups.isEmpty {
      let again = (0..<groups.count).flatMap { _ in random.pick(groups) }
      errors.append(Self.error(again.sorted { $0.confidence > $1.confidence }))
    }
    errors.sort()
    return MeasuredShare(
      value: Self.error(values), low: errors.isEmpty ? 0 : errors[errors.count / 40],
      high: errors.isEmpty ? 0 : errors[errors.count - 1 - errors.count / 40])
  }

  private static func error(_ values: [Value]) -> Double {
    let bins = min(10, values.count)
    let sum = (0..<bins).reduce(0.0) { sum, bin in
      let part = values[(bin * values.count / bins)..<((bin + 1) * values.count / bins)]
      return sum + abs(part.reduce(0) { $0 + $1.confidence - ($1.isRight ? 1 : 0) })
    }
    return sum / Double(max(values.count, 1))
  }
}
