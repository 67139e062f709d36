import Forms
import Foundation
import Imaging

/// How one page is damaged. It has random numbers of its own: but for the damage, the page is the same as without.
struct Wear {
  let damages: [Damage]
  /// Where the barcode stands or, on a page that has none, where others have it, in mm.
  let place: Zone
  /// The printed page, in mm.
  let size: (width: Double, height: Double)
  private var random: SeededRandom
  /// The contrast of a faint page.
  private static let faintness = 0.3

  init(_ damages: [Damage], barcode: Zone?, size: (Double, Double), seed: UInt64) {
    self.damages = damages
    self.place = barcode ?? Zone(x: size.0 - 45, y: 29, width: 31.5, height: 11.8)
    self.size = size
    random = SeededRandom(seed: seed)
  }

  /// Where the form comes to lie on a sheet that was copied or cut: changes the scanner's map and size.
  mutating func lay(_ scanner: inout ScannerModel) {
    if damages.contains(.photocopied) {
      let (x, y) = (size.width / 2, size.height / 2)
      scanner.move(
        Affine.translation(-x, -y).then(.scale(0.97))
          .then(.translation(x + random.bell() * 0.8, y + random.bell() * 0.8)))
    }
    for side in damages.compactMap(\.cutSide) { scanner.cut(10, side: (side + scanner.turn / 90) % 4) }
    if damages.contains(.faint) { scanner.contrast = Self.faintness }
  }

  /// Damages the sheet, before it is scanned.
  ///
  /// - Parameters:
  ///   - sheet: what is drawn, 0 ink and 255 paper.
  ///   - map: form mm → pixels.
  mutating func apply(to sheet: inout GreyPlane, map: Affine, dpi: Double) {
    let perMM = dpi / 25.4
    if damages.contains(.photocopied) { copyTwice(&sheet, perMM) }
    if damages.contains(.faint) { fade(&sheet) }
    if damages.contains(.blurredBarcode) { blur(&sheet, map, perMM) }
    if damages.contains(.tornBarcode) { tear(&sheet, map) }
    if damages.contains(.folded) { fold(&sheet, map) }
    if damages.contains(.speckled) { speckle(&sheet, perMM) }
  }

  /// Each time a little unsharp, with grain, and with a threshold that lets strokes grow or eats them.
  private mutating func copyTwice(_ sheet: inout GreyPlane, _ perMM: Double) {
    let level = random.chance(0.5) ? random.value(165...205) : random.value(85...115)
    for _ in 0..<2 {
      sheet = sheet.blurred(by: max(1, Int((0.09 * perMM).rounded())))
      for index in sheet.pixels.indices {
        let grain = Double(random.next() >> 40) / Double(1 << 24) - 0.5
        sheet.pixels[index] = Double(sheet.pixels[index]) + grain * 50 < level ? 0 : 255
      }
    }
    for side in 0..<4 where random.chance(0.6) {
      let depth = random.value(1...5) * perMM, lean = random.value(-0.008...0.008)
      let length = side % 2 == 0 ? sheet.width : sheet.height
      for along in 0..<length {
        let reach = min(max(0, Int(depth + lean * Double(along))), min(sheet.width, sheet.height))
        for step in 0..<reach {
          switch side {
          case 0: sheet[along, step] = 0
          case 1: sheet[sheet.width - 1 - step, along] = 0
          case 2: sheet[along, sheet.height - 1 - step] = 0
          default: sheet[step, along] = 0
          }
        }
      }
    }
  }

  /// Leaves 30 % of the contrast, in waves of a third more and less, as an empty cartridge prints.
  private mutating func fade(_ sheet: inout GreyPlane) {
    let waves = (random.value(0.5...3), random.value(0.5...3), random.value(0...6.28), random.value(0...6.28))
    for y in 0..<sheet.height {
      let down = sin(Double(y) / Double(sheet.height) * 6.28 * waves.0 + waves.2)
      for x in 0..<sheet.width where sheet[x, y] < 255 {
        let across = sin(Double(x) / Double(sheet.width) * 6.28 * waves.1 + waves.3)
        let contrast = Self.faintness * (1 + (down + across) * 0.17)
        sheet[x, y] = 255 - UInt8(Double(255 - sheet[x, y]) * contrast)
      }
    }
  }

  private mutating func fold(_ sheet: inout GreyPlane, _ map: Affine) {
    let whole = sheet, back = map.inverse
    let at = size.height * random.value(0.3...0.7), slope = random.bell() * 0.008
    let angle = random.value(-0.5...0.5), isDark = random.chance(0.5), half = random.value(0.15...0.4)
    let moved = Affine.translation(-size.width / 2, -at).then(.rotation(degrees: angle))
      .then(.translation(size.width / 2 + random.value(-0.8...0.8), at + random.value(-0.6...0.6)))
    // Where a pixel below the fold came from.
    let source = back.then(moved.inverse).then(map)
    for y in 0..<sheet.height {
      for x in 0..<sheet.width {
        let (px, py) = (Double(x) + 0.5, Double(y) + 0.5)
        let form = back(px, py)
        let below = form.y - at - slope * (form.x - size.width / 2)
        guard below > -half else { continue }
        if below > half {
          let (u, v) = source(px, py)
          sheet[x, y] = whole.at(u, v)
        } else if isDark {
          sheet[x, y] = UInt8(Double(sheet[x, y]) * (0.25 + 0.5 * abs(below) / half))
        } else {
          sheet[x, y] = 255
        }
      }
    }
  }

