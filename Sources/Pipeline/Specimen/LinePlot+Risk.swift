public import Forms

extension LinePlot {
  /// How the share of wrong values grows with the share that is taken, up to a tenth.
  public init(risk curves: [(name: String, curve: RiskCoverage)]) {
    let about = curves.map { name, curve in
      "\(name): \(Self.percent(curve.coverage(atRisk: 0.01))) of values can be taken with 1% of them wrong."
    }
    self.init(
      title: "Wrong values among the surest", about: about.joined(separator: " "),
      x: .shares("share of values taken, the surest first"), y: .shares("wrong among them", 0...0.1),
      lines: curves.map { name, curve in
        Line(name, (5...100).map { (Double($0) / 100, curve.risk(at: Double($0) / 100).value) })
      })
  }

  private static func percent(_ share: Double) -> String { "\((share * 1000).rounded() / 10)%" }
}
