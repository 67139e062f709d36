/// A draft of a letter to the person who sent a form: what has to be mended, by whom and in which order. A person approves it; nothing here
/// sends it.
///
/// Holds no value of the record but the addressee's name and address.
public struct Letter: Equatable, Sendable {
  /// What one person has to do.
  struct Task: Equatable, Sendable {
    var person: String
    var steps: [String]
  }

  public let language: LetterLanguage
  /// The form, as the letter calls it.
  var subject: String
  /// The record's id.
  var reference: String
  /// Name and address, line by line; empty where the record has none.
  var addressee: [String]
  var greeting: String
  var opening: [String]
  /// In the order in which people act.
  var tasks: [Task]
  var closing: [String]
  var signOff: String
  /// What the person who approves it has to see to before.
  var checks: [String]
  /// What the office settles first, not the sender.
  var settledHere: [String]
  /// The issues that the letter asks about: rule and severity, and on what it rests (in English).
  var grounds: [Ground]
  let words: [LetterWord: Rule.Sentence]

  struct Ground: Equatable, Sendable {
    var rule: String
    var basis: String?
  }

  /// A word of all letters in this one's language.
  func callAsFunction(_ word: LetterWord) -> String { words[word]?[language] ?? "" }
}
