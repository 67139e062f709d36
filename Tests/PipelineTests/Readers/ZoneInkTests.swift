import Forms
import Imaging
@testable import Pipeline
import Testing

/// What a zone's ink is and what it is not.
struct ZoneInkTests {
  static let zone = Zone(x: 20, y: 12, width: 50, height: 8)

  @Test(arguments: [-5.0, 0, 4])
  func `plain paper, and a box's own frame, hold no ink`(skew: Double) throws {
    let sheet = try TestSheet(skew: skew)
    #expect(try sheet.ink(Self.zone).pieces.isEmpty)
    sheet.printBox(Self.zone)
    let ink = try sheet.ink(Self.zone)
    #expect(ink.isEmpty && ink.pieces.isEmpty && !ink.isDoubtful)
  }

  @Test func `letters keep their shape where a printed rule runs through them`() throws {
    let zone = Self.zone, sheet = try TestSheet(), plain = try TestSheet()
    for one in [sheet, plain] { one.type("Hill", x: 24, y: 18.5, size: 5) }
    sheet.printBox(Zone(x: zone.x, y: zone.y, width: zone.width, height: 5), line: 0.25)
    let crossed = try sheet.ink(zone), alone = try plain.ink(zone)
    #expect(crossed.pieces.count == alone.pieces.count)
    #expect(Double(crossed.mask.count) > 0.9 * Double(alone.mask.count))
    #expect(Double(crossed.mask.count) < 1.05 * Double(alone.mask.count))
  }

  @Test func `printed words are no ink of the zone, and what is typed beside them is`() throws {
    let sheet = try TestSheet()
    sheet.printWord("Pounds", x: 22, y: 17.5)
    #expect(try sheet.ink(Self.zone).isEmpty)
    sheet.type("42", x: 45, y: 17.5)
    let ink = try sheet.ink(Self.zone)
    #expect(ink.pieces.count == 2)
    #expect(ink.pieces.allSatisfy { $0.x > Int(20 * ZoneInk.perMM) })
  }

  @Test func `writing in the next zone is not taken, however near it is`() throws {
    let sheet = try TestSheet()
    let below = Zone(x: 20, y: 20.5, width: 50, height: 8)
    for (name, zone) in [("/a", Self.zone), ("/b", below)] {
      sheet.add(ZoneDefinition(field: name, read: .line, parts: [zone]))
    }
    // It stands as high as its zone allows, within the margin of the zone above.
    sheet.type("neighbour", x: 24, y: 24)
    #expect(try sheet.ink(Self.zone).isEmpty)
    #expect(try !sheet.ink(below).isEmpty)

    // A stroke on the border belongs to the zone that its middle lies in.
    let sheets = try (TestSheet(), TestSheet()), right = Zone(x: 70.1, y: 12, width: 10, height: 8)
    for sheet in [sheets.0, sheets.1] { sheet.pen([(70.3, 14), (70.3, 17)]) }
    #expect(try !sheets.0.ink(Self.zone).isEmpty)
    sheets.1.add(ZoneDefinition(field: "/c", read: .line, parts: [right]), framed: false)
    #expect(try sheets.1.ink(Self.zone).isEmpty && !sheets.1.ink(right).isEmpty)
  }

  @Test func `a descender that runs out of the zone belongs to its letter`() throws {
    let sheet = try TestSheet()
    sheet.printBox(Self.zone)
    sheet.type("jp", x: 24, y: 19.5, size: 6)
    let ink = try sheet.ink(Self.zone)
    #expect(try #require(ink.pieces.map(\.maxY).max()) > Int((Self.zone.height + ZoneInk.margin) * ZoneInk.perMM))
  }

  @Test(arguments: [0.1, 0.2, 0.35])
  func `a grey panel is paper, and what is typed on it ink`(shade: Double) throws {
    let sheet = try TestSheet()
    sheet.paper.fill(x: 10, y: 5, width: 70, height: 25, .shade(shade))
    sheet.printBox(Self.zone)
    #expect(try sheet.ink(Self.zone).isEmpty)
    sheet.type("mill", x: 24, y: 17.5)
    #expect(try sheet.ink(Self.zone).pieces.count { $0.height > 20 } == 4)
  }

  @Test func `a light pencil in a black frame is ink`() throws {
    let sheet = try TestSheet()
    sheet.printBox(Self.zone)
    sheet.type("mill", x: 24, y: 18, shade: 0.4)
    #expect(try sheet.ink(Self.zone).pieces.count(where: ZoneInk.isWriting) == 4)
  }

  @Test func `print that shines through from the back is no ink, beside writing or alone`() throws {
    let sheet = try TestSheet()
    sheet.printBox(Self.zone)
    sheet.type("through the paper", x: 22, y: 16, shade: 0.16)
    #expect(try sheet.ink(Self.zone).isEmpty)
    sheet.type("mill", x: 24, y: 19)
    #expect(try sheet.ink(Self.zone).pieces.count(where: ZoneInk.isWriting) == 4)
  }

  @Test func `a punch hole and a scanner's streak are no writing`() throws {
    let sheet = try TestSheet()
    sheet.paper.disc(x: 30, y: 16, radius: 2.8, .black)
    sheet.pen([(60, 0), (60, 40)], width: 0.2)
    #expect(try sheet.ink(Self.zone).isEmpty)
  }

  @Test func `writing that a threshold has eaten to specks is doubtful, and dust is not`() throws {
    let eaten = try TestSheet(), dusty = try TestSheet()
    var random = SeededRandom(seed: 3)
    for _ in 0..<40 {
      eaten.paper.disc(x: random.value(24...50), y: random.value(14...18), radius: 0.15, .black)
      dusty.paper.disc(x: random.value(5...85), y: random.value(5...35), radius: 0.1, .black)
    }
    let few = try eaten.ink(Self.zone), dust = try dusty.ink(Self.zone)
    #expect(few.isEmpty && few.isDoubtful)
    #expect(dust.isEmpty && !dust.isDoubtful)
  }

  @Test func `a picture of some pieces shows them alone, on white paper`() throws {
    let sheet = try TestSheet()
    sheet.type("l l", x: 24, y: 17.5)
    let ink = try sheet.ink(Self.zone)
    try #require(ink.pieces.count == 2)
    let picture = ink.picture(of: [ink.pieces[0]], margin: 12)
    #expect(picture.width == ink.pieces[0].width + 24 && picture.height == ink.pieces[0].height + 24)
    #expect(picture[0, 0] == 255 && picture[picture.width / 2, picture.height / 2] < 40)
    #expect(ink.picture(of: []).width == 0)
  }
}
