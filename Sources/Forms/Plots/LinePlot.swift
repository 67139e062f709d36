/// How something grows or falls with something else: lines, each with its name.
public struct LinePlot: Plot {
  public struct Line: Sendable {
    public var name: String
    public var points: [(x: Double, y: Double)]

    public init(_ name: String, _ points: [(x: Double, y: Double)]) {
      self.name = name
      self.points = points
    }
  }
  public let title, about: String
  public let x, y: PlotAxis
  public let lines: [Line]

  public init(title: String, about: String, x: PlotAxis, y: PlotAxis, lines: [Line]) {
    (self.title, self.about, self.x, self.y, self.lines) = (title, about, x, y, lines)
  }

  public var width: Double { lines.count > 1 ? 820 : 640 }
  public var height: Double { max(Self.top + Self.high + 56, Self.top + 22 * Double(lines.count) + 10) }
  /// The lines' own area, in px.
  static let left = 64.0, top = 60.0, wide = 540.0, high = 260.0

  public func draw(on canvas: inout PlotCanvas) {
    canvas.text(title, 8, 20, isBold: true)
    canvas.text(y.label, 8, 44)
    for mark in y.marks {
      let at = point(x.range.lowerBound, mark.at).y
      canvas.line([(Self.left, at), (Self.left + Self.wide, at)], PlotCanvas.grid)
      canvas.text(mark.label, Self.left - 8, at + 5, .end)
    }
    for mark in x.marks {
      let at = point(mark.at, y.range.lowerBound).x
      canvas.line([(at, Self.top), (at, Self.top + Self.high)], PlotCanvas.grid)
      canvas.text(mark.label, at, Self.top + Self.high + 20, .middle)
    }
    canvas.text(x.label, Self.left + Self.wide / 2, Self.top + Self.high + 44, .middle)
    // A little room for the width of a line at the edge.
    let area = canvas.area(Self.left, Self.top - 1, Self.wide, Self.high + 2)
    for (place, line) in lines.enumerated() {
      canvas.line(line.points.map { point($0.x, $0.y) }, PlotCanvas.colour(place), width: 2.5, clip: area)
    }
    if lines.count > 1 { canvas.legend(lines.map(\.name), x: Self.left + Self.wide + 20, y: Self.top) }
  }

  private func point(_ x: Double, _ y: Double) -> (x: Double, y: Double) {
    (Self.left + self.x.place(of: x) * Self.wide, Self.top + (1 - self.y.place(of: y)) * Self.high)
  }
}
