import Testing

@testable import Forms

struct PersonNameTests {
  @Test(arguments: [("Ada Lovelace", "ADA  LOVELACE"), ("Mrs Ada Lovelace", "ada lovelace"), ("Siân O’Neill", "SIAN ONEILL")])
  func `case, spaces, accents and titles do not count`(one: String, other: String) throws {
    #expect(PersonName(one) == PersonName(other) && PersonName(one) != nil)
  }

  @Test func `a few misread characters leave names alike, and other people's are not`() throws {
    let name = try #require(PersonName("Niamh Illingworth"))
    let misread = try #require(PersonName("N1amh lllingw0rth")), other = try #require(PersonName("Brian Murphy"))
    #expect(name.likeness(to: name) == 1 && name.likeness(to: misread) > 0.75 && name.likeness(to: other) < 0.5)
  }

  @Test(arguments: ["", " ", "Mr", "A B", "– –"])
  func `what tells nobody apart is no name`(text: String) { #expect(PersonName(text) == nil) }
}
