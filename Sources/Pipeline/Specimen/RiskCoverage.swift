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
    /// How many values it stands for, where only some of those that passed were checked.
    public var weight: Double

    public init(confidence: Double, isRight: Bool, isReviewed: Bool, document: String, weight: Double = 1) {
      self.confidence = confidence
      self.isRight = isRight
      self.isReviewed = isReviewed
      self.document = document
      self.weight = weight
    }
  }

  /// Surest first.
  public let values: [Value]

  public init(_ values: [Value]) { self.values = values.sorted { $0.confidence > $1.confidence } }

  /// The share of values that are right.
  public var right: Double { Self.share(values.filter(\.isRight).weight, of: values.weight) }

  /// The share wrong among the surest `coverage` of values. Bounds are Wilson's over the effective number of values (Kish, "Survey
  /// Sampling", 1965): what stands for many says as little as one.
  public func risk(at coverage: Double) -> MeasuredShare {
    var taken = 0.0, wrong = 0.0, squares = 0.0
    let most = coverage * values.weight
    for value in values {
      guard taken + value.weight / 2 <= most else { break }
      taken += value.weight
      squares += value.weight * value.weight
      wrong += value.isRight ? 0 : value.weight
    }
    return MeasuredShare(Self.share(wrong, of: taken), over: squares > 0 ? taken * taken / squares : 0)
  }

  /// The largest share of values, the surest, of which no more than `risk` are wrong.
  public func coverage(atRisk risk: Double) -> Double {
    var wrong = 0.0, taken = 0.0, most = 0.0
    for (place, value) in values.enumerated() {
      wrong += value.isRight ? 0 : value.weight
      taken += value.weight
      // Values of one confidence are taken or left together.
      if place + 1 < values.count, values[place + 1].confidence == value.confidence { continue }
      if wrong <= risk * taken { most = taken }
    }
    return Self.share(most, of: values.weight)
  }

  /// The share of values that no person looks at, and how many of these are wrong.
  public var accepted: (share: Double, wrong: Double) {
    let passed = values.filter { !$0.isReviewed }
    return (Self.share(passed.weight, of: values.weight), passed.filter { !$0.isRight }.weight)
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
      return sum + abs(part.reduce(0) { $0 + $1.weight * ($1.confidence - ($1.isRight ? 1 : 0)) })
    }
    return share(sum, of: values.weight)
  }

  private static func share(_ part: Double, of whole: Double) -> Double { whole > 0 ? part / whole : 0 }
}

extension Sequence<RiskCoverage.Value> {
  /// How many values they stand for.
  fileprivate var weight: Double { reduce(0) { $0 + $1.weight } }
}
