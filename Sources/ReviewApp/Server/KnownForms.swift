import Forms

/// The forms' definitions, by what a record says of its form.
struct KnownForms: Sendable {
  /// Every edition, in the library's order.
  let all: [FormDefinition]
  private let byForm: [FormRecord.Form: FormDefinition]

  init(_ library: FormLibrary) {
    all = library.forms
    byForm = Dictionary(all.map { (FormRecord.Form(id: $0.id, edition: $0.edition), $0) }) { first, _ in first }
  }

  subscript(form: FormRecord.Form) -> FormDefinition? { byForm[form] }

  /// What people call a form: its id in capitals.
  static func name(_ id: String) -> String { id.uppercased() }
}

extension FormDefinition {
  /// Where each field stands in the order in which people read the form.
  var order: [String: Int] {
    let fields = pages.flatMap { $0.zones.map(\.field) }
    return Dictionary(zip(fields, fields.indices)) { first, _ in first }
  }

  /// What a field is called: its label, with its number where the form has several of the kind, such as "Claimant (2)".
  func label(of pointer: String) -> String? {
    guard let label = fields[pointer]?.label else { return nil }
    let steps = pointer.split(separator: "/"), numbers = steps.compactMap { Int($0) }
    guard !numbers.isEmpty else { return label }
    func isAlike(_ other: String) -> Bool {
      let others = other.split(separator: "/")
      return others.count == steps.count && zip(steps, others).allSatisfy { $0 == $1 || Int($0) != nil && Int($1) != nil }
    }
    guard fields.keys.contains(where: { $0 != pointer && isAlike($0) }) else { return label }
    return label + " (\(numbers.map { "\($0 + 1)" }.joined(separator: ", ")))"
  }
}
