import Forms
import Imaging
@testable import Pipeline
import Testing

/// Characters in cells.
struct CombReaderTests {
  static let comb = Zone(x: 10, y: 10, width: 40, height: 6)
  static let pitch = comb.width / 8

  /// Types one character into each cell; a space leaves it empty.
  static func ink(_ text: String, shift: (Int) -> Double = { _ in 0 }, size: Double = 4.5) throws -> ZoneInk {
    let sheet = try TestSheet()
    sheet.printBox(comb)
    for (cell, character) in text.enumerated() where character != " " {
      let width = sheet.paper.width(of: String(character), size: size, font: "Liberation Sans")
      sheet.type(
        String(character), x: comb.x + (Double(cell) + 0.5) * pitch - width / 2 + shift(cell), y: comb.maxY - 1.4, size: size)
    }
    return try sheet.ink(comb)
  }

  static func middles(_ ink: ZoneInk) -> [Double] {
    CombReader.characters(in: ink, cells: 8).map { $0.bounds!.midX / ZoneInk.perMM - ZoneInk.margin }
  }

  @Test func `a 1 whose top touches the frame may be a 7, and one below it is none`() throws {
    func mayHide(from top: Double, read text: String = "1") throws -> Bool {
      let sheet = try TestSheet()
      sheet.printBox(Self.comb)
      sheet.pen([(12.5, top), (12.3, 14.5)], width: 0.4)
      let ink = try sheet.ink(Self.comb)
      return CombReader.mayHideBars(text, [CombReader.characters(in: ink, cells: 8)], [ink])
    }
    #expect(try mayHide(from: Self.comb.y))
    #expect(try !mayHide(from: Self.comb.y + 1))
    #expect(try !mayHide(from: Self.comb.y, read: "7"))
  }

  @Test func `an empty comb has no characters`() throws {
    #expect(try CombReader.characters(in: Self.ink(""), cells: 8).isEmpty)
  }

  @Test func `as many characters come as cells, in their order`() throws {
    let middles = try Self.middles(Self.ink("31082024"))
    #expect(middles.count == 8)
    for (cell, middle) in middles.enumerated() { #expect(abs(middle - (Double(cell) + 0.5) * Self.pitch) < 0.6) }
  }

  @Test func `characters that stray over their cells' borders are still one each`() throws {
    #expect(try Self.middles(Self.ink("31082024") { $0 % 2 == 0 ? 1.2 : -1.2 }).count == 8)
    // Written closer than the cells are: the last stand a cell too far to the left.
    #expect(try Self.middles(Self.ink("31082024") { -0.7 * Double($0) }).count == 8)
  }

  @Test func `an accent or a dot goes with its letter`() throws {
    #expect(try Self.middles(Self.ink("jiéñŵiij")).count == 8)
  }

  @Test func `an empty cell leaves the others in their order`() throws {
    let middles = try Self.middles(Self.ink("31 82024"))
    #expect(middles.count == 7)
    #expect(middles == middles.sorted())
  }

  @Test func `two digits that touch are one character too few, so that a person looks`() throws {
    let ink = try Self.ink("31082024") { $0 == 2 ? 1.5 : $0 == 3 ? -1.5 : 0 }
    #expect(CombReader.characters(in: ink, cells: 8).count == 7)
  }

  @Test func `glyphs set side by side stand on one foot line and keep their distance`() {
    var tall = GreyPlane(width: 10, height: 40, filled: 0), low = GreyPlane(width: 8, height: 16, filled: 0)
    tall[0, 0] = 1
    low[0, 0] = 2
    let line = CombReader.setSideBySide([tall, low, tall])
    #expect(line.height == 40 + 24)
    #expect(line[12, 12] == 1 && line[12 + 10 + 5, 12 + 40 - 16] == 2)
    #expect(line[12 + 9, 12 + 39] == 0 && line[12 + 10, 12 + 39] == 255)
    #expect(CombReader.setSideBySide([]).height == 24)
  }
}
