/// A picture of figures that people see in a page or a file of its own, with words for who cannot see it.
public protocol Plot: Sendable {
  /// What it shows, and the same figures in words.
  var title: String { get }
  var about: String { get }
  /// In px.
  var width: Double { get }
  var height: Double { get }
  func draw(on canvas: inout PlotCanvas)
}

extension Plot {
  /// As SVG that is XML too, stands by itself or in a page, and needs no style sheet: a strict content policy lets it pass.
  ///
  /// - Parameter id: begins the ids in it, so that several may be in one page.
  public func svg(id: String = "plot") -> String {
    var canvas = PlotCanvas(id: id)
    canvas.fill(0, 0, width, height, "#ffffff")
    draw(on: &canvas)
    let size = "viewBox=\"0 0 \(Int(width)) \(Int(height))\" width=\"\(Int(width))\" height=\"\(Int(height))\""
    return """
      <svg xmlns="http://www.w3.org/2000/svg" \(size) role="img" aria-labelledby="\(id)-title \(id)-about" \
      font-family="Liberation Sans, Arial, sans-serif" font-size="14">
      <title id="\(id)-title">\(title.asHTML)</title>
      <desc id="\(id)-about">\(about.asHTML)</desc>
      \(canvas.parts.joined(separator: "\n"))
      </svg>

      """
  }
}

/// Several plots, one below the other.
public struct PlotSheet: Plot {
  public let plots: [any Plot]

  public init(_ plots: [any Plot]) { self.plots = plots }

  public var title: String { plots.map(\.title).joined(separator: "; ") }
  public var about: String { plots.map(\.about).joined(separator: " ") }
  public var width: Double { plots.map(\.width).max() ?? 0 }
  public var height: Double { plots.reduce(0) { $0 + $1.height } }

  public func draw(on canvas: inout PlotCanvas) {
    var top = 0.0
    for plot in plots {
      canvas.move(down: top) { plot.draw(on: &$0) }
      top += plot.height
    }
  }
}
