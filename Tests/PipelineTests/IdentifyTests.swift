import Forms
import Foundation
import Imaging
import Pipeline
import Testing

/// Pages drawn from seeded layouts, laid on a scan by a known map.
struct IdentifyTests {
  static let forms = (1...4).map { form(seed: UInt64($0)) }

  @Test(arguments: [0, 90, 180, 270], [-4.5, 0, 1.3])
  func `a turned, skewed and scaled page is found and placed within a fifth of a millimetre`(turn: Int, skew: Double) throws {
    let form = Self.forms[1]
    let truth = Self.map(turn: turn, skew: skew, scale: (0.975, 1.02), shift: (4, -5))
    let finding = try Identify(forms: Self.forms)(try Self.scan(form, by: truth, turn: turn), index: 3)
    guard case .form(let page, let evidence) = finding else {
      Issue.record("not found: \(finding)")
      return
    }
    #expect(page.form.id == form.id && evidence.rotation == turn && page.index == 3)
    for (x, y) in [(20.0, 20.0), (190, 20), (20, 280), (190, 280)] {
      let want = truth(x, y), got = page.transform(x, y)
      #expect(hypot(want.x - got.x, want.y - got.y) * 25.4 / 150 < 0.2)
    }
  }

  @Test func `a page of no known form is unknown`() throws {
    let stranger = Self.form(seed: 99)
    let finding = try Identify(forms: Self.forms)(
      try Self.scan(stranger, by: Self.map(turn: 0, skew: 0, scale: (1, 1), shift: (0, 0)), turn: 0), index: 0)
    guard case .unknown = finding else {
      Issue.record("taken for a form: \(finding)")
      return
    }
  }

  @Test func `an empty page is blank, with its punch holes too`() throws {
    var page = GreyPlane(width: 1240, height: 1754, filled: 250)
    for (cx, cy) in [(40, 600), (40, 1100)] {
      for y in -18...18 { for x in -18...18 where x * x + y * y < 324 { page[cx + x, cy + y] = 10 } }
    }
    guard case .blank = try Identify(forms: Self.forms)(try PageImage(page, dpi: 150), index: 0) else {
      Issue.record("not blank")
      return
    }
  }

  @Test func `a mirrored page is refused`() throws {
    let mirror = Affine.scale(-1, 1).then(.translation(210, 0)).then(.scale(150 / 25.4))
    let finding = try Identify(forms: Self.forms)(try Self.scan(Self.forms[0], by: mirror, turn: 0), index: 0)
    if case .form = finding { Issue.record("a mirrored page was taken for a form") }
  }

  /// A form whose page has some words `mm` lower from `from` on.
  static func moved(_ form: FormDefinition, from: Double, by mm: Double) -> FormDefinition {
    var form = form
    for index in form.layout.pages[0].words.indices where form.layout.pages[0].words[index].zone.y > from {
      form.layout.pages[0].words[index].zone.y += mm
    }
    return form
  }

  /// The form with a zone low on its page.
  static func zoned(_ form: FormDefinition, y: Double = 260) -> FormDefinition {
    var form = form
    form.pages[0].zones = [ZoneDefinition(field: "/name", read: .line, parts: [Zone(x: 20, y: y, width: 60, height: 4)])]
    return form
  }

  @Test func `a page of another print is read, and said not to be printed as known`() throws {
    let form = Self.zoned(Self.forms[0])
    let map = Self.map(turn: 0, skew: 0.4, scale: (1, 1), shift: (1, 1))
    for (scanned, isUnlike) in [(form, false), (Self.moved(form, from: 240, by: 2.5), true)] {
      let finding = try Identify(forms: [form] + Self.forms[1...])(try Self.scan(scanned, by: map, turn: 0), index: 0)
      guard case .form(_, let evidence) = finding else {
        Issue.record("not found: \(finding)")
        continue
      }
      #expect(evidence.isUnlike == isUnlike)
    }
  }

  @Test func `of two prints of a page the one that fits is taken, with its places`() throws {
    var form = Self.zoned(Self.forms[0])
    let other = Self.moved(Self.zoned(Self.forms[0], y: 262.5), from: 200, by: 2.5)
    form.prints = [.init(name: "online", page: other.pages[0], layout: other.layout.pages[0])]
    let map = Self.map(turn: 180, skew: 0.4, scale: (1, 1), shift: (1, 1))
    for (scanned, print) in [(form, nil), (other, "online")] {
      let finding = try Identify(forms: [form] + Self.forms[1...])(try Self.scan(scanned, by: map, turn: 180), index: 0)
      guard case .form(let page, let evidence) = finding else {
        Issue.record("not found: \(finding)")
        continue
      }
      #expect(evidence.print == print && !evidence.isUnlike)
      #expect(page.page.zones[0].bounds.y == (print == nil ? 260 : 262.5))
    }
  }

  /// A form of two lines of print over one big box to write in, as the rest of a claim's details is asked for.
  static let box: FormDefinition = {
    var form = Self.form(seed: 41)
    form.layout.pages[0].words = []
    for line in 0..<2 {
      for place in 0..<9 {
        let zone = Zone(x: 16 + 14 * Double(place) + Double(line), y: 17 + 5 * Double(line), width: 6 + Double(place * 5 % 7), height: 2.6)
        form.layout.pages[0].words.append(.init(zone: zone, shade: 1, density: 0.4))
      }
    }
    form.pages[0].zones = [ZoneDefinition(field: "/details", read: .block, parts: [Zone(x: 15, y: 28, width: 180, height: 252)])]
    return form
  }()

