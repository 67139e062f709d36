import Forms
import Foundation

/// Draws how the share of wrong values grows with the share that is taken, as SVG.
public struct RiskPlot {
  private static let colours = [
    "#1d70b8", "#d4351c", "#00703c", "#f47738", "#4c2c92", "#0b0c0c", "#b58840", "#28a197", "#d53880",
    "#505a5f", "#85994b", "#912b88",
  ]
  /// The plot's own area, in px, and the largest risk that it shows.
  private static let width = 560.0, height = 320.0, left = 60.0, top = 20.0, most = 0.1

  private let curves: [(name: String, curve: RiskCoverage)]

  public init(_ curves: [(name: String, curve: RiskCoverage)]) { self.curves = curves }

  public var svg: String {
    var parts = [
      "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"820\" height=\"400\" font-family=\"sans-serif\" font-size=\"13\">",
      "<rect width=\"820\" height=\"400\" fill=\"white\"/>",
      "<clipPath id=\"scale\"><rect x=\"\(Self.left)\" y=\"\(Self.top)\" width=\"\(Self.width)\" "
        + "height=\"\(Self.height + 2)\"/></clipPath>",
    ]
    for step in 0...5 {
      let share = Double(step) / 5, x = Self.left + share * Self.width, y = Self.top + (1 - share) * Self.height
      parts += [
        Self.line([(x, Self.top), (x, Self.top + Self.height)], "#dddddd", 1),
        Self.line([(Self.left, y), (Self.left + Self.width, y)], "#dddddd", 1),
        Self.text("\(step * 20) %", x, Self.top + Self.height + 18, "middle"),
        Self.text("\(step * 2) %", Self.left - 8, y + 4, "end"),
      ]
    }
    parts.append(
      Self.text("share of values taken, the surest first", Self.left + Self.width / 2, Self.top + Self.height + 40, "middle"))
    parts.append(Self.text("wrong among them", Self.left, Self.top - 6, "start"))
    for (place, (name, curve)) in curves.enumerated() {
      let colour = Self.colours[place % Self.colours.count]
      let points = (5...100).map { per in
        (Self.left + Double(per) / 100 * Self.width, Self.y(curve.risk(at: Double(per) / 100).value))
      }
      let y = Self.top + 14 + 20 * Double(place), x = Self.left + Self.width + 20
      parts += [
        Self.line(points, colour, 2, clip: " clip-path=\"url(#scale)\""), Self.line([(x, y - 4), (x + 20, y - 4)], colour, 3),
        Self.text(name, x + 28, y, "start"),
      ]
    }
    return parts.joined(separator: "\n") + "\n</svg>\n"
  }

  private static func y(_ risk: Double) -> Double { top + (1 - risk / most) * height }

  private static func line(_ points: [(Double, Double)], _ colour: String, _ width: Int, clip: String = "") -> String {
    let path = points.map { String(format: "%.1f,%.1f", $0.0, $0.1) }.joined(separator: " ")
    return "<polyline points=\"\(path)\" fill=\"none\" stroke=\"\(colour)\" stroke-width=\"\(width)\"\(clip)/>"
  }

  private static func text(_ text: String, _ x: Double, _ y: Double, _ anchor: String) -> String {
    String(format: "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"\(anchor)\">", x, y) + text + "</text>"
  }
}
