/// How a print fits a page of which a part is gone: a threshold ate it, or the paper is torn.
public struct WornPrint: Sendable {
  /// Patches of the print that the page shows in their place, and those whose place is next to bare; of how many.
  public var shown, bare, patches: Int
  /// The share of patches shown, of those whose place is not bare, 0…1: high for the print itself however much of it is gone, low for
  /// another one, whose ink stands elsewhere.
  public var agreement: Double { Double(shown) / Double(max(patches - bare, 1)) }
}

extension PageProbe {
  /// The share of the page's ink, 0…1, that lies neither on the print under `map` nor where people write: what is worn has lost ink,
  /// and another form's page has ink of its own. At 12.5 dpi, to 2 mm.
  public func foreignInk(_ template: PrintTemplate, at map: Projective) -> Double {
    let width = template.middle.plane.width, height = template.middle.plane.height, open = template.open
    let around = map.affine(at: Double(template.width) / 2, Double(template.height) / 2)
    let page = middle.sampled(Affine.scale(6).then(around).then(.scale(1.0 / 6)), width: width, height: height)
    func isKnown(_ x: Int, _ y: Int) -> Bool {
      for j in max(0, y - 1)...min(height - 1, y + 1) {
        for i in max(0, x - 1)...min(width - 1, x + 1) {
          let place = j * width + i
          if template.middle.plane.values[place] > 0.02 || open.values[place] > 0 { return true }
        }
      }
      return false
    }
    var known: Float = 0, foreign: Float = 0
    for y in 2..<max(2, height - 2) {
      for x in 2..<max(2, width - 2) {
        let ink = page.values[y * width + x]
        if isKnown(x, y) { known += ink } else { foreign += ink }
      }
    }
    return Double(foreign / max(known + foreign, 1e-6))
  }

  /// Looks at each of the print's patches within two pixels of where `map` has it, at 75 dpi. A place is bare that has less than a
  /// third of its patch's ink, by the measure of the patches shown.
  public func worn(_ template: PrintTemplate, at map: Projective) -> WornPrint {
    let looks = template.patches.fine.map { patch -> (isShown: Bool, ink: Float) in
      let edge = 3, side = patch.size + 2 * edge
      let toPage = Affine.translation(Double(patch.x - edge), Double(patch.y - edge)).then(map.affine(at: patch.centre.x, patch.centre.y))
      let window = plane.sampled(toPage, width: side, height: side)
      let likeness = window.search(patch, x: edge, y: edge, radius: 2)?.score ?? 0
      let ink = window.values.reduce(0, +) / Float(window.values.count)
      return (likeness > 0.25, ink / max(patch.ink, 0.001))
    }
    let usual = looks.filter(\.isShown).map(\.ink).sorted()
    let least = usual.isEmpty ? 0 : usual[usual.count / 2] / 3
    return WornPrint(
      shown: usual.count, bare: looks.count { !$0.isShown && $0.ink < least }, patches: looks.count)
  }
}
