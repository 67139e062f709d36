import Forms
import RecordStore

/// What `groups.mustache` shows: kinds of marks that can be looked at side by side.
struct GroupsPage {
  struct Group {
    let label, count, address: String
  }
  let groups: [Group]
  let isEmpty: Bool

  init(_ found: [FieldGroup], _ words: Words) {
    groups = found.map {
      Group(label: words.label(of: $0), count: words.count("group-fields", $0.fields), address: "/groups/\($0.key)")
    }
    isEmpty = groups.isEmpty
  }
}

/// What `group.mustache` shows: many marks that the machine takes for the same.
struct GroupPage {
  struct Option {
    let id, value, label: String
    let isChosen: Bool
  }
  struct Item {
    let index: Int
    let record, pointer, label, sheet: String
    let picture: PictureView?
    let address: String
    let options: [Option]
  }
  let label, formName, address: String
  let kind, old: String
  let items: [Item]
  let isEmpty: Bool
  let done: String?
  let refusal, remedy: String?
  let isRefused: Bool

  init(
    _ group: FieldGroup, _ fields: [(GroupedField, RecordView)], _ forms: KnownForms, picks: [FieldPlace: String], done: Int?,
    refusal: Refusal?, _ words: Words
  ) {
    label = words.label(of: group)
    formName = KnownForms.name(group.form)
    address = "/groups/\(group.key)"
    kind = group.kind.rawValue
    old = FieldAnswer.sealed(group.value)
    items = fields.enumerated().map { index, item in
      let (field, view) = item, label = forms[view.record.form]?.label(of: field.place.pointer) ?? field.place.pointer
      // What could not be read is nobody's proposal.
      let picked = picks[field.place] ?? (group.value == nil ? "later" : "right")
      let options = Self.options(group, forms[view.record.form]?.fields[field.place.pointer]?.of ?? [], words)
      return Item(
        index: index, record: field.place.record, pointer: field.place.pointer, label: label,
        sheet: words("form-page", ["n": "\(field.reading.formPage)"]),
        picture: FieldPicture(field.place.pointer, in: view, size: .card).map {
          PictureView($0, of: field.place, title: words("picture-of", ["label": label]))
        }, address: "/records/\(field.place.record.percentEncoded)/field?at=\(field.place.pointer.percentEncoded)",
        options: options.map { value, label in
          Option(id: "pick-\(index)-\(value)", value: value, label: label, isChosen: value == picked)
        })
    }
    isEmpty = items.isEmpty
    self.done = done.map { words.count("group-done", $0) }
    self.refusal = refusal.map(words.summary)
    remedy = refusal.map(words.remedy)
    isRefused = refusal != nil
  }

  /// What may be said of a mark of a group: that it is as the machine takes it, that it is another one, or nothing now.
  private static func options(_ group: FieldGroup, _ choices: [String], _ words: Words) -> [(pick: String, label: String)] {
    func shown(_ value: FieldValue?) -> String { value.shown(as: group.kind, words) }
    let later = ("later", words("group-later"))
    switch (group.kind, group.value) {
    case (.choice, nil): return choices.map { ("=" + $0, $0.spaced) } + [("right", shown(nil)), later]
    case (.choice, let value): return [("right", shown(value)), later]
    case (_, nil): return [("true", shown(.flag(true))), ("false", shown(.flag(false))), later]
    case (_, let value):
      let other = value != .flag(true)
      return [("right", shown(value)), (other ? "true" : "false", shown(.flag(other))), later]
    }
  }
}

extension Words {
  /// Such as "LP1F: Signed".
  func label(of group: FieldGroup) -> String {
    let value = group.value == nil ? self("group-unclear-\(group.kind.rawValue)") : group.value.shown(as: group.kind, self)
    return "\(KnownForms.name(group.form)): \(value)"
  }
}
