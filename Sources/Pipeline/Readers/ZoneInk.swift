package import Forms
package import Imaging

/// What somebody put into a zone: its ink without the form's own, at 300 dpi, with a margin around the zone.
package struct ZoneInk {
  /// Pixels an inch at which zones are read.
  static let dpi = 300.0
  package static let perMM = dpi / 25.4
  /// How far around a zone people's writing is followed, in mm.
  package static let margin = 1.6

  /// The zone on the form page.
  package let zone: Zone
  /// The crop as scanned.
  package let plane: GreyPlane
  let paper: Paper
  private let level: UInt8
  /// All ink in the crop but the form's own rules: what tick boxes go by, since marks run far out of them.
  let written: InkMask
  /// Its pieces but for what the form prints.
  package let unprinted: [Component]
  /// The form's other zones near it.
  let neighbours: [Zone]
  /// The ink that belongs to the zone.
  package let mask: InkMask
  /// Its pieces of at least a speck's size, from left to right.
  package let pieces: [Component]
  /// Something is there, but too small or too little to be writing for sure.
  package let isDoubtful: Bool

  /// All ink in the crop, the form's own too.
  var all: InkMask { InkMask(plane, darkerThan: level) }

  /// The column at which the zone ends.
  var edge: Double { (Self.margin + zone.width) * Self.perMM }

  /// No writing.
  package var isEmpty: Bool { !pieces.contains(where: Self.isWriting) }

  /// - Parameters:
  ///   - contrast: the page's own print contrast in grey levels; what is much fainter is not ink.
  ///   - margin: how far around the zone to look, in mm.
  package init(_ zone: Zone, on page: RegisteredPage, contrast: Int, margin: Double = ZoneInk.margin) {
    self.zone = zone
    let area = zone.inset(by: -margin)
    let crop = page.crop(area, dpi: Self.dpi)
    // The zone's own tones: what the form prints around it is darker than a light pencil inside.
    func tones(_ rim: Double) -> Paper { Paper(crop, rim: Int(rim * Self.perMM)) }
    let least = max(36, contrast * 3 / 10)
    var paper = tones(margin)
    // So is the zone's frame: where nothing within is nearly as dark, the tones within count.
    let within = tones(margin + min(0.5, zone.height / 8)), around = tones(0)
    if within.darkest > Int(paper.level(least: least)) - least / 2 { paper = within }
    // A zone that somebody filled in solid shows no paper: what is around it does.
    if paper.tone < around.level(least: least), !Self.isTinted(zone, on: page.layout) { paper = around }
    let level = paper.level(least: least)
    var ink = InkMask(crop, darkerThan: level)
    func pixels(_ zone: Zone) -> InkMask.ExpectedRule {
      .init(
        x: (zone.x - area.x) * Self.perMM, y: (zone.y - area.y) * Self.perMM, width: zone.width * Self.perMM,
        height: zone.height * Self.perMM)
    }
    let rules = page.layout.rules.filter { $0.zone.inset(by: -1).intersection(area) != nil }
    ink.erase(rules.map { pixels($0.zone) }, slack: Int(0.7 * Self.perMM))
    let back = page.transform.affine(at: zone.midX, zone.midY).inverse
    ink.eraseStreaks(slope: back.b / back.d)

    let printed = page.layout.words.map(\.zone).filter { $0.intersection(area) != nil }.map { pixels($0.inset(by: -0.4)) }
    let others = page.page.zones.flatMap { $0.parts + $0.boxes.map(\.zone) }
      .filter { $0.intersection(area) != nil && !$0.isWithin(zone) && !zone.isWithin($0) }
    let lines = rules.map { pixels($0.zone.inset(by: -0.5)) }
    let inside = pixels(zone)
    written = ink
    let all = ink.components()
    unprinted = all.filter { piece in
      !printed.contains { Self.covers($0, piece) } && !lines.contains { Self.covers($0, piece) }
    }
    pieces = unprinted.filter { piece in
      guard piece.area >= Self.speck, Self.belongs(piece, to: inside, in: crop) else { return false }
      let (x, y) = (area.x + piece.midX / Self.perMM, area.y + piece.midY / Self.perMM)
      if others.contains(where: { $0.contains(x, y) }) { return false }
      return !Self.isHole(piece) && !Self.isStreak(piece)
    }.sorted { $0.x < $1.x }
    neighbours = others
    mask = ink.keeping(pieces)
    plane = crop
    self.paper = paper
    self.level = level
    isDoubtful = !pieces.contains(where: Self.isWriting) && Self.isDusty(unprinted, inside, crop)
  }

  /// Whether the form prints a tint where the zone is: panels lie one upon the other, the last on top.
  private static func isTinted(_ zone: Zone, on layout: PageLayout) -> Bool {
    let top = layout.panels.last { ($0.zone.intersection(zone)?.area ?? 0) > zone.area / 2 }
    return (top?.shade ?? 0) > 0.1
  }

  /// Whether the zone holds more specks than can be dust: over a seven-hundredth of it, and twice as thick as around it. Writing
  /// that a threshold has eaten looks so.
  private static func isDusty(_ specks: [Component], _ zone: InkMask.ExpectedRule, _ crop: GreyPlane) -> Bool {
    var within = 0, around = 0
    for speck in specks {
      let isInside =
        speck.midX > zone.x && speck.midX < zone.x + zone.width && speck.midY > zone.y && speck.midY < zone.y + zone.height
      if isInside { within += speck.area } else if speck.area < 40 { around += speck.area }
    }
    let area = zone.width * zone.height, rest = Double(crop.width * crop.height) - area
    let share = Double(within) / area
    return within > 30 && share > 0.0014 && share > 2 * Double(around) / max(rest, 1)
  }

  /// What has fewer pixels is no ink of a character.
  static let speck = 6

  /// Large enough to be a character or a stroke: 1 mm high or wide, and more than a hair of ink.
  package static func isWriting(_ piece: Component) -> Bool {
    let size = Int(1.0 * perMM)
    return (piece.height >= size || piece.width >= size) && piece.area >= 40
  }

  /// The usual height of pieces that are as large as a character, in pixels; 0 if there are none.
  static func capital(of pieces: [Component]) -> Double {
    let heights = pieces.filter(isWriting).map(\.height).sorted()
    return heights.isEmpty ? 0 : Double(heights[heights.count / 2])
  }

  /// A punch hole or a blot: solid, and larger than a character's dot.
  static func isHole(_ piece: Component) -> Bool {
    piece.fill > 0.7 && piece.width > Int(3.5 * perMM) && piece.height > Int(3.5 * perMM)
  }

  /// A scanner's streak or a fold: longer than any character and thinner than any pen.
  static func isStreak(_ piece: Component) -> Bool {
    max(piece.width, piece.height) > Int(4.5 * perMM) && min(piece.width, piece.height) <= Int(0.3 * perMM)
  }

  /// More of the piece lies in the zone than out of it, or its middle does; pieces cut off by the crop's rim come from elsewhere.
  private static func belongs(_ piece: Component, to zone: InkMask.ExpectedRule, in crop: GreyPlane) -> Bool {
    let slack = 0.4 * perMM
    let within =
      piece.midX > zone.x - slack && piece.midX < zone.x + zone.width + slack && piece.midY > zone.y - slack
      && piece.midY < zone.y + zone.height + slack
    guard within else { return false }
    let cut = piece.x == 0 || piece.y == 0 || piece.maxX == crop.width || piece.maxY == crop.height
    let outside = Double(piece.y) < zone.y - slack || Double(piece.maxY) > zone.y + zone.height + slack
    return !(cut && outside && Double(piece.height) > zone.height * 1.2)
  }

  private static func covers(_ box: InkMask.ExpectedRule, _ piece: Component) -> Bool {
    Double(piece.x) >= box.x && Double(piece.maxX) <= box.x + box.width && Double(piece.y) >= box.y
      && Double(piece.maxY) <= box.y + box.height
  }

  /// The picture of some of the zone's pieces alone, on white paper, cut to them with a margin of `margin` pixels.
  func picture(of chosen: [Component], margin: Int = 12) -> GreyPlane {
    guard let box = chosen.bounds else { return GreyPlane(width: 0, height: 0, pixels: []) }
    let near = mask.keepingPart(chosen, within: box, margin: 3)
    var out = GreyPlane(width: box.width + 2 * margin, height: box.height + 2 * margin)
    let span = Double(max(40, paper.tone - paper.darkest))
    for y in 0..<near.height {
      for x in 0..<near.width where near[x, y] {
        let (sx, sy) = (box.x - 3 + x, box.y - 3 + y)
        guard sx >= 0, sy >= 0, sx < plane.width, sy < plane.height else { continue }
        let tone = (Double(plane[sx, sy]) - Double(paper.darkest)) / span * 255
        out[x + margin - 3, y + margin - 3] = UInt8(max(0, min(255, tone)))
      }
    }
    return out
  }
}

