import Forms
import Imaging
@testable import Pipeline
import Testing

/// What ink beside and under the letters gives to doubt.
struct ZoneInkDoubtsTests {
  static let zone = Zone(x: 10, y: 8, width: 70, height: 9)

  /// What speaks against `read` for what is typed and drawn in the zone.
  static func doubts(
    _ typed: String, as read: String? = nil, kind: FieldDefinition.Kind = .text, x: Double = 13, at base: Double = 14,
    _ draw: (TestSheet) -> Void = { _ in }
  ) throws -> [String] {
    let sheet = try TestSheet()
    sheet.printBox(zone)
    sheet.type(typed, x: x, y: base, size: 4)
    draw(sheet)
    let ink = try sheet.ink(zone), line = ink.lines().flatMap { $0 }
    return ink.doubts(of: read ?? typed, in: line, dust: [], kind: kind).map(\.reason)
  }

  /// Draws a dot of which a scan keeps three pixels.
  private static func dot(_ sheet: TestSheet, x: Double, y: Double) { sheet.paper.disc(x: x, y: y, radius: 0.08, .black) }

  /// Where what is typed at 13 mm ends.
  private static func end(of text: String, _ sheet: TestSheet) -> Double {
    13 + sheet.paper.width(of: text, size: 4, font: "Liberation Sans")
  }

  @Test func `two dots above one letter may be all that is left of a diaeresis, and one is dust`() throws {
    func dots(_ places: [Double]) throws -> [String] {
      try Self.doubts("ASK ZOE") { sheet in
        for place in places { Self.dot(sheet, x: Self.end(of: "ASK ZO", sheet) + place, y: 10.6) }
      }
    }
    #expect(try dots([0.9, 1.7]) == ["a letter may have an accent"])
    #expect(try dots([0.9]).isEmpty)
    #expect(try dots([-6, 1.7]).isEmpty)
  }

  @Test func `a dot behind the last letter's foot may be all that is left of a full stop`() throws {
    func dot(_ text: String, y: Double) throws -> [String] {
      try Self.doubts(text) { Self.dot($0, x: Self.end(of: text, $0) + 0.6, y: y) }
    }
    #expect(try dot("ABOUT THE GARDEN", y: 13.9) == ["a full stop may be lost"])
    #expect(try dot("ABOUT THE GARDEN", y: 11.5).isEmpty)
    #expect(try Self.doubts("ASK ABOUT THE OLD GARDEN.").isEmpty)
  }

  @Test func `a hole that has run together with a letter may hide it, and one far from the writing does not`() throws {
    let hidden = try Self.doubts("I would like", as: "would like", x: 16) { $0.paper.disc(x: 14, y: 12.5, radius: 2.4, .black) }
    #expect(hidden.contains("a hole or a blot may hide a letter"))
    #expect(try Self.doubts("would like") { $0.paper.disc(x: 60, y: 12.5, radius: 2.4, .black) }.isEmpty)
  }

  @Test func `a mark where a streak runs may be part of it`() throws {
    func streak(_ sheet: TestSheet) {
      let end = 13 + sheet.paper.width(of: "Smith", size: 4, font: "Liberation Sans") + 0.6
      for y in stride(from: 5.0, to: 20, by: 0.8) { sheet.pen([(end, y), (end, y + 0.4)], width: 0.2) }
    }
    #expect(try Self.doubts("Smith", as: "Smith,", streak).contains("a mark may be a speck"))
    #expect(try Self.doubts("Smith, Leeds").isEmpty)
  }

  @Test func `a letter beside the box is looked at, and what stands in the next one or far off is not`() throws {
    func runsOut(_ place: Double, next: Bool = false) throws -> Bool {
      let box = Zone(x: 10, y: 8, width: 14, height: 9), sheet = try TestSheet()
      sheet.printBox(box)
      sheet.type("MR", x: 17, y: 14, size: 4)
      sheet.type("S", x: box.maxX + place, y: 14, size: 4)
      let other = ZoneDefinition(field: "/next", read: .line, parts: [Zone(x: box.maxX + 0.2, y: 8, width: 40, height: 9)])
      if next { sheet.add(other, framed: false) }
      let ink = try sheet.ink(box)
      return ink.doubts(of: "MR", in: ink.lines().flatMap { $0 }, dust: [], kind: .text).map(\.reason)
        .contains("writing runs out of the box")
    }
    #expect(try runsOut(0.5))
    #expect(try !runsOut(0.5, next: true))
    #expect(try !runsOut(4))
  }

  @Test(arguments: [FieldDefinition.Kind.postcode, .reference])
  func `letters whose feet run into the frame may be others`(kind: FieldDefinition.Kind) throws {
    #expect(try Self.doubts("M17 9WB", kind: kind, at: Self.zone.maxY + 0.1) == ["letters run into the frame"])
    #expect(try Self.doubts("M17 9WB", kind: kind).isEmpty)
  }
}
