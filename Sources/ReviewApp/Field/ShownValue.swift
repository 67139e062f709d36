import Forms
import RecordStore

extension FieldValue? {
  /// As people write it: a day with the day first. What is typed in this way is the same value again.
  var typed: String {
    switch self {
    case .text(let text):
      if let day = text.wholeMatch(of: /([0-9]{4})-([0-9]{2})-([0-9]{2})/) { "\(day.3)/\(day.2)/\(day.1)" } else { text }
    case .flag(let flag): flag ? "true" : "false"
    case nil: ""
    }
  }

  /// In words.
  func shown(as kind: FieldDefinition.Kind?, _ words: Words) -> String {
    switch (self, kind) {
    case (.flag(let flag), .signature): words(flag ? "mark-signed" : "mark-not-signed")
    case (.flag(let flag), _): words(flag ? "mark-ticked" : "mark-not-ticked")
    case (.text(let name), .choice): name.spaced
    case (.text, _): typed
    case (nil, .choice): words("choice-none")
    case (nil, _): words("value-blank")
    }
  }
}

extension String {
  /// A choice's name as words: `notApplicable` is "not applicable".
  var spaced: String { reduce(into: "") { $0 += $1.isUppercase ? " " + $1.lowercased() : String($1) } }
}
