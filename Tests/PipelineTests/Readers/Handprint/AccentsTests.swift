@testable import Imaging

@testable import Pipeline
import Testing

struct AccentsTests {
  /// Pieces as wide and high as given, a capital being 40 px high, on a line that climbs a little.
  private static func line(_ tops: [Int], height: Int = 40) -> [Component] {
    tops.enumerated().map { place, top in
      let foot = 100 - 2 * place
      let pixels = (0..<200).map { Int32(1000 * place + $0) }
      return Component(x: 50 * place, y: foot - height - top, width: 30, height: height + top, pixels: pixels)
    }
  }

  @Test func `a letter that rises well above the others may have an accent`() {
    #expect(Accents.standAbove(Self.line([0, 2, 18, -3])))
    #expect(!Accents.standAbove(Self.line([0, 4, -3, 6, -2])))
  }

  @Test func `a mark by itself above the line counts`() {
    var line = Self.line([0, 0, 0, 0])
    line.append(Component(x: 110, y: 30, width: 12, height: 8, pixels: (0..<60).map { 9000 + Int32($0) }))
    #expect(Accents.standAbove(line))
  }

  @Test func `names that many write with an accent are known`() {
    #expect(Accents.mayBeMissing(in: "SIAN OKONKWO") && Accents.mayBeMissing(in: "Anna Zoe"))
    #expect(!Accents.mayBeMissing(in: "BRIAN ZOELLER"))
  }
}
