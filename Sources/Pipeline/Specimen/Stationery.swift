import Forms
import Imaging

/// What lies between forms, and what is stuck on them.
enum Stationery {
  /// A letter of a page: a head, a date, paragraphs, and now and then a table. A few words over and over, no running text.
  static func letter(on paper: Drawing, random: inout SeededRandom) {
    let font = random.pick(["Liberation Serif", "Liberation Sans"]), size = random.value(3.4...4.2)
    let from = Person(&random), to = Person(&random), left = random.value(18...28)
    paper.text("\(from.last) & \(to.last)", x: random.chance(0.5) ? left : 110, y: 22, size: random.value(6...9), font: font)
    paper.text("\(from.street), \(from.town) \(from.postcode)", x: left, y: 29, size: 3, font: font)
    if random.chance(0.6) { paper.fill(x: left, y: 32, width: 210 - 2 * left, height: random.value(0.3...1.2), .black) }
    for (line, text) in ["\(to.title) \(to.name)", to.street, to.town, to.postcode].enumerated() {
      paper.text(text, x: left, y: 48 + Double(line) * size * 1.3, size: size, font: font)
    }
    paper.text(SpecimenContent.date(random.whole(0...3000), gap: "/"), x: left, y: 78, size: size, font: font)
    var y = 92.0
    let end = random.value(150...255), tableAt = random.chance(0.4) ? random.value(110...160) : 300
    var isTableDue = true
    while y < end {
      if isTableDue, y > tableAt {
        y = table(on: paper, x: left, y: y, size: size, font: font, random: &random) + size * 2
        isTableDue = false
      }
      let words = (0..<random.whole(6...11)).map { _ in
        random.pick(["please", "find", "the", "enclosed", "papers", "about", "my", "claim", "yours", "truly"])
      }
      paper.text(words.joined(separator: " "), x: left, y: y, size: size, font: font)
      y += size * (random.chance(0.2) ? 2.6 : 1.35)
    }
    paper.text("\(from.first) \(from.last)", x: left, y: y + size * 3, size: size, font: font)
  }

  /// - Returns: where it ends.
  private static func table(
    on paper: Drawing, x: Double, y: Double, size: Double, font: String, random: inout SeededRandom
  ) -> Double {
    let rows = random.whole(3...8), columns = random.whole(2...4), width = 160.0 / Double(columns), height = size * 1.9
    for row in 0..<rows {
      for column in 0..<columns {
        let (left, top) = (x + Double(column) * width, y + Double(row) * height)
        paper.frame(x: left, y: top, width: width, height: height, .black, line: 0.25)
        let text =
          row == 0 ? random.pick(["item", "date", "paid", "due"]) : "\(random.whole(10...9999)).\(random.whole(10...99))"
        paper.text(text, x: left + 1.5, y: top + height * 0.7, size: size, font: font)
      }
    }
    return y + Double(rows) * height
  }

  static func separator(on paper: Drawing) {
    paper.fill(x: 30, y: 120, width: 150, height: 4, .black)
    paper.text("BATCH SEPARATOR", x: 55, y: 150, size: 12)
  }

  /// A sheet of coloured paper, as far as a scanner without colours sees it.
  static func coloured(on paper: Drawing, random: inout SeededRandom) {
    paper.fill(x: -20, y: -20, width: 250, height: 340, .shade(random.value(0.08...0.3)))
  }

  /// The sheet at which the post room's software starts a new document.
  static func code(on paper: Drawing, random: inout SeededRandom) {
    let place = Zone(x: 25, y: random.value(40...180), width: 160, height: random.value(25...45))
    paper.barcode("RDNEWDOC", in: place)
    paper.text("NEW DOCUMENT", x: 70, y: place.maxY + 14, size: 9)
  }

  static func cover(on paper: Drawing, random: inout SeededRandom) {
    let word = random.pick(["ENVELOPE", "COVER", "POST ROOM", "BATCH \(random.whole(1...99))", "LPA TEAM"])
    paper.text(word, x: random.value(20...90), y: random.value(60...200), size: random.value(8...16), font: "Liberation Sans")
    label(on: paper, x: random.value(15...135), y: random.value(12...40), random: &random)
  }

  /// Sticks an envelope's label on the sheet, near an edge, along it or upright, and never quite straight.
  static func label(on paper: Drawing, width: Double, height: Double, random: inout SeededRandom) {
    let along = random.value(0...1), gap = random.value(2...9), base = paper.transform
    let isUpright = random.chance(0.3), (w, h) = isUpright ? (20.0, 60.0) : (60.0, 20.0)
    let (x, y): (Double, Double) =
      switch random.whole(0...3) {
      case 0: (4 + along * (width - w - 8), gap)
      case 1: (width - w - gap, 4 + along * (height - h - 8))
      case 2: (4 + along * (width - w - 8), height - h - gap)
      default: (gap, 4 + along * (height - h - 8))
      }
    paper.transform = Affine.rotation(degrees: random.bell() * 1.5).then(.translation(x, y)).then(base)
    if isUpright { paper.transform = Affine.rotation(degrees: 90).then(.translation(20, 0)).then(paper.transform) }
    label(on: paper, x: 0, y: 0, random: &random)
    paper.transform = base
  }

  /// A white label of 60 × 20 mm whose Code 39 says `ENV`, a letter and eight digits.
  private static func label(on paper: Drawing, x: Double, y: Double, random: inout SeededRandom) {
    let letter = random.pick(Array("ABCDEFGHJKLMNPQRSTUVWXYZ").map(String.init))
    let code = "ENV\(letter)\(random.whole(10_000_000...99_999_999))"
    paper.fill(x: x, y: y, width: 60, height: 20, .paper)
    paper.frame(x: x, y: y, width: 60, height: 20, .shade(0.2), line: 0.15)
    paper.barcode(code, in: Zone(x: x + 3.5, y: y + 2.5, width: 53, height: 11))
    paper.text(code, x: x + 12, y: y + 18, size: 3.6, font: "Liberation Sans")
  }
}

extension Drawing {
  /// Code 39 over the whole of `place`, upright or, where that is higher than wide, turned by a quarter.
  func barcode(_ code: String, in place: Zone) {
    fill(x: place.x, y: place.y, width: place.width, height: place.height, .paper)
    let stripes = Code39.stripes(code)
    let units = stripes.reduce(0) { $0 + $1.units }
    let upright = place.width >= place.height
    let unit = (upright ? place.width : place.height) / units
    var at = upright ? place.x : place.y
    for stripe in stripes {
      let width = stripe.units * unit
      if stripe.isBar {
        fill(
          x: upright ? at : place.x, y: upright ? place.y : at, width: upright ? width : place.width,
          height: upright ? place.height : width, .black)
      }
      at += width
    }
  }
}
