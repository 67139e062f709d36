import Forms
import Imaging
@testable import Pipeline
import Testing

/// What a page's bare paper says of the specks in its zones.
struct BarePaperTests {
  /// A page of zones of which some hold what a threshold left of writing: rows of specks; with dust all over or not.
  static func page(eaten: Int, isDusty: Bool = false) throws -> RegisteredPage {
    let sheet = try TestSheet(width: 120, height: 100)
    sheet.printWord("Words", x: 12, y: 8)
    for row in 0..<6 {
      let zone = Zone(x: 12, y: 12 + 8 * Double(row), width: 40, height: 6)
      sheet.add(ZoneDefinition(field: "/\(row)", read: .line, parts: [zone]))
      guard row < eaten else { continue }
      for place in 0..<9 { sheet.paper.disc(x: 15 + 3.5 * Double(place), y: zone.midY + 0.2, radius: 0.08, .black) }
    }
    var random = SeededRandom(seed: 3)
    for _ in 0..<(isDusty ? 600 : 0) {
      sheet.paper.disc(x: random.value(0...120), y: random.value(0...100), radius: 0.08, .black)
    }
    return try sheet.page()
  }

  @Test func `writing that a threshold ate in most zones of a page is looked at in each`() throws {
    let readings = try ZoneReaders().read(try Self.page(eaten: 5))
    #expect(readings.map(\.review) == [true, true, true, true, true, false])
  }

  @Test func `dust that lies all over the page is dust in its zones too`() throws {
    let readings = try ZoneReaders().read(try Self.page(eaten: 0, isDusty: true))
    #expect(readings.allSatisfy { $0.state == .blank && !$0.review })
  }

  @Test func `places keep clear of print and writing`() throws {
    let clean = BarePaper.specks(of: try Self.page(eaten: 6), contrast: 160)
    #expect(clean.count > 8 && clean.allSatisfy { $0.count == 0 })
  }
}
