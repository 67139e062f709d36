import ArgumentParser
import Forms

/// Prints the rules that a form's documents are held against.
struct Rules: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Lists the rules that documents of a form are held against.",
    discussion: """
      For each rule: its id, how grave it is, when it is law, on what it rests and what an operator is told. What is not verified \
      against its source is never more than a query.

        formscan rules lp1f
        formscan rules --unverified                   of all forms, what somebody has still to check
        formscan rules n5b --markdown > n5b-rules.md
      """)

  @Argument(help: "The form's id; all forms if none is given.")
  var form: String?
  @Flag(help: "Only rules that are not verified against their source.")
  var unverified = false
  @Flag(help: "As a Markdown table.")
  var markdown = false
  @Option(help: ArgumentHelp("The language of the sentences: en or cy.", valueName: "language"))
  var language = "en"
  @OptionGroup var definitions: Definitions

  func validate() throws {
    if Rule.Language(rawValue: language) == nil { throw ValidationError("--language takes en or cy.") }
  }

  func run() throws {
    let forms = try definitions.forms(), book = try definitions.rules(forms), known = Set(forms.map(\.id)).union(book.rules.flatMap(\.forms))
    let id = form?.lowercased(), language = Rule.Language(rawValue: language) ?? .en
    if let id, !known.contains(id) {
      throw ValidationError("There is no form '\(id)'. Known: \(known.sorted().joined(separator: ", ")).")
    }
    let rules = book.rules.filter { rule in (id.map(rule.forms.contains) ?? true) && !(unverified && rule.isVerified) }
    if markdown {
      print(row(language.heads) + "\n|" + String(repeating: "---|", count: language.heads.count))
    }
    for rule in rules {
      let words = rule.words(language), forms = rule.forms.joined(separator: " ")
      if markdown {
        print(row([rule.id, forms, words.severity, words.law, words.sentence, rule.basis]))
      } else {
        print("\(rule.id)  (\(words.severity); \(forms); \(words.law))\n    \(words.sentence)\n    \(rule.basis)")
      }
    }
    if rules.isEmpty, !markdown { print(language.nothing) }
  }

  /// A row of a Markdown table.
  private func row(_ cells: [String]) -> String {
    "| \(cells.map { $0.replacing("|", with: "\\|") }.joined(separator: " | ")) |"
  }
}
