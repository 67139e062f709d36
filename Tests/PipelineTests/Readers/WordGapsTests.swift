import Forms
import Imaging
@testable import Pipeline
import Testing

/// Words of real type, and letters set apart by hand.
struct WordGapsTests {
  static func gaps(_ draw: (TestSheet) -> Void) throws -> WordGaps {
    let sheet = try TestSheet()
    draw(sheet)
    return WordGaps(try sheet.ink(SmallMarksTests.zone).lines().flatMap { $0 })
  }

  @Test(arguments: SmallMarksTests.fonts, ["Mei Ian Lloyd", "14 Spring Gate", "MILL HILL"])
  func `words of type are apart`(font: String, text: String) throws {
    #expect(try !Self.gaps { $0.type(text, x: 13, y: 14, font: font) }.isUnsure(spaces: text.count { $0 == " " }))
  }

  @Test func `a wider gap between letters is hardly a space`() throws {
    let gaps = try Self.gaps { sheet in
      for (place, letter) in "BRIGHTON".enumerated() {
        sheet.type(String(letter), x: 13 + 3 * Double(place) + (place > 5 ? 0.2 : 0), y: 14, font: "Liberation Mono")
      }
    }
    #expect(gaps.isUnsure(spaces: 1))
    #expect(!gaps.isUnsure(spaces: 0))
  }
}
