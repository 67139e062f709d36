import Forms
import Testing

struct MeasuredShareTests {
  /// Newcombe's examples ("Two-sided confidence intervals for the single proportion", 1998), with Wilson's interval.
  @Test(arguments: [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0, 0.1611), (1, 29, 0.0061, 0.1718)])
  func `bounds are Wilson's`(part: Int, whole: Int, low: Double, high: Double) {
    let share = MeasuredShare(part, of: whole)
    #expect(abs(share.low - low) < 1e-4 && abs(share.high - high) < 1e-4)
    #expect(share == MeasuredShare(Double(part) / Double(whole), over: Double(whole)))
  }

  @Test func `of nothing anything may be true`() {
    #expect(MeasuredShare(0, of: 0) == MeasuredShare(value: 0, low: 0, high: 1))
  }
}
