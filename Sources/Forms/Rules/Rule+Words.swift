extension Rule {
  /// A language in which rules are listed.
  public enum Language: String, CaseIterable, Sendable { case en, cy }

  /// What a list says of a rule: its sentence, how grave it is, when it is law.
  public struct Words: Sendable {
    public var sentence, severity, law: String
  }

  public func words(_ language: Language) -> Words {
    let severity = self.severity.word(language) + (isVerified ? "" : language == .cy ? ", heb ei wirio" : ", not verified")
    return Words(
      sentence: language == .cy ? say.cy : say.en, severity: severity,
      law: validity?.words(language) ?? (language == .cy ? "bob amser" : "always"))
  }
}

extension Rule.Language {
  /// Above the columns of a table of rules: id, forms, severity, law, sentence, basis.
  public var heads: [String] {
    switch self {
    case .en: ["rule", "forms", "severity", "law", "says", "rests on"]
    case .cy: ["rheol", "ffurflenni", "difrifoldeb", "cyfraith", "yn dweud", "sail"]
    }
  }

  /// For a list without a rule in it.
  public var nothing: String { self == .cy ? "dim rheolau" : "no rules" }
}

extension Rule.Validity {
  /// Such as `from 2026-05-01, by the date in notice/servedDate`.
  fileprivate func words(_ language: Rule.Language) -> String {
    let (start, end, field, receipt) =
      switch language {
      case .en: ("from", "until", "by the date in", "by the day the paper arrived")
      case .cy: ("o", "hyd at", "yn ôl y dyddiad yn", "yn ôl y diwrnod y cyrhaeddodd y papur")
      }
    let limits = [from.map { "\(start) \($0)" }, until.map { "\(end) \($0)" }].compactMap { $0 }.joined(separator: " ")
    return "\(limits), \(judgedBy.map { "\(field) \($0)" } ?? receipt)"
  }
}

extension FormRecord.Issue.Severity {
  fileprivate func word(_ language: Rule.Language) -> String {
    guard language == .cy else { return rawValue }
    return switch self {
    case .reject: "gwrthod"
    case .query: "ymholiad"
    case .warning: "rhybudd"
    case .info: "gwybodaeth"
    }
  }
}