  @Test(arguments: [0, 180])
  func `a page of little print over a big box is found whatever is written there`(turn: Int) throws {
    var written = Self.box
    for line in 0..<2 {
      for place in 0..<13 {
        let zone = Zone(x: 16 + 13.5 * Double(place), y: 29 + 5 * Double(line), width: 11.5, height: 3.5)
        written.layout.pages[0].words.append(.init(zone: zone, shade: 1, density: 0.9))
      }
    }
    let map = Self.map(turn: turn, skew: 0.6, scale: (1, 1), shift: (2, 3))
    let finding = try Identify(forms: Self.forms + [Self.box])(try Self.scan(written, by: map, turn: turn), index: 0)
    guard case .form(let page, let evidence) = finding else {
      Issue.record("not found: \(finding)")
      return
    }
    #expect(page.form.id == Self.box.id && evidence.rotation == turn)
    let want = map(20, 20), got = page.transform(20, 20)
    #expect(hypot(want.x - got.x, want.y - got.y) * 25.4 / 150 < 0.3)
  }

  @Test func `of two pages of which one prints all of the other, and more, the one that explains the page is taken`() throws {
    let whole = Self.forms[0]
    var part = whole
    part.id = "part"
    part.layout.pages[0].words.removeAll { $0.zone.y > 200 }
    let map = Self.map(turn: 0, skew: 0.4, scale: (1, 1), shift: (1, 1))
    for scanned in [whole, part] {
      let finding = try Identify(forms: [part, whole])(try Self.scan(scanned, by: map, turn: 0), index: 0)
      guard case .form(let page, let evidence) = finding else {
        Issue.record("not found: \(finding)")
        continue
      }
      #expect(page.form.id == scanned.id && evidence.twins.isEmpty)
    }
  }

  @Test func `an unknown page says what it is most like`() throws {
    let finding = try Identify(forms: Self.forms)(
      try Self.scan(Self.form(seed: 99), by: Self.map(turn: 0, skew: 0, scale: (1, 1), shift: (0, 0)), turn: 0), index: 0)
    guard case .unknown(_, let candidates, _) = finding else {
      Issue.record("taken for a form: \(finding)")
      return
    }
    #expect((1...3).contains(candidates.count) && candidates.allSatisfy { $0.score < 0.5 && $0.edition == "1" })
    #expect(candidates.map(\.score) == candidates.map(\.score).sorted(by: >))
  }

  @Test(arguments: [0.2, 0.3, 0.5])
  func `a page so faint that hardly anything is dark is found all the same`(contrast: Double) throws {
    let scan = try Self.scan(Self.forms[2], by: Self.map(turn: 0, skew: 0, scale: (1, 1), shift: (0, 0)), turn: 0)
    var plane = scan.sampled(.identity, width: scan.width, height: scan.height)
    for index in plane.pixels.indices { plane.pixels[index] = UInt8(250 - (250 - Double(plane.pixels[index])) * contrast * 2) }
    guard case .form = try Identify(forms: Self.forms)(try PageImage(plane, dpi: 150), index: 0) else {
      Issue.record("not found")
      return
    }
  }

  /// A form of one page with seeded lines of words.
  static func form(seed: UInt64) -> FormDefinition {
    var state = seed &* 7919
    func random(_ from: Double, _ to: Double) -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return from + (to - from) * Double(state >> 11) / Double(1 << 53)
    }
    var words: [PageLayout.Word] = []
    var y = random(12, 25)
    while y < 285 {
      var x = random(10, 60)
      while x < 190 {
        let width = random(4, 18)
        words.append(.init(zone: Zone(x: x, y: y, width: width, height: random(1.8, 3)), shade: 1, density: 0.4))
        x += width + random(1.5, 12)
      }
      y += random(4.5, 14)
    }
    let layout = FormLayout(pages: [PageLayout(number: 1, width: 210, height: 297, words: words)])
    return FormDefinition(
      id: "seed\(seed)", edition: "1", title: "Seeded", pages: [PageDefinition(number: 1, zones: [])], fields: [:],
      layout: layout)
  }

  /// Form mm → pixels of a 150-dpi scan.
  static func map(turn: Int, skew: Double, scale: (Double, Double), shift: (Double, Double)) -> Affine {
    let size = turn % 180 == 0 ? (210.0, 297.0) : (297.0, 210.0)
    return Affine.translation(-105, -148.5).then(.scale(scale.0, scale.1)).then(.rotation(degrees: Double(turn) + skew))
      .then(.translation(size.0 / 2 + shift.0, size.1 / 2 + shift.1)).then(.scale(150 / 25.4))
  }

  static func scan(_ form: FormDefinition, by map: Affine, turn: Int) throws -> PageImage {
    let k = 150 / 25.4
    let marks = form.layout.pages[0].words.map {
      InkPlane.Mark(
        x: $0.zone.x * k, y: $0.zone.y * k, width: $0.zone.width * k, height: $0.zone.height * k,
        weight: Float($0.shade * $0.density))
    }
    let plane = InkPlane(width: 1240, height: 1754, drawing: marks)
    let upright = GreyPlane(width: 1240, height: 1754, pixels: plane.values.map { UInt8(250 - $0 * 230) })
    let back = map.inverse.then(.scale(k))
    let (width, height) = turn % 180 == 0 ? (1240, 1754) : (1754, 1240)
    return try PageImage(try PageImage(upright, dpi: 150).sampled(back, width: width, height: height), dpi: 150)
  }
}
