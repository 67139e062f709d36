import Forms
import Testing

@testable import Pipeline

/// What made-up people write is what the field asks for.
struct SpecimenContentTests {
  @Test(arguments: DamageTests.forms.map(\.id))
  func `what a specimen writes follows its field's grammar and has room in its place`(id: String) throws {
    let form = try #require(DamageTests.forms.first { $0.id == id })
    var random = SeededRandom(seed: 7), wrong: Set<String> = []
    for _ in 0..<40 {
      let entries = SpecimenContent(form, random: &random).entries
      for zone in form.pages.flatMap(\.zones) {
        guard case .text(let text) = entries[zone.field], let kind = form.fields[zone.field]?.kind else { continue }
        // Small type is 0.8 mm a character wide.
        let room = zone.parts.reduce(0) { $0 + $1.width } / 0.8
        let longest = text.split(separator: "\n").map(\.count).max() ?? 0
        if !kind.normalise(text).isValid || Double(longest) > room { wrong.insert("\(zone.field): \(text)") }
      }
    }
    #expect(wrong.isEmpty)
  }

  @Test func `nothing is written in a blank specimen`() throws {
    let form = try #require(DamageTests.forms.first { $0.id == "n5b" })
    var maker = SpecimenMaker()
    (maker.mode, maker.dpi) = (.blank, 100)
    let made = try maker.make([.init(form: form)])
    #expect(made.pages.count == 4 && made.truth.documents[0].fields.allSatisfy { $0.status == "empty" })
  }
}
