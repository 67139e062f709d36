public import Forms

extension PlotSheet {
  /// What each threshold lets pass wrongly, and below it what people have to look at: a line for each type that has enough to tell.
  public init(thresholds sweeps: [ThresholdSweep]) {
    let told = sweeps.filter { $0.judged >= 20 && $0.fields > 0 }.sorted { $0.fields > $1.fields }.prefix(
      PlotCanvas.colours.count)
    let x = PlotAxis(
      "threshold of confidence", 0.5...1, marks: [0.5, 0.6, 0.7, 0.8, 0.9, 1].map { .init(at: $0, label: "\($0)") })
    func lines(_ share: (ThresholdSweep, ThresholdSweep.Row) -> Double) -> [LinePlot.Line] {
      told.map { sweep in
        LinePlot.Line(sweep.group, (0...250).map { 0.5 + Double($0) / 500 }.map { ($0, share(sweep, sweep.row(at: $0))) })
      }
    }
    let wrong = lines { $1.passed > 0 ? $1.wrong / $0.fields : 0 }, touched = lines { $1.touched / $0.fields }
    let most = wrong.flatMap(\.points).map { $0.y }.max() ?? 0
    func words(_ lines: [LinePlot.Line], _ at: Double) -> String {
      lines.map { line in
        "\(line.name): \(((line.points.last { $0.x <= at }?.y ?? 0) * 1000).rounded() / 10)% at \(at)."
      }.joined(separator: " ")
    }
    self.init([
      LinePlot(
        title: "Wrong values that pass", about: words(wrong, 0.97), x: x,
        y: .shares("share of all fields of the type", upTo: most),
        lines: wrong),
      LinePlot(
        title: "Fields that people look at", about: words(touched, 0.97), x: x, y: .shares("share of all fields of the type"),
        lines: touched),
    ])
  }
}
