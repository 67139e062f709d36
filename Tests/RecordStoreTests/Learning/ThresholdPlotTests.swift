import Forms
import RecordStore
import Testing

struct ThresholdPlotTests {
  private func sweep(_ kind: FieldDefinition.Kind, _ count: Int) -> [JudgedReading] {
    (0..<count).map { number in
      // The surest half is right.
      JudgedReading(
        FieldPlace("r", "/\(number)"), form: "t1", kind: kind, old: .text("a"), new: .text(number < count / 2 ? "b" : "a"),
        confidence: 0.6 + 0.3 * Double(number) / Double(count))
    }
  }

  @Test func `each threshold shows what it lets pass wrongly and what it has looked at`() throws {
    let sheet = PlotSheet(thresholds: ThresholdSweep.all(sweep(.date, 40) + sweep(.money, 40)))
    let plots = sheet.plots.compactMap { $0 as? LinePlot }
    #expect(plots.map(\.title) == ["Wrong values that pass", "Fields that people look at"])
    #expect(plots.allSatisfy { $0.lines.map(\.name).sorted() == ["date", "money"] })
    let wrong = plots[0].lines[0].points, touched = plots[1].lines[0].points
    // At 0.5 all pass, half of them wrong; at 0.76 only right ones; at 0.95 none.
    func at(_ points: [(x: Double, y: Double)], _ x: Double) throws -> Double {
      try #require(points.first { $0.x >= x - 1e-9 }).y
    }
    #expect(try at(wrong, 0.5) == 0.5 && at(touched, 0.5) == 0)
    #expect(try at(wrong, 0.76) == 0 && abs(at(touched, 0.76) - 0.55) < 0.06)
    #expect(try at(touched, 0.95) == 1)
    #expect(sheet.about.contains("date: 100.0% at 0.97."))
  }

  @Test func `a type of which too few were judged has no line`() {
    let sheet = PlotSheet(thresholds: ThresholdSweep.all(sweep(.date, 19)))
    #expect(sheet.plots.count == 2 && (sheet.plots[0] as? LinePlot)?.lines.isEmpty == true)
    #expect(sheet.svg().hasPrefix("<svg"))
  }
}
