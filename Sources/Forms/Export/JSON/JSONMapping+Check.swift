public import Foundation

extension JSONMapping {
  /// The form that a document's file is about, and all that is wrong with it.
  ///
  /// - Throws: `Problem` where it cannot be read or is no YAML.
  public static func check(_ file: URL, _ forms: [FormDefinition]) throws -> (form: String, problems: [Problem]) {
    let (mapping, problems) = try read(file)
    return (mapping.form, problems + .missing(mapping.form, in: forms, file) + mapping.problems(with: forms))
  }

  /// What does not fit between this document and the forms that it names: fields that they lack, choices that nothing is said of, and
  /// fields of another type than is asked for.
  public func problems(with forms: [FormDefinition]) -> [Problem] {
    func fields(_ id: String) -> [String: FieldDefinition]? {
      let editions = forms.filter { $0.id == id }
      return editions.isEmpty ? nil : editions.reduce(into: [:]) { $0.merge($1.fields) { first, _ in first } }
    }
    guard let own = fields(form), let body else { return [] }
    var problems: [Problem] = []
    check(body, form, own, fields, &problems)
    return problems
  }

  private func check(
    _ node: Node, _ form: String, _ own: [String: FieldDefinition], _ others: (String) -> [String: FieldDefinition]?,
    _ problems: inout [Problem]
  ) {
    let form = node.form ?? form
    guard let fields = node.form.map(others) ?? own else { return }
    func field(_ pointer: Pointer) -> FieldDefinition? {
      if let field = fields[pointer.field] { return field }
      problems.append(
        Problem(
          place: pointer.place, summary: "\(form) has no field '\(pointer.field)'",
          remedy: "Mend its name; 'formscan schema \(form)' lists the fields."))
      return nil
    }
    for (pointer, value) in node.conditions {
      guard let known = field(pointer)?.values, !known.contains(value) else { continue }
      problems.append(
        Problem(
          place: pointer.place, summary: "'\(pointer.field)' is never '\(value)'",
          remedy: "Use one of: \(known.joined(separator: ", ")).")
      )
    }
    switch node.content {
    case .object(let members): for (_, inner) in members { check(inner, form, fields, others, &problems) }
    case .list(let items): for item in items { check(item, form, fields, others, &problems) }
    case .one(let names): for (_, pointer) in names { _ = field(pointer) }
    case .leaf(let leaf):
      for pointer in leaf.fields {
        guard let definition = field(pointer) else { continue }
        problems += leaf.problems(pointer, definition)
      }
    case .constant, .identifier, .missing: break
    }
  }
}

extension JSONMapping.Leaf {
  fileprivate func problems(_ pointer: JSONMapping.Pointer, _ field: FieldDefinition) -> [Problem] {
    func wrong(_ summary: String, _ remedy: String) -> [Problem] {
      [Problem(place: pointer.place, summary: summary, remedy: remedy)]
    }
    switch style {
    case .time where field.kind != .date: return wrong("'\(pointer.field)' is no date", "Name a date, or take 'as: time' out.")
    case .country where field.kind != .postcode:
      return wrong("'\(pointer.field)' is no postcode", "Name a postcode, or take 'as: country' out.")
    case .value where field.kind == .choice && choices == nil:
      return wrong("what the choices of '\(pointer.field)' are there is not said", "Add choices: { \(field.of[0]): …, … }.")
    default: break
    }
    guard let choices, style == .value || style == .written, let known = style == .written ? ["true", "false"] : field.values
    else { return [] }
    return known.filter { choices[$0] == nil }.flatMap {
      wrong(
        "nothing is said of the choice '\($0)' of '\(pointer.field)'",
        "Add it under 'choices', as none if it goes without saying.")
    }
  }
}

extension FieldDefinition {
  /// All values that a field can have; nil for those that people write.
  fileprivate var values: [String]? {
    switch kind {
    case .choice: of
    case .flag, .signature: ["true", "false"]
    default: nil
    }
  }
}
