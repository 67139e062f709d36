import Forms
import Imaging
@testable import Pipeline
import Testing

/// What a threshold left of handwriting tells of zones that look empty on the same page.
struct WrittenStrokesTests {
  static let name = Zone(x: 10, y: 5, width: 70, height: 8), empty = Zone(x: 10, y: 17, width: 40, height: 8)

  /// A page with a written zone, and beside it an empty one, an empty box and no signature.
  ///
  /// - Parameter write: writes into `name`.
  static func page(isBitonal: Bool = true, _ write: (TestSheet) -> Void) throws -> RegisteredPage {
    let sheet = try TestSheet()
    write(sheet)
    sheet.add(ZoneDefinition(field: "/name", read: .line, parts: [name]))
    sheet.add(ZoneDefinition(field: "/date", read: .line, parts: [empty]))
    let box = ZoneDefinition.Box(name: "agreed", zone: Zone(x: 60, y: 18, width: 5, height: 5))
    sheet.add(ZoneDefinition(field: "/agreed", read: .ticks, parts: [], boxes: [box]), .flag)
    sheet.add(
      ZoneDefinition(field: "/signature", read: .signature, parts: [Zone(x: 10, y: 28, width: 40, height: 9)]), .signature)
    var page = try sheet.page()
    if isBitonal { page.image = try page.image.bitonal(darkerThan: 150) }
    return page
  }

  /// Letters as a fine ballpoint draws them, 3 mm high, every third with a dot beside it.
  static func whole(_ sheet: TestSheet) {
    for letter in 0..<12 { draw(letter, on: sheet) { sheet.pen($0, width: 0.25) } }
  }

  /// The same when a threshold has eaten a third of every stroke of three letters in four.
  static func eaten(_ sheet: TestSheet) {
    for letter in 0..<12 {
      draw(letter, on: sheet) { stroke in
        guard letter % 4 != 0 else { return sheet.pen(stroke, width: 0.25) }
        for (from, to) in zip(stroke, stroke.dropFirst()) {
          let (dx, dy) = (to.x - from.x, to.y - from.y), steps = max(1, Int((dx * dx + dy * dy).squareRoot() / 0.9))
          for step in 0..<steps {
            let (start, end) = (Double(step) / Double(steps), (Double(step) + 0.65) / Double(steps))
            sheet.pen([(from.x + start * dx, from.y + start * dy), (from.x + end * dx, from.y + end * dy)], width: 0.25)
          }
        }
      }
    }
  }

  private static func draw(_ letter: Int, on sheet: TestSheet, _ pen: ([(x: Double, y: Double)]) -> Void) {
    let x = 13 + 5 * Double(letter), y = 7.5 + (letter % 2 == 0 ? 0 : 0.4)
    pen([(x, y + 3), (x + 0.2, y), (x + 2, y + 3), (x + 2.2, y)])
    if letter % 3 == 0 { sheet.pen([(x + 3.3, y + 2.8), (x + 3.5, y + 3)], width: 0.25) }
  }

  let readers: ZoneReaders

  init() throws { readers = try ZoneReaders() }

  @Test func `where writing is in shreds, what looks empty on the page is looked at`() throws {
    let readings = readers.read(try Self.page(Self.eaten))
    #expect(WrittenStrokes(readings).areInShreds)
    #expect(readings.dropFirst().map(\.state) == [.blank, .blank, .blank])
    for reading in readings.dropFirst() {
      #expect(reading.review && reading.reasons == ["writing on this page is in shreds"])
    }
  }

  @Test func `thin writing that hangs together leaves what looks empty as it is`() throws {
    let readings = readers.read(try Self.page(Self.whole))
    #expect(readings[0].state != .blank && !WrittenStrokes(readings).areInShreds)
    #expect(readings.dropFirst().allSatisfy { $0.state == .blank && !$0.review })
  }

  @Test func `a grey scan has been through no threshold: what looks empty there is`() throws {
    let readings = readers.read(try Self.page(isBitonal: false, Self.eaten))
    #expect(readings[0].state != .blank && readings.dropFirst().allSatisfy { $0.state == .blank && !$0.review })
  }

  @Test(arguments: Hand.typed)
  func `type with all its dots and stops is not in shreds`(font: String) throws {
    for text in ["Mr. J. Finn, 1.2.3", "i.i.i. 1,245.50", "Siân O'Connor"] {
      let readings = readers.read(try Self.page { $0.type(text, x: 13, y: 10.5, font: font) })
      #expect(readings.dropFirst().allSatisfy { !$0.review }, "\(text)")
    }
  }

  @Test func `a zone with nothing in it tells nothing`() throws {
    let strokes = WrittenStrokes([ZoneInk(Self.empty, on: try Self.page(Self.whole), contrast: 160)])
    #expect(strokes.pieces == 0 && !strokes.areInShreds)
  }

  @Test func `zones count together, as their figures in a record do`() throws {
    let broken = readers.read(try Self.page(Self.eaten))[0], whole = readers.read(try Self.page(Self.whole))[0]
    #expect(WrittenStrokes([broken]).areInShreds && !WrittenStrokes([whole]).areInShreds)
    let both = WrittenStrokes([broken, whole])
    #expect(both.pieces == WrittenStrokes([broken]).pieces + WrittenStrokes([whole]).pieces)
    #expect(both.figures["ink"] == (broken.evidence?["ink"] ?? 0) + (whole.evidence?["ink"] ?? 0))
  }
}
