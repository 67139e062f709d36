import Foundation
import Testing

@testable import Forms

struct SpellingTests {
  private static let words = WordModel([[("SMITH", 30), ("SMYTHE", 1), ("O'CONNOR", 5)], [("LEEDS", 9), ("LONDON", 40)]])

  /// The weight of a whole text; nil where the spelling does not allow it.
  private static func weight(_ text: String, _ kind: FieldDefinition.Kind, isComb: Bool = false) -> Float? {
    let spelling = kind.spelling(words, isComb: isComb)
    var before: [UInt8] = [], sum: Float = 0
    for scalar in text.unicodeScalars {
      guard let weight = spelling.weight(of: UInt8(scalar.value), after: before) else { return nil }
      sum += weight
      before.append(UInt8(scalar.value))
    }
    return spelling.weight(ofEndAfter: before).map { sum + $0 }
  }

  @Test(arguments: [
    (FieldDefinition.Kind.date, "7/3/1962"), (.date, "07 03 1962"), (.date, "29.02.2000"), (.date, "31121999"),
    (.postcode, "LS1 4AP"), (.postcode, "SW1A1AA"), (.postcode, "M1 1AE"), (.postcode, "GY1 1AA"), (.money, "£1,234.50"),
    (.money, "355"), (.money, "391.00"), (.money, "1234567"), (.number, "37.5"), (.number, "4"), (.phone, "07700 900123"),
    (.phone, "+44 7700 900123"), (.phone, "0044 7700 900123"), (.phone, "(0113) 496 0000"), (.email, "A.B@GMAIL.COM"),
    (.email, "JO-1@X2.CO.UK"),
    (.reference, "AB12/34"), (.text, "12A HIGH ST."), (.text, "O'CONNOR-SMITH"), (.text, "B&B (LEEDS)"),
  ])
  func `what people write is allowed`(kind: FieldDefinition.Kind, text: String) {
    #expect(Self.weight(text, kind) != nil)
  }

  @Test(arguments: [
    (FieldDefinition.Kind.date, "31/04/1999"), (.date, "29/02/1999"), (.date, "7/13/1962"), (.date, "0/1/1962"),
    (.date, "1/1/62"),
    (.date, "01011879"), (.postcode, "AA1 4AP"), (.postcode, "LS1 4CP"), (.postcode, "LS1 4A"), (.money, "1,23"),
    (.money, "12.5"),
    (.money, "1234,567"), (.number, "1234"), (.number, "1."), (.phone, "12345678901"),
    (.phone, "077009001234"), (.email, "A.B@GMAIL"), (.email, "A@B@C.COM"), (.reference, "-A"), (.text, "A  B"), (.text, " A"),
  ])
  func `what is no value of the type is not`(kind: FieldDefinition.Kind, text: String) {
    #expect(Self.weight(text, kind) == nil)
  }

  @Test func `a comb's date has eight digits and nothing between them`() {
    #expect(Self.weight("07031962", .date, isComb: true) != nil)
    #expect(Self.weight("7031962", .date, isComb: true) == nil)
    #expect(Self.weight("07/03/1962", .date, isComb: true) == nil)
  }

  /// Every day that a date can be is allowed in each of its forms, and no other.
  @Test func `a date over cells is a day of the calendar`() {
    for day in 0...32 {
      for month in 0...13 {
        for year in [1880, 1900, 1999, 2000, 2024, 2100] {
          let text = String(format: "%02d%02d%04d", day, month, year)
          #expect((Self.weight(text, .date, isComb: true) != nil) == DateGrammar.isDay(day, month, year), "\(text)")
        }
      }
    }
  }

  @Test func `common words weigh more than rare ones, and these more than none`() throws {
    let known = try #require(Self.weight("SMITH", .text)), rare = try #require(Self.weight("SMYTHE", .text))
    let none = try #require(Self.weight("SMXTQ", .text))
    #expect(known > rare && rare > none)
  }

  @Test func `a digit among letters, and a letter among digits, weigh little`() throws {
    #expect(try #require(Self.weight("LONDON", .text)) > 4 + #require(Self.weight("L0ND0N", .text)))
    #expect(try #require(Self.weight("105", .text)) > 4 + #require(Self.weight("1O5", .text)))
  }

  @Test func `a house has a letter more often than a number ends in any other`() throws {
    #expect(try #require(Self.weight("12B", .text)) > 1 + #require(Self.weight("12Q", .text)))
  }

  @Test func `a word's next letters and its end are likely in all as one`() {
    for word in ["", "S", "SM", "SMITH", "QZ", "LON", "O'"] {
      let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ'".utf8)
      let sum = letters.reduce(Self.words.share(ofEndAfter: Array(word.utf8))) {
        $0 + Self.words.share(of: $1, after: Array(word.utf8))
      }
      #expect(abs(sum - 1) < 0.01, "\(word): \(sum)")
    }
  }

  @Test func `the lists' words are known, others are not`() {
    #expect(Self.words.contains("Smith") && Self.words.contains("O'Connor"))
    #expect(!Self.words.contains("Smit") && !Self.words.contains("Smithy"))
  }
}
