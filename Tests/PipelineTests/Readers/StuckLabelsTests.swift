import Forms
import Imaging
@testable import Pipeline
import Testing

/// Labels with bars, stuck on sheets that are filled in.
struct StuckLabelsTests {
  static let field = Zone(x: 20, y: 30, width: 60, height: 7)
  static let box = Zone(x: 100, y: 30, width: 4.8, height: 5.2)

  /// A sheet with a field of a line and a tick box, both empty, and lines of print and writing.
  static func sheet(skew: Double = 0, dpi: Double = 300) throws -> TestSheet {
    let sheet = try TestSheet(width: 140, height: 110, skew: skew, dpi: dpi)
    sheet.add(ZoneDefinition(field: "/name", read: .line, parts: [field]))
    sheet.add(ZoneDefinition(field: "/tick", read: .ticks, parts: [], boxes: [.init(name: "yes", zone: box)]), .flag)
    for row in 0..<5 {
      sheet.type("Illimitable lilting millinery 1111 1111 1111 lllllll", x: 5, y: 90 + Double(row) * 3, size: 3)
    }
    for cell in 0..<20 { sheet.printBox(Zone(x: 5 + Double(cell) * 5, y: 75, width: 5, height: 6)) }
    return sheet
  }

  /// A white label with bars and digits, turned clockwise about its top left.
  static func stick(on sheet: TestSheet, x: Double, y: Double, turned: Double = 0) {
    let base = sheet.paper.transform
    sheet.paper.transform = Affine.rotation(degrees: turned).then(.translation(x, y)).then(base)
    sheet.paper.fill(x: 0, y: 0, width: 60, height: 20, .paper)
    sheet.paper.barcode("ENVK40718852", in: Zone(x: 3.5, y: 2.5, width: 53, height: 10))
    sheet.paper.text("ENVK40718852", x: 12, y: 17.5, size: 3.6, font: "Liberation Sans")
    sheet.paper.transform = base
  }

  @Test(arguments: [150.0, 200, 300], [0, 2.5])
  func `print, writing and combs are no label`(dpi: Double, skew: Double) throws {
    #expect(try StuckLabels(Self.sheet(skew: skew, dpi: dpi).page()).places.isEmpty)
  }

  @Test(arguments: [150.0, 200, 300], [-4.0, 0, 3])
  func `a label is found whole, lying or upright, and nothing far from it`(dpi: Double, lean: Double) throws {
    for (x, y, turn, inside) in [(30.0, 10.0, 0.0, (60.0, 18.0)), (60, 5, 90, (52, 40)), (80, 35, 180, (50, 25))] {
      let sheet = try Self.sheet(skew: 1, dpi: dpi)
      Self.stick(on: sheet, x: x, y: y, turned: turn + lean)
      let labels = StuckLabels(try sheet.page())
      #expect(labels.places.count == 1)
      #expect(labels.touch([Zone(x: inside.0, y: inside.1, width: 1, height: 1)]))
      #expect(!labels.touch([Zone(x: 5, y: 90, width: 100, height: 5)]))
    }
  }

  @Test func `the form's own barcode is no label`() throws {
    let sheet = try Self.sheet(), place = Zone(x: 70, y: 5, width: 40, height: 10)
    sheet.paper.barcode("LP1F2", in: place)
    #expect(try !StuckLabels(sheet.page()).places.isEmpty)
    sheet.layout.barcodes = [place]
    #expect(try StuckLabels(sheet.page()).places.isEmpty)
  }

  @Test func `what a label touches is for a person: empty, written and ticked`() throws {
    let readers = try ZoneReaders(), sheet = try Self.sheet()
    let untouched = try readers.read(sheet.page())
    #expect(untouched.allSatisfy { !$0.review })
    // Its digits come to lie in the field, its quiet strip on the box.
    Self.stick(on: sheet, x: 44, y: 18)
    let readings = try readers.read(sheet.page())
    #expect(readings.allSatisfy { $0.review && $0.reasons.contains("a label lies over it") })
    #expect(readings[1].boxes?["yes"]?.review == true)
  }
}