extension InkMask {
  /// The mask of some pieces grown by two pixels, to keep their soft edges: the part around `box` with `margin` pixels on each side.
  fileprivate func keepingPart(_ pieces: [Component], within box: Component, margin: Int) -> InkMask {
    var part = InkMask(width: box.width + 2 * margin, height: box.height + 2 * margin)
    for piece in pieces {
      for pixel in piece.pixels { part[Int(pixel) % width - box.x + margin, Int(pixel) / width - box.y + margin] = true }
    }
    return part.grown(by: 2)
  }
}

extension [Component] {
  /// The box around all pieces, with no pixels of its own; nil if there are none.
  var bounds: Component? {
    guard let first else { return nil }
    var box = first
    box.pixels = []
    for piece in dropFirst() {
      let (right, bottom) = (Swift.max(box.maxX, piece.maxX), Swift.max(box.maxY, piece.maxY))
      (box.x, box.y) = (Swift.min(box.x, piece.x), Swift.min(box.y, piece.y))
      (box.width, box.height) = (right - box.x, bottom - box.y)
    }
    return box
  }
}

extension Zone {
  fileprivate func isWithin(_ other: Zone) -> Bool {
    (intersection(other)?.area ?? 0) > 0.8 * area
  }

  func contains(_ px: Double, _ py: Double) -> Bool { px >= x && px <= maxX && py >= y && py <= maxY }
}
