import Foundation

/// What a plot is drawn on: SVG elements with attributes alone.
public struct PlotCanvas: Sendable {
  /// Colours that differ in hue and in brightness (the Government Analysis Function's), those of most contrast first.
  public static let colours = [
    "#12436d", "#28a197", "#801650", "#f46a25", "#3d3d3d", "#a285d1", "#2073bc", "#6bacd5", "#7a5c00", "#d4351c", "#00703c",
    "#912b88",
  ]
  static let ink = "#0b0c0c", grid = "#d0d3d5"

  private(set) var parts: [String] = []
  private let id: String
  private var clips = 0

  init(id: String) { self.id = id }

  static func colour(_ place: Int) -> String { colours[place % colours.count] }

  mutating func fill(_ x: Double, _ y: Double, _ width: Double, _ height: Double, _ colour: String) {
    parts.append(
      "<rect x=\"\(Self.px(x))\" y=\"\(Self.px(y))\" width=\"\(Self.px(width))\" height=\"\(Self.px(height))\" fill=\"\(colour)\"/>"
    )
  }

  mutating func line(_ points: [(x: Double, y: Double)], _ colour: String, width: Double = 1, clip: String? = nil) {
    let path = points.map { "\(Self.px($0.x)),\(Self.px($0.y))" }.joined(separator: " ")
    let within = clip.map { " clip-path=\"url(#\($0))\"" } ?? ""
    parts.append(
      "<polyline points=\"\(path)\" fill=\"none\" stroke=\"\(colour)\" stroke-width=\"\(Self.px(width))\"\(within)/>")
  }

  enum Anchor: String { case start, middle, end }

  mutating func text(_ text: String, _ x: Double, _ y: Double, _ anchor: Anchor = .start, isBold: Bool = false) {
    let weight = isBold ? " font-weight=\"700\"" : ""
    parts.append(
      "<text x=\"\(Self.px(x))\" y=\"\(Self.px(y))\" text-anchor=\"\(anchor.rawValue)\" fill=\"\(Self.ink)\"\(weight)>\(text.asHTML)</text>"
    )
  }

  /// Names of what is drawn, each behind its colour, one below the other.
  mutating func legend(_ names: [String], x: Double, y: Double) {
    for (place, name) in names.enumerated() {
      let y = y + 22 * Double(place)
      fill(x, y, 16, 12, Self.colour(place))
      text(name, x + 24, y + 11)
    }
  }

  /// An area outside of which nothing shows.
  ///
  /// - Returns: its name, for `line`.
  mutating func area(_ x: Double, _ y: Double, _ width: Double, _ height: Double) -> String {
    clips += 1
    let name = "\(id)-area-\(clips)"
    parts.append(
      "<clipPath id=\"\(name)\"><rect x=\"\(Self.px(x))\" y=\"\(Self.px(y))\" width=\"\(Self.px(width))\" height=\"\(Self.px(height))\"/></clipPath>"
    )
    return name
  }

  mutating func move(down distance: Double, _ body: (inout PlotCanvas) -> Void) {
    parts.append("<g transform=\"translate(0 \(Self.px(distance)))\">")
    body(&self)
    parts.append("</g>")
  }

  /// A tenth of a px is as fine as eyes and screens are.
  private static func px(_ number: Double) -> String {
    let text = String(format: "%.1f", number)
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}
