public import Foundation

extension FormDefinition {
  /// Whose documents a form's belong to: continuation sheets to a power of attorney.
  public struct Belonging: Hashable, Sendable {
    /// The forms that they may belong to.
    public var forms: [String]
    /// Pointers of this form's fields each of which holds the name that both share.
    public var same: [String]
    /// Pointers of the other form's fields that make up that name, in their order.
    public var `as`: [String]
    /// Whether a document that no name ties to another stands by itself, with no query.
    public var mayStandAlone: Bool

    public init(forms: [String], same: [String], as: [String], mayStandAlone: Bool = false) {
      self.forms = forms
      self.same = same
      self.as = `as`
      self.mayStandAlone = mayStandAlone
    }
  }
}

extension FormReader {
  /// Reads `belongsTo: { forms: […], same: […], as: […], mayStandAlone: true }`.
  func readBelonging(_ value: YAMLValue, form: String?, fields: [String: FieldDefinition]) -> FormDefinition.Belonging? {
    let members = value.members(["forms", "same", "as", "mayStandAlone"])
    for key in ["forms", "same", "as"] where (members[key]?.items ?? []).isEmpty {
      value.complain(
        "'belongsTo' has no '\(key)'", "Write belongsTo: { forms: [lp1f], same: [donor/fullName], as: [donor/name] }.")
    }
    for item in members["forms"]?.items ?? [] where item.string == form {
      item.complain("the form cannot belong to itself", "Name other forms.")
    }
    func pointers(_ key: String) -> [(at: YAMLValue, pointer: String)] {
      (members[key]?.items ?? []).compactMap { item in item.string.map { (item, $0.hasPrefix("/") ? $0 : "/" + $0) } }
    }
    for (item, pointer) in pointers("same") where fields[pointer] == nil {
      item.complain("the field '\(pointer)' is not defined", "Name a field of this form.")
    }
    return .init(
      forms: (members["forms"]?.items ?? []).compactMap(\.string), same: pointers("same").map(\.pointer),
      as: pointers("as").map(\.pointer), mayStandAlone: members["mayStandAlone"]?.flag ?? false)
  }
}

extension FormLibrary {
  /// What is wrong with what the form in `folder` says of the forms beside it.
  public static func belongingProblems(of form: FormDefinition, in folder: URL) -> [Problem] {
    let forms = folder.deletingLastPathComponent(), ids = ids(in: forms)
    let others = (form.belongsTo?.forms ?? []).filter(ids.contains).compactMap { readForm(forms.appendingPathComponent($0)).forms.first }
    return belongingProblems(of: form, ids: ids, forms: others, file: folder.appendingPathComponent("form.yaml").path)
  }

  /// What is wrong with what a form says of others: those that are not defined, and fields that they lack.
  ///
  /// - Parameters:
  ///   - ids: the forms that there are, read or not.
  ///   - forms: those that were read.
  static func belongingProblems(of form: FormDefinition, ids: [String], forms: [FormDefinition], file: String) -> [Problem] {
    guard let belonging = form.belongsTo else { return [] }
    return belonging.forms.flatMap { id -> [Problem] in
      guard ids.contains(id) else {
        return [
          Problem(place: file, summary: "belongsTo names no form '\(id)'", remedy: "Known: \(ids.joined(separator: ", ")).")
        ]
      }
      guard let other = forms.first(where: { $0.id == id }) else { return [] }
      return belonging.as.filter { other.fields[$0] == nil }.map {
        Problem(
          place: file, summary: "belongsTo names the field '\($0)', which \(id) has not", remedy: "Mend its name under 'as'.")
      }
    }
  }
}
