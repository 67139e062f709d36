import Forms
import Imaging
@testable import Pipeline
import Testing

/// Small marks on lines of real type.
struct SmallMarksTests {
  static let zone = Zone(x: 10, y: 8, width: 70, height: 9)
  static let fonts = Hand.typed

  /// What speaks against `read` for what is typed and drawn in the zone.
  static func doubts(
    _ typed: String, as read: String, font: String = "Liberation Sans", size: Double = 4, x: Double = 13,
    _ draw: (TestSheet) -> Void = { _ in }
  ) throws -> [String] {
    let sheet = try TestSheet()
    sheet.printBox(zone)
    sheet.type(typed, x: x, y: 14, size: size, font: font)
    draw(sheet)
    let ink = try sheet.ink(zone), line = ink.lines().flatMap { $0 }
    let own = Set(line.map(\.pixels.first))
    return SmallMarks(line, width: ink.mask.width).doubts(of: read, dust: ink.pieces.filter { !own.contains($0.pixels.first) })
  }

  @Test(
    arguments: fonts,
    [
      "Zoë Ruth Patel", "ZOË", "Siân ap Dŵr", "O'CONNOR", "Mr. J. Finn", "I like it; you, too.", "O'Brien-Lloyd", "jiffy",
      "Mx Zofia Zhang", "Croydon County Court",
      "12.50", "St. Mary's",
    ])
  func `a text read whole leaves no mark over`(font: String, text: String) throws {
    #expect(try Self.doubts(text, as: text, font: font).isEmpty)
  }

  @Test(
    arguments: fonts,
    [
      ("Zoë Amelia", "Zoe Amelia"), ("ZOË", "ZOE"), ("André", "Andre"),
    ])
  func `an accent that was not read is seen`(font: String, texts: (String, String)) throws {
    #expect(try Self.doubts(texts.0, as: texts.1, font: font) == ["a mark above the letters was not read"])
  }

  // URW Gothic's is much thinner than its strokes.
  @Test(arguments: fonts.filter { $0 != "URW Gothic" })
  func `an apostrophe that was not read is seen`(font: String) throws {
    #expect(try Self.doubts("O'CONNOR", as: "0 CONNOR", font: font) == ["a mark above the letters was not read"])
  }

  @Test(arguments: fonts)
  func `a full stop that was not read is seen`(font: String) throws {
    #expect(try Self.doubts("Mr. Finn", as: "Mr Finn", font: font) == ["a mark at the letters' feet was not read"])
  }

  @Test(arguments: fonts)
  func `a full stop that is thinner than the strokes may be a speck`(font: String) throws {
    let doubts = try Self.doubts("Hull", as: "Hull.", font: font) { $0.paper.disc(x: 24, y: 13.8, radius: 0.1, .black) }
    #expect(doubts == ["a full stop may be a speck"])
  }

  @Test(arguments: [0.15, 0.25, 0.4])
  func `a full stop that stands close behind the last letter is seen`(gap: Double) throws {
    let doubts = try Self.doubts("Finn", as: "Finn") { sheet in
      let end = 13 + sheet.paper.width(of: "Finn", size: 4, font: "Liberation Sans")
      sheet.paper.disc(x: end + gap, y: 13.75, radius: 0.28, .black)
    }
    #expect(doubts == ["a mark at the letters' feet was not read"])
  }

  @Test(arguments: fonts)
  func `an apostrophe or a comma that has no ink of its own may be a speck`(font: String) throws {
    #expect(try Self.doubts("Queens Road", as: "Queen's Road", font: font) == ["a mark may be a speck"])
    #expect(try Self.doubts("Mill Road", as: "Mill, Road", font: font) == ["a mark may be a speck"])
    #expect(try Self.doubts("Mill Road", as: "Mill Road:", font: font) == ["a mark may be a speck"])
  }

  @Test func `where dust is as thick as a comma, one may be a speck`() throws {
    let dust: (TestSheet) -> Void = { $0.paper.disc(x: 70, y: 10, radius: 0.3, .black) }
    #expect(try Self.doubts("Mill, Finn", as: "Mill, Finn", dust) == ["a mark may be a speck"])
    #expect(try Self.doubts("O'Connor", as: "O'Connor", dust) == ["a mark may be a speck"])
  }

  @Test func `where dust is as thick as a full stop, one may be a speck`() throws {
    let dust: (TestSheet) -> Void = { $0.paper.disc(x: 70, y: 10, radius: 0.3, .black) }
    #expect(try Self.doubts("Mr. Finn", as: "Mr. Finn", dust) == ["a full stop may be a speck"])
    #expect(try Self.doubts("Mr Finn", as: "Mr Finn", dust).isEmpty)
  }

  @Test(arguments: fonts, [-0.3, 0, 0.5])
  func `a full stop on the frame is seen, and the frame alone is none`(font: String, beyond: Double) throws {
    func isSeen(_ typed: String) throws -> Bool {
      let sheet = try TestSheet()
      sheet.printBox(Self.zone)
      let width = sheet.paper.width(of: "possible.", size: 4, font: font)
      sheet.type(typed, x: Self.zone.maxX + beyond - width, y: 14, size: 4, font: font)
      let ink = try sheet.ink(Self.zone), line = ink.lines().flatMap { $0 }
      let marks = SmallMarks(line, width: ink.mask.width)
      return marks.hasInkAtEdge(ink.all, edge: ink.edge) || !marks.doubts(of: "possible", dust: []).isEmpty
    }
    #expect(try isSeen("possible."))
    #expect(try !isSeen("possible"))
  }
}
