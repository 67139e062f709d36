import Forms
import Pipeline
import Testing

struct RiskCoverageTests {
  private static func values(_ pairs: [(Double, Bool)], reviewedBelow limit: Double = 0.97) -> RiskCoverage {
    RiskCoverage(
      pairs.enumerated().map {
        .init(confidence: $1.0, isRight: $1.1, isReviewed: $1.0 < limit, document: "\($0 / 10)")
      })
  }

  @Test func `none wrong of 300 may be as many as 1.3 in a hundred`() {
    let risk = Self.values((0..<300).map { _ in (0.99, true) }).risk(at: 1)
    #expect(risk.value == 0 && risk.low == 0)
    #expect(abs(risk.high - 0.0126) < 0.0001)
  }

  @Test func `the surest are taken first`() {
    let curve = Self.values([(0.5, false), (0.9, true), (0.7, true), (0.99, true)])
    #expect(curve.risk(at: 0.75).value == 0 && curve.risk(at: 1).value == 0.25)
    #expect(curve.coverage(atRisk: 0.01) == 0.75 && curve.coverage(atRisk: 0.25) == 1)
    #expect(curve.right == 0.75)
  }

  @Test func `values of one confidence are taken or left together`() {
    #expect(Self.values([(0.9, true), (0.9, true), (0.9, false)]).coverage(atRisk: 0.01) == 0)
  }

  @Test func `what passes without a look is counted with its errors`() {
    let accepted = Self.values([(0.99, true), (0.98, false), (0.5, false), (0.5, true)]).accepted
    #expect(accepted.share == 0.5 && accepted.wrong == 1)
  }

  @Test func `confidence that comes true has hardly an error, and another has as much as it is off`() {
    let good = Self.values((0..<1000).map { (0.9, $0 % 10 != 0) }).calibrationError
    #expect(good.value < 0.005 && good.low <= good.value && good.value <= good.high)
    let bad = Self.values((0..<1000).map { (0.9, $0 % 10 < 6) }).calibrationError
    #expect(abs(bad.value - 0.3) < 0.005 && bad.low > 0.2 && bad.high < 0.4)
  }

  @Test func `the interval is the same each time, and wider where documents differ`() {
    let even = Self.values((0..<400).map { (0.9, $0 % 10 != 0) }), lumpy = Self.values((0..<400).map { (0.9, $0 % 100 >= 10) })
    #expect(even.calibrationError == even.calibrationError)
    let (one, other) = (even.calibrationError, lumpy.calibrationError)
    #expect(other.high - other.low > one.high - one.low)
  }

  @Test func `a value that stands for ten counts as ten, and says no more than one`() {
    func value(_ confidence: Double, _ isRight: Bool, _ weight: Double) -> RiskCoverage.Value {
      .init(confidence: confidence, isRight: isRight, isReviewed: weight == 1, document: "\(confidence)", weight: weight)
    }
    let curve = RiskCoverage([value(0.99, true, 10), value(0.98, false, 10), value(0.6, true, 1), value(0.5, false, 1)])
    #expect(abs(curve.right - 11.0 / 22) < 1e-9 && abs(curve.accepted.share - 20.0 / 22) < 1e-9 && curve.accepted.wrong == 10)
    #expect(abs(curve.coverage(atRisk: 0.01) - 10.0 / 22) < 1e-9)
    let all = curve.risk(at: 1), plain = Self.values([(0.9, true), (0.8, false)]).risk(at: 1)
    #expect(all.value == 0.5 && abs(all.high - plain.high) < 0.05)
    #expect(curve.risk(at: 0.5).value == 0)
    // (10 × 0.01 + 10 × 0.98 + 0.4 + 0.5) of 22.
    #expect(abs(curve.calibrationError.value - (0.1 + 9.8 + 0.4 + 0.5) / 22) < 1e-9)
  }

  @Test func `no values have no curve`() {
    let none = RiskCoverage([])
    #expect(none.coverage(atRisk: 0.01) == 0 && none.calibrationError.value == 0 && none.right == 0)
    #expect(none.risk(at: 0.5).high == 1)
  }

  @Test func `the plot names each curve, and says in words what it shows`() {
    let plot = LinePlot(risk: [("all", Self.values([(0.9, true)])), ("type:date", Self.values([(0.8, false)]))]),
      svg = plot.svg()
    #expect(svg.hasPrefix("<svg") && svg.contains(">all<") && svg.contains(">type:date<"))
    #expect(plot.about.contains("all: 100.0% of values") && plot.about.contains("type:date: 0.0% of values"))
  }
}
