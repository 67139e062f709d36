import Forms
import Imaging
@testable import Pipeline
import Testing

/// How much of the print a scan has kept.
struct KeptPrintTests {
  /// A sheet with twelve words, of which some are printed so that a part of each is lost, and an empty zone.
  static func page(lost: Int, dpi: Double = 300) throws -> RegisteredPage {
    let sheet = try TestSheet(dpi: dpi)
    for number in 0..<12 {
      let (x, y) = (5 + 20.0 * Double(number % 4), 6 + 6.0 * Double(number / 4))
      sheet.printWord("mention", x: x, y: y)
      if number < lost { sheet.paper.fill(x: x - 1, y: y - 4, width: 10, height: 6, .shade(0)) }
    }
    sheet.add(ZoneDefinition(field: "/name", read: .line, parts: [Zone(x: 20, y: 28, width: 50, height: 8)]))
    for index in sheet.layout.words.indices { sheet.layout.words[index].density = 0.3 }
    return try sheet.page()
  }

  @Test(arguments: [150.0, 300, 600])
  func `print that is all there is not worn`(dpi: Double) throws {
    for lost in [0, 1] { #expect(try !KeptPrint(Self.page(lost: lost, dpi: dpi)).isWorn) }
  }

  @Test func `print of which a third of the words is gone is worn`() throws {
    #expect(try KeptPrint(Self.page(lost: 4)).isWorn)
  }

  @Test func `a page with next to no print tells nothing`() throws {
    #expect(try !KeptPrint(TestSheet().page()).isWorn)
  }

  @Test func `an empty zone is looked at where the print is worn, and passes where it is not`() throws {
    let readers = try ZoneReaders()
    for (lost, review) in [(0, false), (6, true)] {
      let reading = readers.read(try Self.page(lost: lost))[0]
      #expect(reading.state == .blank && reading.review == review)
    }
  }
}
