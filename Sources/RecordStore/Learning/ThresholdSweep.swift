public import Forms

/// What a threshold of confidence costs, for every threshold: wrong values that pass, and looks.
///
/// A value passes at a threshold if its confidence reaches it and nothing else asks for a look. Counts are sums of weights, and bounds
/// are Wilson's over the effective number of readings (Kish, "Survey Sampling", 1965).
public struct ThresholdSweep: Codable, Equatable, Sendable {
  public struct Row: Codable, Equatable, Sendable {
    /// Values whose confidence is this or above pass.
    public var threshold: Double
    public var passed, wrong, touched: Double
    /// The share wrong of what passes, with its 95 % interval.
    public var risk: MeasuredShare
  }

  /// `JudgedReading.group`.
  public var group: String
  /// Readings that were judged, and fields that they stand for.
  public var judged: Int
  public var fields: Double
  /// Fields found blank in which something is written: no threshold has to do with them.
  public var missed: Double
  /// One for each confidence that occurs, lowest first.
  public var rows: [Row]

  /// - Parameter readings: of one group.
  public init(_ group: String, _ readings: [JudgedReading]) {
    self.group = group
    judged = readings.count
    let read = readings.filter { $0.old != nil }.sorted { $0.confidence > $1.confidence }
    fields = read.reduce(0) { $0 + $1.weight }
    missed = readings.reduce(0) { $0 + ($1.old == nil && !$1.isRight ? $1.weight : 0) }
    rows = []
    var passed = 0.0, squares = 0.0, wrong = 0.0
    for (index, reading) in read.enumerated() {
      if !reading.isForced {
        passed += reading.weight
        squares += reading.weight * reading.weight
        wrong += reading.isRight ? 0 : reading.weight
      }
      guard index + 1 == read.count || read[index + 1].confidence < reading.confidence else { continue }
      let risk = MeasuredShare(passed > 0 ? wrong / passed : 0, over: squares > 0 ? passed * passed / squares : 0)
      rows.append(Row(threshold: reading.confidence, passed: passed, wrong: wrong, touched: fields - passed, risk: risk))
    }
    rows.reverse()
  }

  /// A sweep for each group, by name.
  public static func all(_ readings: [JudgedReading]) -> [ThresholdSweep] {
    Dictionary(grouping: readings, by: \.group).map { ThresholdSweep($0.key, $0.value) }.sorted { $0.group < $1.group }
  }

  /// The lowest threshold at which, as sure as 95 %, no more than a share of what passes is wrong; nil where too few were judged to say so
  /// of any.
  ///
  /// - Parameter risk: the share, such as 0.001.
  public func setting(risk: Double) -> Row? { rows.first { $0.passed > 0 && $0.risk.high <= risk } }

  /// What passes at a threshold that need not occur.
  public func row(at threshold: Double) -> Row {
    rows.first { $0.threshold >= threshold }
      ?? Row(threshold: threshold, passed: 0, wrong: 0, touched: fields, risk: MeasuredShare(0, of: 0))
  }
}
