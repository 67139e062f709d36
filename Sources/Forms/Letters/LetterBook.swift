public import Foundation

/// What letters are made of: sentences for broken rules, addressees and the words around them.
public struct LetterBook: Sendable {
  /// The rules that letters speak of.
  public let rules: RuleBook
  private(set) var families: [LetterFamily] = []
  private(set) var words: [LetterWord: Rule.Sentence] = [:]
  /// What is asked for where no rule, but a page is the trouble; by the issue's id.
  private(set) var pageTexts: [String: Rule.Sentence] = [:]

  /// Issues that a run raises about pages themselves, which a sender can mend by sending the page again.
  static let pageIssues = ["page-missing", "page-damaged", "page-worn"]

  /// Reads `letters/*.yaml` of a folder of definitions.
  ///
  /// - Parameter rules: whose ids the texts are for.
  /// - Returns: what is right in them, and everything that is wrong.
  public static func read(_ folder: URL, rules: RuleBook) -> (book: LetterBook, problems: [Problem]) {
    let findings = Findings(), inner = folder.appendingPathComponent("letters")
    var book = LetterBook(rules: rules)
    let names = ((try? FileManager.default.contentsOfDirectory(atPath: inner.path)) ?? []).filter { $0.hasSuffix(".yaml") }
    if !names.contains("letter.yaml") {
      findings.add(
        Problem(
          place: inner.path, summary: "there is no letter.yaml in this folder",
          remedy: "It holds the words that all letters have in common; see Pipelines/README.md."))
    }
    for name in names.sorted() {
      let file = inner.appendingPathComponent(name)
      do {
        let reader = LetterReader(root: try YAMLValue(file, findings: findings), rules: rules)
        if name == "letter.yaml" {
          (book.words, book.pageTexts) = reader.common(named: file)
        } else {
          let family = reader.family(named: file)
          for other in book.families {
            for id in Set(other.texts.keys).intersection(family.texts.keys).sorted() {
              reader.root.complain("the rule '\(id)' has a text in another file too", "Keep one of them.")
            }
            for id in Set(other.subjects.keys).intersection(family.subjects.keys).sorted() {
              reader.root.complain("the form '\(id)' stands in another file too", "Keep one of them.")
            }
          }
          book.families.append(family)
        }
      } catch {
        findings.add(error as? Problem ?? Problem(place: file.path, summary: "the file cannot be read: \(error)"))
      }
    }
    return (book, findings.problems)
  }

  private init(rules: RuleBook) { self.rules = rules }

  /// The family of a form.
  func family(of form: String) -> LetterFamily? { families.first { $0.subjects[form] != nil } }

  /// Whether a letter about one form can ask about another that belongs to it.
  public func speaks(of form: String, with main: String) -> Bool { family(of: main)?.subjects[form] != nil }

  /// How many rules have a text of their own.
  public var textCount: Int { families.reduce(0) { $0 + $1.texts.count } }
}
