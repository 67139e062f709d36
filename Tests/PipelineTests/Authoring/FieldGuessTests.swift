import Forms
import Pipeline
import Testing

private let guess = FieldGuess()
private func place(_ read: ZoneDefinition.Read, height: Double, cells: [Int] = []) -> Place {
  Place(read: read, parts: [Zone(x: 0, y: 0, width: 60, height: height)], cells: cells)
}

@Test func `a comb of day, month and year is a date whatever is printed by it`() {
  #expect(guess.kind(place(.comb, height: 6, cells: [2, 2, 4]), words: "Fee") == .date)
}

@Test func `a box by the word signed takes a signature only if it is high enough`() {
  #expect(guess.kind(place(.block, height: 12), words: "Signed by") == .signature)
  #expect(guess.kind(place(.line, height: 6), words: "Signed by") == .text)
}

@Test func `a block whose address includes the postcode is no postcode`() {
  #expect(guess.kind(place(.block, height: 20), words: "Address (including postcode)") == .text)
}

@Test(arguments: [
  ("Date of birth", "dateOfBirth"), ("2. On the", "onThe"), ("OPG reference number", "opgReferenceNumber"),
  ("Any other names you’re known by", "anyOtherNamesYoureKnown"), ("(optional)", "optional"), ("£", ""), ("7", ""),
])
func `a name is the first words in camel case`(words: String, name: String) {
  #expect(guess.name(words) == name)
}

@Test(arguments: [("Yes, go to 3b", "yes"), ("NO", "no"), ("N/A", "notApplicable"), ("Card", "card")])
func `a tick box stands for its answer`(words: String, choice: String) {
  #expect(guess.choice(words) == choice)
}

@Test(arguments: [("donor first name", true), ("undefined 12", false), ("Text7", false), ("day 3", false)])
func `a PDF's own name is used where it tells something`(name: String, telling: Bool) {
  #expect(guess.isTelling(name) == telling)
}

@Test func `answers are a group, other words are not`() {
  #expect(guess.areAnswers(["Yes", "No", "N/A"]))
  #expect(!guess.areAnswers(["Yes"]) && !guess.areAnswers(["Card", "Cheque"]))
}
