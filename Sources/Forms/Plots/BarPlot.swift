import Foundation

/// Counts side by side: bars, each of one or several parts, standing for times or lying for things with long names.
public struct BarPlot: Plot {
  public struct Bar: Sendable {
    public var label: String
    /// One for each part.
    public var values: [Double]

    public init(_ label: String, _ values: [Double]) {
      self.label = label
      self.values = values
    }
    var total: Double { values.reduce(0, +) }
  }
  public let title, about: String
  /// What the bars are, and what their length tells.
  public let label: String
  public let axis: PlotAxis
  /// Names of the parts; of one alone it is not written.
  public let parts: [String]
  public let bars: [Bar]
  public let isLying: Bool

  public init(title: String, about: String, label: String, counts: String, parts: [String], bars: [Bar], isLying: Bool = false)
  {
    (self.title, self.about, self.label, self.parts, self.bars, self.isLying) = (title, about, label, parts, bars, isLying)
    axis = .counts(counts, upTo: bars.map(\.total).max() ?? 0)
  }

  public var width: Double { parts.count > 1 ? 820 : 640 }
  public var height: Double { isLying ? Self.top + Self.row * Double(bars.count) + 56 : Self.top + Self.high + 56 }
  private static let top = 60.0, high = 220.0, row = 26.0
  private var left: Double { isLying ? 300 : 64 }
  private var wide: Double { 604 - left }

  public func draw(on canvas: inout PlotCanvas) {
    canvas.text(title, 8, 20, isBold: true)
    isLying ? drawLying(on: &canvas) : drawStanding(on: &canvas)
    if parts.count > 1 { canvas.legend(parts, x: left + wide + 20, y: Self.top) }
  }

  private func drawStanding(on canvas: inout PlotCanvas) {
    let foot = Self.top + Self.high, step = wide / Double(max(1, bars.count)), thick = min(48, step * 0.8)
    canvas.text(axis.label, 8, 44)
    for mark in axis.marks {
      let y = foot - axis.place(of: mark.at) * Self.high
      canvas.line([(left, y), (left + wide, y)], PlotCanvas.grid)
      canvas.text(mark.label, left - 8, y + 5, .end)
    }
    // As many names as have room beside each other.
    let longest = Double(bars.map(\.label.count).max() ?? 0) * 8 + 12, every = max(1, Int((longest / step).rounded(.up)))
    for (place, bar) in bars.enumerated() {
      let middle = left + (Double(place) + 0.5) * step
      var y = foot
      for (part, value) in bar.values.enumerated() where value > 0 {
        let length = axis.place(of: value) * Self.high
        y -= length
        canvas.fill(middle - thick / 2, y, thick, max(0.5, length - 1), PlotCanvas.colour(part))
      }
      if place % every == 0 { canvas.text(bar.label, middle, foot + 20, .middle) }
    }
    canvas.text(label, left + wide / 2, foot + 44, .middle)
  }

  private func drawLying(on canvas: inout PlotCanvas) {
    let foot = Self.top + Self.row * Double(bars.count)
    canvas.text(label, 8, 44)
    for mark in axis.marks {
      let x = left + axis.place(of: mark.at) * wide
      canvas.line([(x, Self.top), (x, foot)], PlotCanvas.grid)
      canvas.text(mark.label, x, foot + 20, .middle)
    }
    for (place, bar) in bars.enumerated() {
      let y = Self.top + Self.row * Double(place)
      canvas.text(Self.shortened(bar.label), left - 8, y + 17, .end)
      var x = left
      for (part, value) in bar.values.enumerated() where value > 0 {
        let length = axis.place(of: value) * wide
        canvas.fill(x, y + 4, max(0.5, length - 1), Self.row - 8, PlotCanvas.colour(part))
        x += length
      }
    }
    canvas.text(axis.label, left + wide / 2, foot + 44, .middle)
  }

  /// As much of a name as has room.
  private static func shortened(_ text: String) -> String { text.count > 42 ? text.prefix(41) + "…" : text }
}
