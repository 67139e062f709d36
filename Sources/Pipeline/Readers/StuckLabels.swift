package import Forms
import Imaging

/// Labels with a barcode of their own that somebody stuck on the page, as suppliers and post rooms do: what lies under one cannot be
/// read, and what is printed on it is nobody's answer.
///
/// A barcode is what nothing else on a page is: many parallel bars side by side, each far higher than type. The page is looked at along
/// lines 1.5 mm apart, both ways; where three in a row cross as many bars, the bars are looked at whole.
package struct StuckLabels {
  /// Where they lie on the form page, in mm: the bars, and around them what a label has beside its bars.
  package let places: [Zone]

  /// Distance between the lines along which the page is looked at, in mm.
  private static let spacing = 1.5
  private static let dpi = 200.0
  private static let perMM = dpi / 25.4
  /// The thickest bar and the widest gap, in mm: bars that a scanner lets run together are no thicker.
  private static let widest = 2.0
  /// The fewest bars in a row: a code of two characters has twenty with its start and stop, and the scanner may lose some.
  private static let fewest = 14
  /// How far a label reaches beyond its bars, in mm: along them a quiet strip, across them a line of type.
  private static let ends = 4.0, sides = 7.0

  package init(_ page: RegisteredPage) {
    let known = page.layout.barcodes.map { $0.inset(by: -3) }
    let bars = [false, true].flatMap { Self.bars(on: page, upright: $0) }.filter { bars in
      !known.contains { ($0.intersection(bars)?.area ?? 0) > 0.8 * bars.area }
    }
    places = bars.map { bars in
      let lies = bars.width > bars.height
      let (x, y) = lies ? (Self.ends, Self.sides) : (Self.sides, Self.ends)
      return Zone(x: bars.x - x, y: bars.y - y, width: bars.width + 2 * x, height: bars.height + 2 * y)
    }
  }

  /// Whether one of them lies on any of these zones.
  func touch(_ zones: [Zone]) -> Bool { zones.contains { zone in places.contains { $0.intersection(zone) != nil } } }

  /// Bars that were met along one line, in pixels of it.
  private struct Run {
    var start, end, bars: Int
    func isLike(_ other: Run) -> Bool {
      let shared = min(end, other.end) - max(start, other.start)
      return Double(shared) > 0.8 * Double(max(end - start, other.end - other.start)) && abs(bars - other.bars) * 4 <= bars
    }
  }

  /// The extents of barcodes whose bars stand (or, with `upright`, lie, so that the code itself stands upright), in mm.
  private static func bars(on page: RegisteredPage, upright: Bool) -> [Zone] {
    let (length, depth) = upright ? (page.layout.height, page.layout.width) : (page.layout.width, page.layout.height)
    // Lines of the form page, put one below the other.
    let lines = page.image.sampled(
      Affine(a: 1 / perMM, b: 0, tx: 0, c: 0, d: spacing, ty: 0).then(
        upright ? Affine(a: 0, b: 1, tx: 0, c: 1, d: 0, ty: 0) : .identity
      )
      .then(page.transform.affine(at: page.layout.width / 2, page.layout.height / 2)),
      width: Int(length * perMM), height: Int(depth / spacing))
    let level = Paper(lines).level(least: 36)
    var before: [[Run]] = [[], []], found: [Zone] = []
    for row in 0..<lines.height {
      let runs = runs(in: lines, row: row, level: level)
      for run in runs where before.allSatisfy({ $0.contains { $0.isLike(run) } }) {
        let along = (from: Double(run.start) / perMM, length: Double(run.end - run.start) / perMM)
        let across = (from: (Double(row) - 1.5) * spacing, length: 2 * spacing)
        let place =
          upright
          ? Zone(x: across.from, y: along.from, width: across.length, height: along.length)
          : Zone(x: along.from, y: across.from, width: along.length, height: across.length)
        if let last = found.indices.last(where: { found[$0].inset(by: -1).intersection(place) != nil }) {
          found[last] = found[last].union(place)
        } else if areBars(page.crop(place, dpi: dpi), level, upright: upright) {
          found.append(place)
        }
      }
      before = [before[1], runs]
    }
    return found
  }

  /// The rows of bars on one line: ink and gaps in turn, none wider than bars and their gaps are.
  private static func runs(in lines: GreyPlane, row: Int, level: UInt8) -> [Run] {
    let widest = Int(widest * perMM), first = row * lines.width
    var found: [Run] = [], run: Run?
    var place = 0
    func close() {
      if let run, run.bars >= fewest { found.append(run) }
      run = nil
    }
    while place < lines.width {
      guard lines.pixels[first + place] < level else {
        place += 1
        continue
      }
      let start = place
      while place < lines.width, lines.pixels[first + place] < level { place += 1 }
      if let last = run?.end, start - last > widest { close() }
      if place - start > widest {
        close()
      } else if run == nil {
        run = Run(start: start, end: place, bars: 1)
      } else {
        run?.end = place
        run?.bars += 1
      }
    }
    close()
    return found
  }

  /// Whether most of the pieces of ink in a strip across the bars run through all of it, as strokes of type do not.
  private static func areBars(_ strip: GreyPlane, _ level: UInt8, upright: Bool) -> Bool {
    let pieces = InkMask(strip, darkerThan: level).components().filter { $0.area > 6 }
    let depth = upright ? strip.width : strip.height
    let through = pieces.filter { Double(upright ? $0.width : $0.height) > 0.9 * Double(depth) }
    return through.count * 2 >= fewest && through.count * 3 > pieces.count * 2
  }
}

extension StuckLabels {
  /// Has a person look at what was read, or found empty, in a zone that a label lies on.
  func doubt(_ reading: inout FieldReading, of zone: ZoneDefinition) {
    guard touch(zone.parts + zone.boxes.map(\.zone)) else { return }
    reading.look("a label lies over it")
    for box in zone.boxes where touch([box.zone]) { reading.boxes?[box.name]?.review = true }
  }
}
