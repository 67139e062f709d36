import Forms
import Testing

@testable import Pipeline

@Test func `readings that differ in spaces, capitals and the cut of quotes alone agree in full`() {
  #expect(Agreement("O'Brien  & Sons", "o’brien & sons", .text) == .full)
  #expect(Agreement("a–b", "a-b", .text) == .full)
  #expect(Agreement("", "", .text) == .full)
}

@Test func `readings that differ in accents alone agree but for those`() {
  #expect(Agreement("Siân", "Sian", .text) == .butAccents)
  #expect(Agreement("Siân", "Sián", .text) == .butAccents)
}

@Test func `a letter more or another one is no agreement`() {
  #expect(Agreement("Hill", "Hull", .text) == .none)
  #expect(Agreement("Hill", "Hil", .text) == .none)
  #expect(Agreement("Hill", "", .text) == .none)
}

@Test func `readings of which a grammar makes one value agree in full, and only under that grammar`() {
  #expect(Agreement("HU15 2PW", "HU152PW", .postcode) == .full)
  #expect(Agreement("£391.00", "391.00", .money) == .full)
  #expect(Agreement("£391.00", "391.00", .text) == .none)
}

@Test(arguments: [
  (["Hill", "hill"], Agreement.full), (["Hill", "Hill", "Hill"], .full), (["Hill", "Hull", "Hill"], .majority),
  (["Hill", "Hill", "Hull"], .majority), (["Hill", "Hull", "Hull"], .majority), (["Hill", "Hull", "Hell"], .none),
  (["Sian", "Siân", "Sian"], .butAccents), (["Sian", "Sian", "Siân"], .butAccents), (["Sian", "Siân", "Slan"], .butAccents),
  (["Hill", "Hull"], .none),
])
func `witnesses of one reading agree in full together alone, and an accent that one sees stays open`(
  texts: [String], agreement: Agreement
) {
  #expect(Agreement(all: texts, .text) == agreement)
}

@Test func `two of three readings make a majority, three different ones none`() {
  #expect(Agreement(votes: ["Hill", "Hull", "hill"], .text) == .majority)
  #expect(Agreement(votes: ["Hill", "Hull", "Hell"], .text) == .none)
}

@Test(arguments: [
  (["Hill", "Hull", "Hull"], "Hull"), (["Hull", "Hill", "Hull"], "Hull"), (["Hill", "Hull", "Hell"], "Hill"),
  (["Sian", "Siân"], "Siân"), (["Siân", "Sian", "Sian"], "Siân"), (["", "Hill"], "Hill"),
])
func `the reading that most others support is taken, with its accents, and else the first that says anything`(
  texts: [String], chosen: String
) {
  #expect(texts[Agreement.majority(texts, .text)] == chosen)
}

@Test func `how far readings agree is in order`() {
  #expect(Agreement.none < .majority && Agreement.majority < .butAccents && Agreement.butAccents < .full)
}
