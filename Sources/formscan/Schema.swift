import ArgumentParser
import Forms
import Foundation

/// Prints the JSON Schema of a form's records.
struct Schema: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Prints the JSON Schema of a form's records.",
    discussion: """
      JSON Schema 2020-12, made from the form's definition: its fields by their pointers, and what may stand in each.

        formscan schema lp1f > lp1f.schema.json
        formscan schema lp1f --edition 07.15      one of several editions
      """)

  @Argument(help: "The form's id, such as n5b.") var form: String
  @Option(
    help: ArgumentHelp(
      "The edition, where the form has several; the form.yaml of its own folder if not given.", valueName: "edition"))
  var edition: String?
  @OptionGroup var definitions: Definitions

  func run() throws {
    let editions = try definitions.forms([form.lowercased()])
    guard let chosen = edition == nil ? editions.first : editions.first(where: { $0.edition == edition }) else {
      complain(
        Problem(
          place: form, summary: "it has no edition '\(edition ?? "")'",
          remedy: "Known: \(editions.map(\.edition).joined(separator: ", "))."))
      throw ExitStatus.definitionIsWrong.code
    }
    FileHandle.standardOutput.write(try CanonicalJSON.data(RecordSchema(chosen)))
  }
}
