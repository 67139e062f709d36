/// `present: lpc` — a document of that form belongs to this one. `present: lpc:information/text` — and it has the sheet on which that
/// field stands.
struct Present: Check {
  static let name = "present"
  let form: String
  let path: FieldPath?

  init?(_ value: YAMLValue, _ reader: CheckReader) {
    guard let text = value.string else { return nil }
    if text.contains(":") {
      guard let path = reader.path(value), let form = path.form else { return nil }
      (self.form, self.path) = (form, path)
    } else {
      guard reader.canBelong(text, value) else { return nil }
      (form, path) = (text, nil)
    }
  }

  func callAsFunction(_ facts: Facts) throws(Gap) -> Outcome {
    let documents = try facts.documents(form)
    guard let path, let tree = facts.trees[form] else { return documents.isEmpty ? .fails([]) : .holds }
    let pages = Set(path.pointers(in: tree).compactMap(tree.page))
    return documents.contains { place in facts.records[place].pages.contains { pages.contains($0.formPage) } }
      ? .holds : .fails([])
  }
}
