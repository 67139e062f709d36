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

  @Test(arguments: [FieldDefinition.Kind.postcode, .reference])
  func `letters whose feet run into the frame may be others`(kind: FieldDefinition.Kind) throws {
    #expect(try Self.doubts("M17 9WB", kind: kind, at: Self.zone.maxY + 0.1) == ["letters run into the frame"])
    #expect(try Self.doubts("M17 9WB", kind: kind).isEmpty)
  }
}
