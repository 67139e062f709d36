import Forms
import Foundation
import Mustache
import Yams

/// The interface's texts, one table for both languages: `Texts/interface.yaml`.
struct TextTable: Sendable {
  private let texts: [String: [String: String]]

  /// - Throws: `Problem` where the table is missing or a text lacks a language.
  init(_ file: URL) throws {
    do {
      texts = try YAMLDecoder().decode([String: [String: String]].self, from: Data(contentsOf: file))
    } catch {
      throw Problem(place: file.path, summary: "the table of texts cannot be read", remedy: "Install FormScan again.")
    }
    for (key, text) in texts where Set(text.keys) != Set(Language.allCases.map(\.rawValue)) {
      throw Problem(place: file.path, summary: "the text '\(key)' is not there in each language", remedy: "Add 'en' and 'cy'.")
    }
  }

  subscript(key: String, language: Language) -> String? { texts[key]?[language.rawValue] }
  var keys: Set<String> { Set(texts.keys) }
}

/// The interface's texts in one language; templates ask for them as `text.key`.
struct Words: MustacheParent, Sendable {
  let language: Language
  let table: TextTable
  /// What rules say in Welsh, by their ids.
  let welshRules: [String: String]

  func child(named key: String) -> Any? { self(key) }

  /// A text, with `{name}` in it replaced. A key that nobody wrote a text for shows as itself, and fails the tests.
  func callAsFunction(_ key: String, _ values: [String: String] = [:]) -> String {
    values.reduce(table[key, language] ?? "⟨\(key)⟩") { $0.replacing("{\($1.key)}", with: $1.value) }
  }

  /// The same, with a form of its own (`key-one`) for one.
  func count(_ key: String, _ number: Int) -> String {
    let form = number == 1 && table[key + "-one", language] != nil ? key + "-one" : key
    return self(form, ["n": "\(number)"])
  }

  /// What a reader said in English, in this language where the table has it: under the sentence with hyphens for spaces.
  func said(_ sentence: String) -> Line {
    let key =
      "said-"
      + sentence.lowercased().filter { $0.isLetter || $0.isNumber || $0 == " " || $0 == "-" }
      .replacing(" ", with: "-")
    return table[key, language].map { Line(text: $0, language: language) } ?? Line(text: sentence, language: .english)
  }

  /// What a rule said of a record, in this language where its sentence is known.
  func rule(_ issue: FormRecord.Issue) -> Line {
    guard language == .welsh, let text = table["rule-" + issue.rule, language] ?? welshRules[issue.rule] else {
      return Line(text: issue.message, language: .english)
    }
    return Line(text: text, language: language)
  }

  /// What was said in English, where `rule` gives a sentence that lacks its particulars, such as the number of a page.
  func particulars(_ issue: FormRecord.Issue) -> String? {
    language == .welsh && rule(issue).lang == Language.welsh.rawValue ? issue.message : nil
  }
}

/// A sentence and the language that it is in, which may not be the page's.
struct Line {
  let text: String
  let lang: String

  init(text: String, language: Language) {
    self.text = text
    lang = language.rawValue
  }
}
