import Foundation
import Testing

@testable import Forms

/// The letters that the project ships.
struct LetterFilesTests {
  @Test func `they name rules, forms, people and fields that there are`() {
    #expect(TestLetter.problems == [])
    #expect(TestLetter.book.textCount > 150)
  }

  @Test func `every rule that asks for a person has a text, and of every rule that rejects something is asked`() {
    for rule in TestBook.book.rules where rule.severity == .reject || rule.severity == .query {
      let texts = TestLetter.book.families.compactMap { $0.texts[rule.id] }
      #expect(texts.count == 1, "\(rule.id)")
      if rule.severity == .reject { #expect(texts.first?.steps(unchecked: false) != nil, "\(rule.id)") }
    }
  }

  @Test func `each form of a rule with a text has letters`() {
    for family in TestLetter.book.families {
      for rule in TestBook.book.rules where family.texts[rule.id] != nil {
        #expect(Set(rule.forms).isSubset(of: family.subjects.keys), "\(rule.id)")
      }
    }
  }

  @Test func `sentences end, differ by language, and leave no place for what nobody fills in`() {
    for family in TestLetter.book.families {
      for (id, text) in family.texts {
        guard case .steps(let steps) = text else { continue }
        for say in steps.map(\.say) {
          #expect(say.en != say.cy && (say.en.hasSuffix(".") || say.en.hasSuffix("?")), "\(id)")
          for sentence in [say.en, say.cy] {
            #expect(!sentence.filled(["pages": "x"]).contains("{"), "\(id)")
            #expect(sentence.filled(["pages": nil]).contains(" .") == false, "\(id)")
          }
          // Where a page is named in one language it is in the other.
          #expect(say.en.contains("({pages})") == say.cy.contains("({pages})"), "\(id)")
        }
      }
    }
  }

  /// A folder with the project's `letter.yaml` and one family.
  private func read(_ family: String, common: Bool = true) throws -> [Problem] {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("letters-\(UUID().uuidString)")
    let letters = folder.appendingPathComponent("letters")
    try FileManager.default.createDirectory(at: letters, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    if common {
      let file = TestBook.folder.appendingPathComponent("letters/letter.yaml")
      try FileManager.default.copyItem(at: file, to: letters.appendingPathComponent("letter.yaml"))
    }
    try Data(family.utf8).write(to: letters.appendingPathComponent("test.yaml"))
    return LetterBook.read(folder, rules: TestBook.book).problems
  }

  private static func family(_ text: String, form: String = "lp1f", to: String = "[]", people: String = "sender") -> String {
    """
    letters: test
    version: 1
    forms: { \(form): { about: { en: A, cy: B }, to: \(to) } }
    people: { \(people): { en: You, cy: Chi } }
    texts:
      \(text)
    """
  }

  @Test(arguments: [
    (family("donor-sined: office"), "6:3", "there is no rule 'donor-sined'"),
    (family("donor-signed: { by: donor, en: A., cy: B. }"), "6:23", "nobody is called 'donor' here"),
    (family("donor-signed: { en: A., cy: B. }"), "6:17", "it is not said who does it"),
    (family("donor-signed: { by: sender, en: A. }"), "6:17", "the sentence is missing in 'cy'"),
    (family("donor-signed: post"), "6:17", "what is asked for is needed here"),
    (family("donor-signed: { by: sender, at: [donour], en: A., cy: B. }"), "6:36", "lp1f, lp1h has nothing called 'donour'"),
    (family("donor-signed: office", form: "lp1x"), "3:10", "there is no form 'lp1x'"),
    (family("donor-signed: office", to: "[{ address: [donor/house] }]"), "3:", "lp1f has no field 'donor/house'"),
    (family("donor-signed: office", to: "[{ name: [donor/lastName] }]"), "3:", "the addressee has no 'address'"),
    (family("donor-signed: office", people: "donor"), "4:9", "the sender is not among the people"),
  ])
  func `what is wrong is said with file, line and column`(text: String, place: String, summary: String) throws {
    let problems = try read(text)
    let problem = try #require(problems.first { $0.summary == summary }, "\(problems)")
    #expect(problem.place.contains("test.yaml:\(place)"), "\(problem.place)")
    #expect(problem.remedy != nil)
  }

  @Test func `without the common words nothing can be written, which is said`() throws {
    #expect(
      try read(Self.family("donor-signed: office"), common: false).map(\.summary) == ["there is no letter.yaml in this folder"])
  }
}
