import Forms
import Foundation
import Imaging

/// What a scanner, and the life of the paper before it, do to a page.
struct ScannerModel {
  enum Severity: String, CaseIterable, Sendable { case clean, moderate, severe }

  let dpi: Double
  let isBitonal: Bool
  let severity: Severity
  /// Degrees clockwise that the page lies turned.
  let turn: Int
  let skew: Double
  /// Form mm → pixels.
  private(set) var map: Affine
  private(set) var width, height: Int
  /// Contrast of what is on the paper, 0…1: a bitonal scanner sets its threshold by it.
  var contrast = 1.0

  /// - Parameter size: the printed page in mm.
  init(dpi: Double, isBitonal: Bool, severity: Severity, turn: Int, size: (Double, Double), random: inout SeededRandom) {
    self.dpi = dpi
    self.isBitonal = isBitonal
    self.severity = severity
    self.turn = turn
    let reach = [Severity.clean: 0.3, .moderate: 1.0, .severe: 2.2][severity]!
    skew = random.bell() * reach * 0.9
    let stretch = (1 + random.bell() * 0.004 * reach, 1 + random.bell() * 0.004 * reach)
    let shear = random.bell() * 0.0015 * reach
    let perMM = dpi / 25.4
    let sheet = turn % 180 == 0 ? size : (size.1, size.0)
    width = Int((sheet.0 * perMM).rounded())
    height = Int((sheet.1 * perMM).rounded())
    map = Affine.translation(-size.0 / 2, -size.1 / 2)
      .then(Affine(a: stretch.0, b: shear, tx: 0, c: 0, d: stretch.1, ty: 0))
      .then(.rotation(degrees: Double(turn) + skew))
      .then(.translation(sheet.0 / 2 + random.bell() * reach, sheet.1 / 2 + random.bell() * reach))
      .then(.scale(perMM))
  }

  /// Moves the form on the sheet: `change` is from mm to mm.
  mutating func move(_ change: Affine) { map = change.then(map) }

  /// Takes `mm` off a side of the sheet as it lies: 0 top, 1 right, 2 bottom, 3 left.
  mutating func cut(_ mm: Double, side: Int) {
    let pixels = Int((mm * dpi / 25.4).rounded())
    if side % 2 == 0 { height -= pixels } else { width -= pixels }
    map = map.then(.translation(side == 3 ? -Double(pixels) : 0, side == 0 ? -Double(pixels) : 0))
  }

  /// What lies on the paper beside print and writing: punch holes, and a label with a code of its own.
  func mark(_ paper: Drawing, random: inout SeededRandom) {
    guard severity != .clean else { return }
    if random.chance(0.4) {
      for y in [108.5, 188.5] { paper.disc(x: 11 + random.bell(), y: y + random.bell(), radius: 2.8, .shade(0.95)) }
    }
    if severity == .severe, random.chance(0.3) {
      let x = random.value(60...140), y = random.value(3...9)
      paper.fill(x: x, y: y, width: 48, height: 11, .paper)
      var at = x + 3
      for stripe in Code39.stripes("ENVA\(random.whole(10_000...99_999))") {
        if stripe.isBar { paper.fill(x: at, y: y + 1.5, width: stripe.units * 0.16, height: 7, .black) }
        at += stripe.units * 0.16
      }
    }
  }

  /// The page as the scanner hands it on.
  func scan(_ sheet: GreyPlane, random: inout SeededRandom) throws -> PageImage {
    var plane = sheet
    let step = [Severity.clean: 0, .moderate: 1, .severe: 2][severity]!
    for _ in 0..<step { plane = blurred(plane) }
    let paper = random.value(severity == .clean ? 244...254 : 222...250)
    let black = random.value(severity == .severe ? 40...110 : 10...50)
    let slope = (random.bell() * 6 * Double(step), random.bell() * 6 * Double(step))
    let noise = [Severity.clean: 2.0, .moderate: 6, .severe: 13][severity]!
    var state = random.next()
    for y in 0..<plane.height {
      for x in 0..<plane.width {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        let grain = (Double(state >> 40) / Double(1 << 24) + Double((state >> 16) & 0xFF_FFFF) / Double(1 << 24) - 1) * noise
        let light = paper + slope.0 * Double(x) / Double(plane.width) + slope.1 * Double(y) / Double(plane.height)
        let tone = black + (light - black) * Double(plane[x, y]) / 255 + grain
        plane[x, y] = UInt8(max(0, min(255, tone)))
      }
    }
    if severity != .clean { soil(&plane, random: &random) }
    let scanned = try PageImage(plane, dpi: dpi)
    guard isBitonal else { return scanned }
    var level = severity == .severe ? random.value(105...190) : random.value(135...170)
    // As far between paper and ink as it would be at full contrast.
    if contrast < 1 { level = paper - (paper - level) * contrast }
    return try scanned.bitonal(darkerThan: Int(level))
  }

  /// Dust, a dark edge, a fold and a streak.
  private func soil(_ plane: inout GreyPlane, random: inout SeededRandom) {
    let severe = severity == .severe
    for _ in 0..<random.whole(severe ? 100...900 : 5...60) {
      let x = random.whole(0...(plane.width - 4)), y = random.whole(0...(plane.height - 4)), size = random.whole(1...3)
      for dy in 0..<size { for dx in 0..<size { plane[x + dx, y + dy] = 30 } }
    }
    if random.chance(0.5) {
      let depth = Int(random.value(0.5...4) / 25.4 * dpi), lean = random.value(0...0.01)
      for y in 0..<plane.height {
        for x in 0..<min(plane.width, depth + Int(Double(y) * lean)) { plane[x, y] = 15 }
      }
    }
    if severe, random.chance(0.4) {
      let x = random.whole(0...(plane.width - 1))
      for y in 0..<plane.height where random.chance(0.7) { plane[x, y] = UInt8(Double(plane[x, y]) * 0.5) }
    }
    if random.chance(severe ? 0.5 : 0.2) {
      let y = plane.height / 3 + random.whole(-40...40)
      for x in 0..<plane.width { plane[x, y] = UInt8(Double(plane[x, y]) * 0.72) }
    }
  }

  private func blurred(_ plane: GreyPlane) -> GreyPlane {
    var out = plane
    for y in 1..<(plane.height - 1) {
      for x in 1..<(plane.width - 1) {
        let sum =
          Int(plane[x - 1, y]) + Int(plane[x + 1, y]) + Int(plane[x, y - 1]) + Int(plane[x, y + 1]) + 4 * Int(plane[x, y])
        out[x, y] = UInt8(sum / 8)
      }
    }
    return out
  }
}