  private mutating func speckle(_ sheet: inout GreyPlane, _ perMM: Double) {
    let area = Double(sheet.width * sheet.height) / (perMM * perMM)
    let count = Int(area / 100 * random.value(6...25))
    for _ in 0..<count {
      let size = max(1, Int((random.value(0.06...0.34) * perMM).rounded()))
      let left = random.whole(0...(sheet.width - size)), top = random.whole(0...(sheet.height - size))
      let tone: UInt8 = random.chance(0.8) ? 0 : 255
      for y in top..<top + size { for x in left..<left + size { sheet[x, y] = tone } }
    }
  }

  private mutating func blur(_ sheet: inout GreyPlane, _ map: Affine, _ perMM: Double) {
    let radius = Int((random.value(0.5...1) * perMM).rounded())
    let corners = [
      (-2.5, -2.5), (place.width + 2.5, -2.5), (-2.5, place.height + 2.5), (place.width + 2.5, place.height + 2.5),
    ]
    .map { map(place.x + $0.0, place.y + $0.1) }
    let xs = corners.map(\.x), ys = corners.map(\.y)
    let left = max(0, Int(xs.min() ?? 0)), top = max(0, Int(ys.min() ?? 0))
    var part = sheet.part(x: left, y: top, width: Int(xs.max() ?? 0) - left, height: Int(ys.max() ?? 0) - top)
    guard part.width > 0, part.height > 0 else { return }
    for _ in 0..<2 { part = part.blurred(by: radius) }
    for y in 0..<part.height { for x in 0..<part.width { sheet[left + x, top + y] = part[x, y] } }
  }

  /// Takes the corner away along a ragged curve that just leaves nothing of the barcode: |u/a|ᵖ + |v/b|ᵖ = 1 from the corner.
  private mutating func tear(_ sheet: inout GreyPlane, _ map: Affine) {
    let isRight = place.midX > size.width / 2, isLow = place.midY > size.height / 2
    let reach = (
      (isRight ? size.width - place.x : place.maxX) + 2.5, (isLow ? size.height - place.y : place.maxY) + 2.5
    )
    let power = random.value(1...2), share = random.value(0.35...0.65)
    let a = reach.0 / pow(share, 1 / power), b = reach.1 / pow(1 - share, 1 / power)
    let waves = (0..<5).map { _ in (random.value(2...40), random.value(0...6.28), random.value(0...0.012)) }
    let beyond: UInt8 = random.chance(0.5) ? 0 : 255
    let back = map.inverse
    for y in 0..<sheet.height {
      for x in 0..<sheet.width {
        let form = back(Double(x) + 0.5, Double(y) + 0.5)
        let u = isRight ? size.width - form.x : form.x, v = isLow ? size.height - form.y : form.y
        guard u < a * 1.1, v < b * 1.1 else { continue }
        let far = pow(max(u, 0) / a, power) + pow(max(v, 0) / b, power)
        guard far < 1.1 else { continue }
        let ragged = waves.reduce(0) { $0 + (1 + sin(atan2(v, u) * $1.0 + $1.1)) * $1.2 }
        if far < 1 + ragged { sheet[x, y] = far > 0.995 + ragged ? 128 : beyond }
      }
    }
  }
}

extension GreyPlane {
  /// The nearest pixel, paper outside.
  fileprivate func at(_ x: Double, _ y: Double) -> UInt8 {
    let (column, row) = (Int(x.rounded(.down)), Int(y.rounded(.down)))
    return column >= 0 && row >= 0 && column < width && row < height ? self[column, row] : 255
  }

  /// Each pixel the mean of the square around it that reaches `radius` pixels to all sides; at the edges, of what there is.
  func blurred(by radius: Int) -> GreyPlane { averagedAlongRows(radius).transposed.averagedAlongRows(radius).transposed }

  private func averagedAlongRows(_ radius: Int) -> GreyPlane {
    var out = self
    for y in 0..<height {
      let row = y * width
      var sum = 0
      for x in 0..<min(radius, width) { sum += Int(pixels[row + x]) }
      for x in 0..<width {
        if x + radius < width { sum += Int(pixels[row + x + radius]) }
        if x > radius { sum -= Int(pixels[row + x - radius - 1]) }
        out.pixels[row + x] = UInt8(sum / (min(width - 1, x + radius) - max(0, x - radius) + 1))
      }
    }
    return out
  }

  private var transposed: GreyPlane {
    var out = GreyPlane(width: height, height: width)
    for y in 0..<height { for x in 0..<width { out.pixels[x * height + y] = pixels[y * width + x] } }
    return out
  }
}
