/// How like a barcode of known text a damaged one is: for telling apart a few that could stand in a known place, where a reader that
/// must make out every bar gives up.
public struct BarcodeLikeness: Sendable {
  /// Darkness along the bars' row, averaged over their height, one value a pixel.
  private let profile: [Float]
  private let margin: Int

  /// - Parameters:
  ///   - plane: the barcode's place with a margin around it, its bars upright or lying.
  ///   - margin: pixels around the place.
  public init(_ plane: GreyPlane, margin: Int) {
    let lies = plane.height > plane.width
    let length = lies ? plane.height : plane.width, depth = lies ? plane.width : plane.height
    // The rim of the bars is where labels and tears begin.
    let rim = margin + (depth - 2 * margin) / 6
    let rows = rim..<max(rim + 1, depth - rim)
    profile = (0..<length).map { place in
      rows.reduce(Float(0)) { $0 + 255 - Float(lies ? plane[$1, place] : plane[place, $1]) } / Float(rows.count)
    }
    self.margin = margin
  }

  /// Correlation −1…1 with the bars of `text` in Code 39, the best over what prints and registration leave open: either direction,
  /// wide bars of 2 to 3 narrow ones, ±3 % of the length and a shift within the margin.
  public func score(_ text: String) -> Double {
    let length = Double(profile.count - 2 * margin)
    var best = -1.0
    for ratio in [2, 2.5, 3.0] {
      let stripes = Code39.stripes(text, ratio: ratio)
      let units = stripes.reduce(0) { $0 + $1.units }
      for scale in stride(from: 0.97, through: 1.03, by: 0.01) {
        let drawn = Self.draw(stripes, unit: length * scale / units)
        for bars in [drawn, drawn.reversed()] where bars.count < profile.count {
          for shift in 0..<(profile.count - bars.count) { best = max(best, correlation(bars, at: shift)) }
        }
      }
    }
    return best
  }

  /// Darkness of each pixel, 0…1, soft where a bar covers a part of it.
  private static func draw(_ stripes: [(isBar: Bool, units: Double)], unit: Double) -> [Float] {
    var out = [Float](repeating: 0, count: Int(stripes.reduce(0) { $0 + $1.units } * unit))
    var at = 0.0
    for stripe in stripes {
      let end = at + stripe.units * unit
      if stripe.isBar {
        for place in Int(at)..<min(out.count, Int(end.rounded(.up))) {
          out[place] += Float(min(Double(place + 1), end) - max(Double(place), at))
        }
      }
      at = end
    }
    return out
  }

  private func correlation(_ bars: [Float], at shift: Int) -> Double {
    let count = Float(bars.count)
    var dot: Float = 0, a: Float = 0, b: Float = 0, aa: Float = 0, bb: Float = 0
    for place in bars.indices {
      let x = bars[place], y = profile[shift + place]
      dot += x * y
      a += x
      b += y
      aa += x * x
      bb += y * y
    }
    let spread = (aa - a * a / count) * (bb - b * b / count)
    return spread > 1e-3 ? Double((dot - a * b / count) / spread.squareRoot()) : 0
  }
}
