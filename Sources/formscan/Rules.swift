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
    if language != "en" && language != "cy" { throw ValidationError("--language takes en or cy.") }
  }

  func run() throws {
    let book = try definitions.rules(), known = Set(try definitions.forms().map(\.id)).union(book.rules.flatMap(\.forms))
    if let form, !known.contains(form) {
      throw ValidationError("There is no form '\(form)'. Known: \(known.sorted().joined(separator: ", ")).")
    }
    let rules = book.rules.filter { rule in (form.map(rule.forms.contains) ?? true) && !(unverified && rule.isVerified) }
    if markdown { print("| rule | forms | severity | law | says | rests on |\n|---|---|---|---|---|---|") }
    for rule in rules {
      let sentence = language == "cy" ? rule.say.cy : rule.say.en
      let severity = rule.severity.rawValue + (rule.isVerified ? "" : ", not verified")
      let forms = rule.forms.joined(separator: " "), law = rule.validity?.words ?? "always"
      if markdown {
        let cells = [rule.id, forms, severity, law, sentence, rule.basis].map { $0.replacing("|", with: "\\|") }
        print("| \(cells.joined(separator: " | ")) |")
      } else {
        print("\(rule.id)  (\(severity); \(forms); \(law))\n    \(sentence)\n    \(rule.basis)")
      }
    }
    if rules.isEmpty, !markdown { print("no rules") }
  }
}
