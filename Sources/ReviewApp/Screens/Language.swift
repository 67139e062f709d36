/// A language of the interface.
enum Language: String, CaseIterable, Sendable {
  case english = "en", welsh = "cy"

  static let cookie = "formscan-language"

  /// The one that was chosen, else the first that the browser asks for and there is.
  init(cookie: String?, accepted: String) {
    let asked = accepted.split(separator: ",").map { String($0.drop { $0 == " " }.prefix(2)) }
    self = cookie.flatMap(Language.init) ?? asked.lazy.compactMap { Language(rawValue: $0) }.first ?? .english
  }

  /// The other one, and what it calls itself.
  var other: Language { self == .english ? .welsh : .english }
  var ownName: String { self == .english ? "English" : "Cymraeg" }
}
