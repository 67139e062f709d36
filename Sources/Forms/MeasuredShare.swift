/// A share, 0…1, and the bounds within which it lies at 95 %.
public struct MeasuredShare: Codable, Hashable, Sendable {
  public var value, low, high: Double

  public init(value: Double, low: Double, high: Double) {
    self.value = value
    self.low = low
    self.high = high
  }

  /// So many of so many.
  public init(_ part: Int, of whole: Int) { self.init(whole > 0 ? Double(part) / Double(whole) : 0, over: Double(whole)) }

  /// A share among so many, with Wilson's interval ("Probable inference, the law of succession, and statistical inference", 1927), which
  /// holds for few and for none too.
  public init(_ p: Double, over n: Double) {
    guard n > 0 else {
      self.init(value: 0, low: 0, high: 1)
      return
    }
    let z = 1.96
    let middle = (p + z * z / (2 * n)) / (1 + z * z / n)
    let reach = z * (p * (1 - p) / n + z * z / (4 * n * n)).squareRoot() / (1 + z * z / n)
    self.init(value: p, low: max(0, middle - reach), high: min(1, middle + reach))
  }
}
