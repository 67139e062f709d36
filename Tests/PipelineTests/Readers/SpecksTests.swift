import Forms
import Imaging
@testable import Pipeline
import Testing

/// Specks in empty zones.
struct SpecksTests {
  static let zone = Zone(x: 20, y: 12, width: 14, height: 12)

  /// Specks at these places of the zone, whose sides are 1.
  static func specks(_ places: [(x: Double, y: Double)]) throws -> Specks {
    let sheet = try TestSheet()
    sheet.printBox(zone)
    for (x, y) in places { sheet.paper.disc(x: zone.x + x * zone.width, y: zone.y + y * zone.height, radius: 0.08, .black) }
    return Specks(try sheet.ink(zone))
  }

  @Test(arguments: [3, 5, 9])
  func `a row of specks is what is left of small writing, and specks all over are dust`(count: Int) throws {
    var random = SeededRandom(seed: 5)
    let across = (0..<count).map { 0.15 + 0.7 * Double($0) / Double(count) }
    #expect(try Self.specks(across.map { ($0, random.value(0.45...0.5)) }).isRow)
    let dust = try Self.specks(across.enumerated().map { ($1, 0.1 + 0.8 * Double($0 * 2 % count) / Double(count)) })
    #expect(dust.count == count && !dust.isRow)
  }

  @Test func `a frame alone has no specks, nor has one a row or many`() throws {
    let none = try Self.specks([]), one = try Self.specks([(0.5, 0.5)])
    #expect(none.count == 0 && !none.isRow && !none.areMany(among: [none]))
    #expect(one.count == 1 && !one.isRow && !one.areMany(among: [none, one]))
  }

  @Test func `as many specks are many on a clean page and few on a dusty one`() throws {
    let some = try Self.specks([(0.2, 0.3), (0.4, 0.7), (0.5, 0.2), (0.6, 0.5), (0.8, 0.4)])
    let clean = try Self.specks([]), dusty = try Self.specks([(0.2, 0.3), (0.3, 0.8), (0.8, 0.2)])
    #expect(some.areMany(among: [some] + Array(repeating: clean, count: 20)))
    #expect(!some.areMany(among: [some] + Array(repeating: dusty, count: 20)))
    #expect(!some.areMany(among: [some]))
  }

  @Test func `a row needs fewer to be many`() throws {
    let row = try Self.specks([(0.3, 0.5), (0.5, 0.52), (0.7, 0.51)]),
      heap = try Self.specks([(0.3, 0.2), (0.5, 0.9), (0.7, 0.5)])
    let few = [try Self.specks([(0.5, 0.5)])] + Array(repeating: try Self.specks([]), count: 12)
    #expect(row.areMany(among: [row] + few))
    #expect(!heap.areMany(among: [heap] + few))
  }
}
