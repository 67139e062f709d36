import ArgumentParser
import Forms
import Foundation
import RecordStore

/// Drafts a letter to the person who sent a form.
struct LetterCommand: AsyncParsableCommand {
  enum Language: String, ExpressibleByArgument, CaseIterable { case en, cy }

  static let configuration = CommandConfiguration(
    commandName: "letter",
    abstract: "Drafts a letter that says what has to be mended on a form, by whom and in which order.",
    discussion: """
      From the record's open issues: queries, and what is proposed for rejection. It is a draft for somebody to approve, with a sheet for \
      that, and is never sent. Of the record's values it holds the addressee's name and address alone; the file is for its owner's eyes only.

        formscan letter out/records/lp1f-12ab.json                              as text, to the terminal
        formscan letter out/records/lp1f-12ab.json --language cy --output draft.html
        formscan letter out/records/lp1f-12ab.json --with out/records/lpc-34cd.json --large --output draft.html
        formscan letter --store desk.sqlite lp1f-12ab --output draft.txt
      """)

  @Argument(
    help: ArgumentHelp("The record's file; with --store its id.", valueName: "record"), completion: .file(extensions: ["json"]))
  var record: String
  @Option(
    name: .customLong("with"),
    help: ArgumentHelp("A document that belongs to it, such as continuation sheets; may be given again.", valueName: "record"))
  var others: [String] = []
  @Option(
    help: ArgumentHelp(
      "The language of the letter: en or cy. The one that the form asks for, if not given.", valueName: "language"))
  var language: Language?
  @Flag(help: "In large print (HTML).")
  var large = false
  @Option(help: ArgumentHelp("Where to write: .html or .txt. Text to the terminal, if not given.", valueName: "file"))
  var output: String?
  @Option(help: ArgumentHelp("The store that has the record.", valueName: "file"))
  var store: String?
  @OptionGroup var definitions: Definitions

  func validate() throws {
    let isPage = output.map { $0.lowercased().hasSuffix(".html") } ?? false
    if let output, !isPage, !output.lowercased().hasSuffix(".txt") {
      throw ValidationError("--output takes a file that ends in .html or .txt.")
    }
    if large, !isPage { throw ValidationError("--large needs --output with a file that ends in .html.") }
  }

  func run() async throws {
    let book = try definitions.letters()
    let main = try await read(record)
    var sheets: [FormRecord] = []
    for other in others { sheets.append(try await read(other)) }
    let letter = try book.letter(about: main, with: sheets, in: language.flatMap { LetterLanguage(rawValue: $0.rawValue) })
    if let store {
      try await RecordStore(URL(fileURLWithPath: store)).noteLetter(
        about: main.id, language: letter.language.rawValue, isLarge: large, by: StoreOption.actor)
    }
    guard let output else { return print(letter.text, terminator: "") }
    let text = output.lowercased().hasSuffix(".html") ? letter.html(large: large) : letter.text
    try Data(text.utf8).writeWhole(to: URL(fileURLWithPath: output), private: true)
  }

  private func read(_ name: String) async throws -> FormRecord {
    if let store { return try await stored(name, in: RecordStore(URL(fileURLWithPath: store))) }
    let bytes: Data
    do { bytes = try Data(contentsOf: URL(fileURLWithPath: name)) } catch {
      throw Problem(place: name, summary: "the file cannot be read", remedy: "Check its path and that you may read it.")
    }
    do { return try JSONDecoder().decode(FormRecord.self, from: bytes) } catch {
      throw Problem(place: name, summary: "it is no record", remedy: "Give a file of a run's records folder.")
    }
  }

  /// The record as it stands, without what is keyed blind still.
  private func stored(_ id: String, in store: RecordStore) async throws -> FormRecord {
    guard let view = try await store.view(id, for: StoreOption.actor) else {
      throw Problem(place: id, summary: "the store has no such record, or its values are purged", remedy: "Check the id.")
    }
    return view.record
  }
}
