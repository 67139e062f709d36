/// What rules need to know of forms, by their ids.
struct KnownForms: Sendable {
  /// The fields of each form by their pointers.
  private(set) var fields: [String: [String: FieldDefinition]] = [:]
  private(set) var trees: [String: FieldTree] = [:]
  /// The forms to whose documents those of a form can belong; nothing of forms that are only prepared.
  private(set) var owners: [String: [String]] = [:]

  /// - Parameter prepared: forms whose fields have no places yet; passed over where the form itself is there.
  init(_ forms: [FormDefinition] = [], prepared: [FormBinding] = []) {
    for form in forms where fields[form.id] == nil {
      fields[form.id] = form.fields
      trees[form.id] = FieldTree(form)
      owners[form.id] = form.belongsTo?.forms ?? []
    }
    for form in prepared where fields[form.id] == nil {
      fields[form.id] = Dictionary(uniqueKeysWithValues: form.fields.map { ($0.pointer, $0.definition) })
      trees[form.id] = FieldTree(form)
    }
  }
}
