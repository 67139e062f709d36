import Forms
import Imaging

/// Draws a form page from its layout's numbers: its rules, panels and barcodes as they are, and for each word a made-up one of the
/// same extent, so that the page has the form's texture without its text.
struct Facsimile {
  let page: PageDefinition
  let layout: PageLayout
  /// The darkest shade that drops out: what the scanner's lamp or threshold does not see.
  var dropOut = 0.0

  func draw(on paper: Drawing, random: inout SeededRandom) {
    for panel in layout.panels where panel.shade > dropOut || panel.shade == 0 {
      fill(panel.zone, panel.shade, on: paper)
    }
    for rule in layout.rules where rule.shade > dropOut { fill(rule.zone, rule.shade, on: paper) }
    for word in layout.words where word.shade > dropOut { draw(word, on: paper, random: &random) }
    for place in layout.barcodes { if let code = page.barcode { paper.barcode(code, in: place) } }
  }

  private func fill(_ zone: Zone, _ shade: Double, on paper: Drawing) {
    paper.fill(x: zone.x, y: zone.y, width: zone.width, height: zone.height, .shade(shade))
  }

  private func draw(_ word: PageLayout.Word, on paper: Drawing, random: inout SeededRandom) {
    let zone = word.zone
    guard zone.height > 0.8, zone.width > 0.6, zone.height < 9 else { return fill(zone, word.shade * word.density, on: paper) }
    // Letters with tops, then small ones; none hangs below the line, so that the ink fills the extent.
    let count = max(1, Int((zone.width / zone.height * 1.25).rounded()))
    let text =
      random.pick(["h", "b", "d", "k", "l"])
      + (1..<max(count, 2)).prefix(count - 1).map { _ in random.pick(["a", "e", "n", "o", "r", "s", "u", "c", "m"]) }.joined()
    let size = zone.height / 0.76
    let width = paper.width(of: text, size: size)
    let base = paper.transform
    paper.transform = Affine.scale(zone.width / max(width, 0.1), 1).then(.translation(zone.x, zone.maxY)).then(base)
    paper.text(text, x: 0, y: 0, size: size, .shade(word.shade))
    paper.transform = base
  }
}
