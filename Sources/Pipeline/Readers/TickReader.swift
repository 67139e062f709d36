import Forms
import Imaging

/// Decides what a tick box shows by the strokes that run through it, the form's own outline taken away.
///
/// People's ticks start in a box and run far out of it, so a stroke counts whole, for the one box that most of it lies in.
struct TickReader {
  /// How far around a box its marks are followed, in mm.
  static let margin = 4.0
  /// From this share of its inside on a box is filled in solid: its mark was withdrawn.
  var solid = 0.8
  /// The least length of a pen stroke, in mm.
  var stroke = 1.5
  /// The thickest pen, in mm: what is thicker both ways is a blot.
  var thickest = 1.2
  /// Below this share of ink around the box, in specks alone, the box is blank.
  var dust = 0.01

  /// - Parameter others: the page's other tick boxes.
  /// - Returns: the state, and how sure it is, 0…1.
  func read(_ box: Zone, others: [Zone], on page: RegisteredPage, contrast: Int) -> (FieldReading.BoxState, Double) {
    let ink = ZoneInk(box, on: page, contrast: contrast, margin: Self.margin)
    func frame(_ zone: Zone, grown: Double) -> Frame {
      Frame(zone.inset(by: -grown), from: box.inset(by: -Self.margin))
    }
    let width = ink.written.width
    let inside = frame(box, grown: -0.5), near = frame(box, grown: 0.6)
    let share = Double(ink.written.bits.indices.count { ink.written.bits[$0] != 0 && inside.holds($0, width) }) / inside.area
    if share >= solid {
      // A hole or a blot that fills the box tells nothing of what was marked; a box filled in is as square as the box.
      let isBlotted = ink.unprinted.contains { ZoneInk.isHole($0) && $0.count(in: near, width) > 0 && $0.fill <= 0.9 }
      return isBlotted ? (.unclear, 0.5) : (.cancelled, 0.97)
    }
    let rivals = others.map { frame($0, grown: 0.6) }
    let least = Int(stroke * ZoneInk.perMM), side = Int(thickest * ZoneInk.perMM)
    var strokes = 0, strokesWithin = 0, blots = 0, specks = 0
    for piece in ink.unprinted {
      let here = piece.count(in: near, width)
      guard here > 0 else { continue }
      if ZoneInk.isHole(piece) {
        blots += here
        continue
      }
      guard max(piece.width, piece.height) >= least else {
        specks += here
        continue
      }
      let within = piece.count(in: inside, width)
      let elsewhere = rivals.map { piece.count(in: $0, width) }.max() ?? 0
      if elsewhere > here, Double(within) < 0.035 * inside.area { continue }
      // A pen that marks a box goes into it; a blot or a row of specks beside it says nothing.
      guard within > 0 else {
        specks += here
        continue
      }
      let thick = ink.written.thickPart(of: piece, side: side)
      let blot = thick.map { piece.count(in: near, of: $0) } ?? 0
      blots += blot
      strokes += here - blot
      strokesWithin += within - (thick.map { piece.count(in: inside, of: $0) } ?? 0)
    }
    // What is left of a frame lies at the box's edge: as little as that counts where half of it is inside.
    if strokes >= (2 * strokesWithin >= strokes ? 60 : 110) {
      // Strokes are thick where they cross, and run on beyond it; a blot has no more than ragged edges.
      let isMark =
        strokes > blots && !ink.written.isLine(in: inside, thickness: Int(0.8 * ZoneInk.perMM), reach: Int(1.2 * ZoneInk.perMM))
      return isMark ? (.marked, strokes >= 110 && blots == 0 ? 0.998 : 0.98) : (.unclear, 0.5)
    }
    if strokes == 0, blots == 0, Double(specks) < dust * near.area { return (.blank, specks == 0 ? 0.9995 : 0.995) }
    return (.unclear, 0.5)
  }
}

/// A rectangle of pixels in a crop.
struct Frame {
  let left, top, right, bottom: Int

  init(_ zone: Zone, from crop: Zone) {
    left = Int((zone.x - crop.x) * ZoneInk.perMM)
    top = Int((zone.y - crop.y) * ZoneInk.perMM)
    right = Int((zone.maxX - crop.x) * ZoneInk.perMM)
    bottom = Int((zone.maxY - crop.y) * ZoneInk.perMM)
  }

  var area: Double { Double(max(1, (right - left) * (bottom - top))) }

  func holds(_ pixel: Int, _ width: Int) -> Bool {
    let x = pixel % width, y = pixel / width
    return x >= left && x < right && y >= top && y < bottom
  }
}

extension Component {
  fileprivate func count(in frame: Frame, _ width: Int) -> Int { pixels.count { frame.holds(Int($0), width) } }

  /// Of the pixels in a frame those that are in a mask.
  fileprivate func count(in frame: Frame, of mask: InkMask) -> Int {
    pixels.count { mask.bits[Int($0)] != 0 && frame.holds(Int($0), mask.width) }
  }
}
