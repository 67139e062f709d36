import Forms
import Foundation
import Imaging

/// The way one person, or one machine, fills in a form.
struct Hand {
  enum Mode: String, CaseIterable, Sendable { case typed, handwritten, handprint }

  let mode: Mode
  let font: String
  /// Height of the type's body, in mm.
  let size: Double
  let ink: Double
  /// Width of pen strokes, in mm.
  let pen: Double
  private let slant: Double
  private let capitals: Bool
  /// Recorded strokes that it writes with in place of the font.
  private let strokes: PenHand?

  static let typed = [
    "Liberation Sans", "Liberation Serif", "Liberation Mono", "DejaVu Sans", "DejaVu Serif", "DejaVu Sans Mono", "Carlito",
    "Nimbus Roman",
    "Nimbus Mono PS", "URW Gothic", "P052", "C059",
  ]
  static let handwritten = ["Breip", "DkgHandwriting", "femkeklaver", "Humor Sans", "Because We Learn", "Because We Build"]

  /// - Parameter pens: whose strokes to write with; a font's if nil.
  init(_ mode: Mode, pens: PenHands? = nil, random: inout SeededRandom) {
    self.mode = mode == .handwritten && pens != nil ? .handprint : mode
    font = random.pick(mode == .typed ? Self.typed : Self.handwritten)
    size = mode == .typed ? random.value(3.2...4.3) : random.value(4.2...5.6)
    ink = mode == .typed ? random.value(0.85...1) : random.value(0.6...0.95)
    pen = random.value(0.3...0.6)
    slant = mode == .typed ? 0 : random.value(-0.15...0.25)
    capitals = mode == .handwritten ? random.chance(0.7) : random.chance(0.2)
    strokes = mode == .handwritten ? pens?.pick(&random) : nil
  }

  /// What the text looks like in this hand.
  func written(_ text: String) -> String {
    // Nobody was recorded writing accents, nor small letters.
    if strokes != nil { return text.uppercased().folding(options: .diacriticInsensitive, locale: nil) }
    return String((capitals ? text.uppercased() : text).flatMap(drawn))
  }

  /// A letter as the font draws it: without the accent, where it has none with it.
  private func drawn(_ letter: Character) -> String {
    guard !letter.isASCII, let paper = try? Drawing(width: 1, height: 1, dpi: 72),
      !paper.hasLetters(of: String(letter), font: font)
    else { return String(letter) }
    return String(letter).folding(options: .diacriticInsensitive, locale: nil)
  }

  private func width(of text: String, size: Double, on paper: Drawing) -> Double {
    guard let strokes else { return paper.width(of: text, size: size, font: font) }
    // Every writer's characters are about as wide as another's: any choice of them measures the line.
    var measure = SeededRandom(seed: 1)
    return strokes.draw(text, x: 0, base: 0, size: size * Self.capital, pen: pen, .black, on: nil, &measure)
  }

  /// A capital's share of the type's body.
  private static let capital = 0.72

  /// Writes lines into a zone: type a little off the line here and there, a hand never twice the same.
  func write(_ lines: [String], in zone: Zone, on paper: Drawing, random: inout SeededRandom) {
    let spacing = min(size * 1.3, zone.height / Double(max(lines.count, 1)))
    let fitted = lines.map { line in width(of: line, size: size, on: paper) }.max() ?? 0
    let shrink = min(1, (zone.width - 1) / max(fitted, 1), zone.height / (size * 0.95))
    let height = size * shrink
    let top = lines.count == 1 ? zone.midY + height * 0.34 : zone.y + spacing * 0.85
    for (index, line) in lines.enumerated() {
      let jitter = mode == .typed ? random.value(-0.25...0.25) : random.value(-0.5...0.5)
      place(
        line, x: zone.x + 0.8 + random.value(0...0.6), y: top + Double(index) * spacing + jitter, size: height, on: paper,
        &random)
    }
  }

  /// Writes one character into each cell.
  func write(_ text: String, parts: [Zone], cells: [Int], on paper: Drawing, random: inout SeededRandom) {
    var rest = Substring(text)
    for (part, count) in zip(parts, cells) {
      let pitch = part.width / Double(count)
      for cell in 0..<count {
        guard let character = rest.popFirst() else { return }
        let one = String(character)
        let height = min(size, part.height * 0.95)
        let width = width(of: one, size: height, on: paper)
        let off = mode == .typed ? 0.15 : 0.4
        place(
          one, x: part.x + (Double(cell) + 0.5) * pitch - width / 2 + random.bell() * off * 0.5,
          y: part.midY + height * 0.35 + random.bell() * off * 0.5, size: height, on: paper, &random)
      }
    }
  }

  private func place(_ text: String, x: Double, y: Double, size: Double, on paper: Drawing, _ random: inout SeededRandom) {
    let base = paper.transform
    let tilt = mode == .typed ? random.bell() * 0.1 : random.bell() * 1.2
    paper.transform = Affine(a: 1, b: -slant, tx: 0, c: 0, d: 1, ty: 0).then(.rotation(degrees: tilt)).then(.translation(x, y))
      .then(base)
    if let strokes {
      strokes.draw(text, x: 0, base: 0, size: size * Self.capital, pen: pen, .shade(ink), on: paper, &random)
    } else {
      paper.text(text, x: 0, y: 0, size: size, .shade(ink), font: font)
    }
    paper.transform = base
  }

  /// Marks a box: a cross, a tick that runs out of it, a bold stroke, or type.
  func tick(_ box: Zone, on paper: Drawing, random: inout SeededRandom) {
    func point(_ x: Double, _ y: Double) -> (x: Double, y: Double) {
      (box.x + (x + random.bell() * 0.06) * box.width, box.y + (y + random.bell() * 0.06) * box.height)
    }
    let colour = Drawing.Colour.shade(ink)
    if mode == .typed, random.chance(0.5) {
      return write(["X"], in: box.inset(by: -0.6), on: paper, random: &random)
    }
    switch random.whole(0...3) {
    case 0, 1:
      paper.stroke([point(0.1, 0.1), point(0.9, 0.9)], width: pen, colour)
      paper.stroke([point(0.9, 0.1), point(0.1, 0.9)], width: pen, colour)
    case 2: paper.stroke([point(0.1, 0.5), point(0.4, 0.95), point(1.4, -0.5)], width: pen, colour)
    default: paper.stroke([point(-0.1, 1.1), point(1.1, -0.1)], width: pen * 1.3, colour)
    }
  }

  /// Fills a box in solid, as people withdraw a mark.
  func cancel(_ box: Zone, on paper: Drawing) {
    paper.fill(x: box.x - 0.1, y: box.y - 0.1, width: box.width + 0.2, height: box.height + 0.2, .shade(0.95))
  }

  /// A scribble that fills most of the zone.
  func sign(_ zone: Zone, on paper: Drawing, random: inout SeededRandom) {
    let left = zone.x + zone.width * random.value(0.05...0.2), width = zone.width * random.value(0.4...0.75)
    let loops = random.whole(5...11), height = min(zone.height, 12) * random.value(0.25...0.4)
    let points = (0...(loops * 8)).map { step -> (x: Double, y: Double) in
      let t = Double(step) / Double(loops * 8)
      let wave = step % 8 < 4 ? Double(step % 4) / 4 : 1 - Double(step % 4) / 4
      return (left + width * t + random.bell() * 0.4, zone.midY + (wave - 0.5) * height * (1.6 - t) + random.bell() * 0.5)
    }
    paper.stroke(points, width: pen, .shade(ink))
  }
}
