public import Foundation

extension OPGMapping {
  /// The form that a document's file is about, and all that is wrong with it.
  ///
  /// - Throws: `Problem` where it cannot be read or is no YAML.
  public static func check(_ file: URL, _ forms: [FormDefinition]) throws -> (form: String, problems: [Problem]) {
    let (mapping, problems) = try read(file)
    return (mapping.form, problems + .missing(mapping.form, in: forms, file) + mapping.problems(with: forms))
  }

  /// What does not fit between this document and its form: fields that it names and the form lacks, and fields or choices of the
  /// form that would leave unsaid.
  ///
  /// - Parameter forms: all that are known; nothing is said where the form is not among them.
  public func problems(with forms: [FormDefinition]) -> [Problem] {
    let editions = forms.filter { $0.id == form }
    guard !editions.isEmpty else { return [] }
    let fields = editions.reduce(into: [:]) { $0.merge($1.fields) { first, _ in first } }
    let pages = Set(editions.flatMap { $0.pages.map(\.number) })
    let leaves = leaves
    var problems: [Problem] = []
    for leaf in leaves {
      guard let field = fields[leaf.field.field] else {
        problems.append(unknown(leaf.field))
        continue
      }
      if !leaf.fits(field) {
        problems.append(
          Problem(
            place: leaf.field.place,
            summary: "'\(leaf.field.field)' is a \(field.kind.rawValue), which is no \(leaf.kind.rawValue)",
            remedy: field.kind == .choice
              ? "Write { mark: …, is: … } with one of: \(field.of.joined(separator: ", "))."
              : "Use text, date or mark by the field's type."))
      }
    }
    for pointer in without + (caseNumber.map { [$0] } ?? []) where fields[pointer.field] == nil {
      problems.append(unknown(pointer))
    }
    for element in elements {
      if let page = element.page, !pages.contains(page) {
        problems.append(Problem(place: element.place, summary: "\(form) has no page \(page)", remedy: "Mend the number."))
      }
    }
    return problems + unsaid(fields, leaves)
  }

  private func unknown(_ pointer: Pointer) -> Problem {
    Problem(
      place: pointer.place, summary: "\(form) has no field '\(pointer.field)'",
      remedy: "Mend its name; 'formscan schema \(form)' lists the fields.")
  }

  private func unsaid(_ fields: [String: FieldDefinition], _ leaves: [Leaf]) -> [Problem] {
    let without = Set(without.map(\.field))
    return fields.sorted { $0.key < $1.key }.flatMap { pointer, field -> [Problem] in
      let own = leaves.filter { $0.field.field == pointer && $0.kind != .written }
      if without.contains(pointer) { return [] }
      if own.isEmpty {
        return [
          Problem(
            place: elements.first?.place ?? form, summary: "no element takes '\(pointer)'",
            remedy: "Add one, or name the field under 'without'.")
        ]
      }
      return field.of.filter { choice in !own.contains { $0.choice == choice } }.map {
        Problem(
          place: own[0].field.place, summary: "no element takes the choice '\($0)' of '\(pointer)'",
          remedy: "Add { mark: \(pointer), is: \($0) }.")
      }
    }
  }
}

extension OPGMapping.Leaf {
  fileprivate func fits(_ field: FieldDefinition) -> Bool {
    switch (kind, field.kind) {
    case (.mark, .choice): choice.map(field.of.contains) == true
    case (.mark, .flag), (.mark, .signature): choice == nil
    case (.mark, _), (.date, .choice), (.date, .flag), (.date, .signature): false
    case (.date, let kind): kind == .date
    case (.text, .choice), (.text, .flag), (.text, .signature), (.text, .date): false
    case (.written, let kind): kind == .text
    case (.text, _): true
    }
  }
}

extension [Problem] {
  /// The problem that a document's form is not known, if so.
  static func missing(_ form: String, in forms: [FormDefinition], _ file: URL) -> [Problem] {
    if forms.contains(where: { $0.id == form }) { return [] }
    return [
      Problem(
        place: file.path, summary: "there is no form '\(form)'",
        remedy: "Known: \(Set(forms.map(\.id)).sorted().joined(separator: ", ")).")
    ]
  }
}
