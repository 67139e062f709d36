import Foundation
import Imaging

enum HandprintDrawing {
  /// A stroke and a ring beside it, `height` pixels high, on twice as high a picture.
  ///
  /// - Parameter paper, ink: 0 black, 1 white.
  static func oneO(height: Double, paper: Double = 1, ink: Double = 0) throws -> GreyPlane {
    try picture(width: height * 3, height: height * 2, paper: paper) { drawing in
      let top = height / 2, shade = Drawing.Colour.shade(1 - ink), pen = height / 9, middle = height
      drawing.stroke([(height * 0.6, top + pen / 2), (height * 0.6, top + height - pen / 2)], width: pen, shade)
      let ring = (0...40).map { turn in
        let angle = Double(turn) / 40 * 2 * .pi
        return (height * 1.4 + (height * 0.4 - pen / 2) * cos(angle), middle + (height - pen) / 2 * sin(angle))
      }
      drawing.stroke(ring.map { (x: $0.0, y: $0.1) }, width: pen, shade)
    }
  }

  /// - Parameters:
  ///   - paper: 0 black, 1 white.
  ///   - draw: in pixels.
  static func picture(width: Double, height: Double, paper: Double = 1, _ draw: (Drawing) -> Void) throws -> GreyPlane {
    let drawing = try Drawing(width: Int(width.rounded()), height: Int(height.rounded()), dpi: 25.4)
    drawing.fill(x: 0, y: 0, width: width + 1, height: height + 1, .shade(1 - paper))
    draw(drawing)
    return try drawing.image().sampled(.identity, width: Int(width.rounded()), height: Int(height.rounded()))
  }
}
