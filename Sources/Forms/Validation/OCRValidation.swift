/// Checks values that were read from a form, before a case is made of them: what HMCTS bulk scan calls `validate-ocr`.
///
/// A required field that is empty and a value that does not follow its type's grammar are warnings; what cannot be (a day that no calendar
/// has, a choice that the form has not, a field that it has not) is an error.
public struct OCRValidation: Sendable {
  public var form: FormDefinition
  /// Where rules of law come in: what they find in the form's values, by pointer, nil where a field is named and blank. `reject` is an error,
  /// `query` and `warning` are warnings.
  public var rules: @Sendable ([String: FieldValue?]) -> [FormRecord.Issue]

  public init(_ form: FormDefinition, rules: @escaping @Sendable ([String: FieldValue?]) -> [FormRecord.Issue] = { _ in [] }) {
    self.form = form
    self.rules = rules
  }

  public func callAsFunction(_ data: OCRData) -> OCRAnswer {
    var warnings: [String] = [], errors: [String] = [], values: [String: FieldValue?] = [:], named: Set<String> = [],
      filled: Set<String> = []
    for (index, field) in data.fields.enumerated() {
      let pointer = field.name.hasPrefix("/") ? field.name : "/" + field.name
      guard let definition = form.fields[pointer] else {
        // Told by its place: a stranger's name may hold anything.
        errors.append("value \(index + 1) of the list is of no field that \(form.id) has")
        continue
      }
      guard named.insert(pointer).inserted else {
        errors.append("\(pointer) comes twice")
        continue
      }
      guard let text = field.value, text.contains(where: { !$0.isWhitespace }) else {
        values[pointer] = .some(nil)
        continue
      }
      filled.insert(pointer)
      switch Self.judge(text, definition) {
      case .right(let value): values[pointer] = value
      case .odd(let words): warnings.append("\(pointer) \(words)")
      case .impossible(let words): errors.append("\(pointer) \(words)")
      }
    }
    for (pointer, field) in form.fields.sorted(by: { $0.key < $1.key }) where field.required && !filled.contains(pointer) {
      warnings.append("\(pointer) is empty")
    }
    for issue in rules(values) {
      switch issue.severity {
      case .reject: errors.append(issue.message)
      case .query, .warning: warnings.append(issue.message)
      case .info: break
      }
    }
    return OCRAnswer(warnings: warnings, errors: errors)
  }

  private enum Judgement {
    case right(FieldValue)
    case odd(String)
    case impossible(String)
  }

  private static func judge(_ text: String, _ field: FieldDefinition) -> Judgement {
    switch field.kind {
    case .choice:
      return field.of.contains(text) ? .right(.text(text)) : .impossible("is none of: \(field.of.joined(separator: ", "))")
    case .flag, .signature:
      switch text.lowercased() {
      case "true", "yes": return .right(.flag(true))
      case "false", "no": return .right(.flag(false))
      default: return .impossible("is neither true nor false")
      }
    default: break
    }
    // Values as records have them are ISO 8601; people and suppliers write the day first.
    let plain = field.kind == .date ? text.replacing(/^([0-9]{4})-([0-9]{2})-([0-9]{2})$/) { "\($0.3)/\($0.2)/\($0.1)" } : text
    let normalised = field.kind.normalise(plain)
    guard normalised.isValid else {
      return field.kind.isImpossible(plain)
        ? .impossible("cannot be: there is no such \(field.kind.words)") : .odd("is no \(field.kind.words)")
    }
    guard normalised.repairs.isEmpty else {
      return .odd("is no \(field.kind.words) unless with \(normalised.repairs.joined(separator: ", "))")
    }
    return .right(.text(normalised.value))
  }
}

extension FieldDefinition.Kind {
  /// Whether a text that is not valid has the shape of its type, so that it is not misread or cut but cannot be.
  func isImpossible(_ text: String) -> Bool {
    switch self {
    case .date: DateGrammar.isShaped(text)
    case .nationalInsurance: NationalInsuranceGrammar.number.isShaped(text)
    default: false
    }
  }

  /// For an operator.
  public var words: String {
    switch self {
    case .number: "plain number"
    case .phone: "telephone number"
    case .email: "e-mail address"
    case .nationalInsurance: "National Insurance number"
    case .caseNumber: "case number"
    case .claimNumber: "claim number"
    case .companyNumber: "company number"
    case .money: "amount in pounds"
    default: rawValue
    }
  }
}
