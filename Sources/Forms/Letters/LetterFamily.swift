/// How letters about a family of forms are written: `Pipelines/letters/<name>.yaml`.
struct LetterFamily: Sendable {
  /// What a letter calls a form, and whom it may be addressed to, in order of choice.
  struct Subject: Sendable {
    var about: Rule.Sentence
    var addressees: [Addressee]
    /// The tick by which the sender asks to be written to in Welsh.
    var welsh: String?
  }

  /// The fields that hold somebody's name and address.
  struct Addressee: Sendable {
    /// Pointers whose values make up one line each; the name's in one.
    var name: [String] = [], company: [String] = [], address: [String] = []
  }

  /// Somebody who has to do something, such as the certificate provider.
  struct Person: Sendable {
    var key: String
    var name: Rule.Sentence
  }

  /// The person whom letters go to; each family has them.
  static let sender = "sender"

  var subjects: [String: Subject] = [:]
  /// In the order in which they act.
  var people: [Person] = []
  /// By rules' ids.
  var texts: [String: LetterText] = [:]
  /// The places of the rules in the file, which is the order of what one person has to do.
  var order: [String: Int] = [:]
}
