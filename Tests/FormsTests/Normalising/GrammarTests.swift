import Forms
import Testing

struct GrammarTests {
  static func date(_ text: String) -> Normalised { FieldDefinition.Kind.date.normalise(text) }

  @Test func `every day of two centuries survives, and no other`() {
    var days = 0
    for year in 1900...2099 {
      for month in 1...12 {
        for day in 1...31 {
          func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
          let answer = Self.date("\(two(day))\(two(month))\(year)")
          if answer.isValid {
            #expect(answer.value == "\(year)-\(two(month))-\(two(day))")
            days += 1
          } else {
            #expect(answer.value == "\(two(day))/\(two(month))/\(year)")
          }
        }
      }
    }
    #expect(days == 73_049)
  }

  @Test(arguments: [
    ("31/02/2020", false), ("29/02/2020", true), ("29 2 2019", false), ("1.2.2020", true), ("01/02/20", false),
    ("13/13/2020", false),
  ])
  func `a date is a day that exists, with a year of four digits`(text: String, valid: Bool) {
    #expect(Self.date(text).isValid == valid)
  }

  @Test(arguments: [
    ("391.00", "391.00", true), ("£1,234.50", "1234.50", true), ("355", "355", true), ("35500", "35500", false),
    ("3S5.00", "355.00", true),
    ("12.5", "12.5", false), ("1,23", "1,23", false), ("", "", false), ("abc", "abc", false),
  ])
  func `money has its pence, its commas or less than a thousand pounds`(text: String, value: String, valid: Bool) {
    let answer = FieldDefinition.Kind.money.normalise(text)
    #expect(answer.value == value && answer.isValid == valid)
  }

  @Test(arguments: [
    ("4", "4", true), ("12", "12", true), ("37.5", "37.5", true), ("1O", "10", true), ("Una", "Una", false), ("12 weeks", "12 weeks", false),
    ("1234", "1234", false), (".5", ".5", false), ("", "", false),
  ])
  func `a number has up to three digits and a part of one`(text: String, value: String, valid: Bool) {
    let answer = FieldDefinition.Kind.number.normalise(text)
    #expect(answer.value == value && answer.isValid == valid)
  }

  @Test(arguments: [
    ("07559 881105", true), ("+44 20 7946 0000", true), ("0755988110S", true), ("7559881105", false), ("0755", false),
    ("call me", false),
  ])
  func `a telephone number is ten or eleven digits from nought, or international`(text: String, valid: Bool) {
    #expect(FieldDefinition.Kind.phone.normalise(text).isValid == valid)
  }

  @Test(arguments: [
    ("a.b@example.org", "a.b@example.org", true), ("a. b@example. org", "a.b@example.org", true), ("a@b", "a@b", false),
    ("a@@b.uk", "a@@b.uk", false),
    (".a@b.uk", ".a@b.uk", false), ("a@b..uk", "a@b..uk", false),
  ])
  func `an e-mail address has one at and a dotted domain`(text: String, value: String, valid: Bool) {
    let answer = FieldDefinition.Kind.email.normalise(text)
    #expect(answer.value == value && answer.isValid == valid)
  }

  @Test func `text keeps its lines and loses needless spaces, references lose all`() {
    #expect(FieldDefinition.Kind.text.normalise("  Flat  3 \n\n O’Brien ").value == "Flat 3\nO'Brien")
    #expect(FieldDefinition.Kind.reference.normalise("PAT 7911 730").value == "PAT7911730")
  }

  @Test(arguments: ["OS/446", "PCOL/2024/00123", "COL/1", "10", "ABC-2310", "7001"])
  func `a reference whose zeros stand among digits and whose Os among letters passes`(text: String) {
    #expect(!FieldDefinition.Kind.reference.normalise(text).isOffered)
  }

  @Test(arguments: ["0S/446", "A1", "AB10", "X0Y", "O1", "IO2"])
  func `a reference in which nothing tells O from 0 or I from 1 is offered with the other`(text: String) {
    let answer = FieldDefinition.Kind.reference.normalise(text)
    #expect(answer.isOffered && answer.alternatives.count == 1 && answer.value == text)
  }
}
