import Forms
@testable import Pipeline
import Testing

struct ApostrophesTests {
  static let words = WordModel([[("QUEEN'S", 1), ("O'CONNOR", 2), ("GREENS", 1), ("MARY", 1)]])

  @Test(arguments: [("66 QUEENS CRESCENT", true), ("Oconnor", true), ("QUEEN'S ROAD", false), ("GREENS", false), ("", false)])
  func `a word that the lists have with an apostrophe may have lost it`(text: String, mayBeMissing: Bool) {
    #expect(Apostrophes.mayBeMissing(in: text, Self.words) == mayBeMissing)
  }
}
