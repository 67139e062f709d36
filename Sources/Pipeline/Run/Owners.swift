import Forms

/// Finds the documents that others belong to, such as the power of attorney that continuation sheets go with: by the name on both,
/// and by order.
///
/// Of each document only its id, its place and a name are kept, so memory grows little with the batch.
struct Owners {
  /// Where a document lies: its file's place in the batch and its first page there.
  struct Place: Hashable, Comparable {
    var file, index: Int
    static func < (a: Place, b: Place) -> Bool { (a.file, a.index) < (b.file, b.index) }
  }

  private struct Owner {
    var record, form, scan: String
    var place: Place
    /// Nil where too little of it was read.
    var name: PersonName?
  }

  /// By the form that belongs to them.
  private var known: [String: [Owner]] = [:]
  private let belongings: [String: FormDefinition.Belonging]

  init(_ forms: some Sequence<FormDefinition>) {
    belongings = Dictionary(forms.compactMap { form in form.belongsTo.map { (form.id, $0) } }) { first, _ in first }
  }

  /// Remembers a document that others may belong to.
  mutating func note(_ record: FormRecord, at place: Place) {
    for (form, belonging) in belongings where belonging.forms.contains(record.form.id) {
      let words = belonging.as.compactMap { record.fields[$0]?.words }
      known[form, default: []].append(
        Owner(
          record: record.id, form: record.form.id, scan: record.source.file, place: place,
          name: PersonName(words.joined(separator: " "))))
    }
  }

  /// Writes into a record what it belongs to, with a query where that is assumed or not found.
  ///
  /// - Parameter separators: the places of the batch's separators in this file, in order.
  func link(_ record: inout FormRecord, at place: Place, separators: [Int]) {
    guard let belonging = belongings[record.form.id] else { return }
    let owners = (known[record.form.id] ?? []).sorted { $0.place < $1.place }
    let names = belonging.same.compactMap { record.fields[$0]?.words.flatMap { PersonName($0) } }
    let beside = beside(owners, place, separators)
    let named = nearest(owners.filter { owner in owner.name.map(names.contains) == true }, to: place)
    let fields = belonging.same.filter { record.fields[$0] != nil }
    func issue(_ rule: String, _ message: String) {
      record.issues.append(.init(rule: rule, severity: .query, fields: fields, message: message))
      if record.disposition == .accepted { record.disposition = .review }
    }
    if let beside, named == nil || named?.record == beside.record, fits(names, beside) {
      record.links = [.init(record: beside.record, form: beside.form, by: .name)]
    } else if let named {
      record.links = [.init(record: named.record, form: named.form, by: .name)]
      if !fits(names, named) || beside.map({ fits(names, $0) }) == true {
        issue(
          FormRecord.Link.assumed,
          "It is assumed to belong to \(words(named)), whose name is on one of its pages; another name is on others.")
      }
    } else if belonging.mayStandAlone {
      return
    } else if let beside {
      record.links = [.init(record: beside.record, form: beside.form, by: .order)]
      let why = names.isEmpty || beside.name == nil ? "no name was read that tells" : "the names as read differ"
      let side = beside.place < place ? "before" : "behind"
      issue(FormRecord.Link.assumed, "It is assumed to belong to \(words(beside)), which lies \(side) it: \(why).")
    } else {
      issue(
        FormRecord.Link.missing,
        "It belongs to another document (\(belonging.forms.joined(separator: " or "))), and none was found.")
    }
  }

  /// The nearest before it in its file, or else behind it, with no separator between.
  private func beside(_ owners: [Owner], _ place: Place, _ separators: [Int]) -> Owner? {
    let near = owners.filter { owner in
      let (first, last) = (min(owner.place.index, place.index), max(owner.place.index, place.index))
      return owner.place.file == place.file && !separators.contains { $0 > first && $0 < last }
    }
    return near.last { $0.place < place } ?? near.first
  }

  private func nearest(_ owners: [Owner], to place: Place) -> Owner? { owners.last { $0.place < place } ?? owners.first }

  /// Whether every name that was read is like the owner's, which counts for two documents beside each other; elsewhere only the same name
  /// does.
  private func fits(_ names: [PersonName], _ owner: Owner) -> Bool {
    guard let name = owner.name, !names.isEmpty else { return false }
    return names.allSatisfy { $0.likeness(to: name) >= PersonName.like }
  }

  private func words(_ owner: Owner) -> String { "the \(owner.form) on page \(owner.place.index + 1) of \(owner.scan)" }
}

extension FieldReading {
  /// What was read, sure or not.
  fileprivate var words: String? {
    if state == .blank { return nil }
    if case .text(let text) = value { return text }
    return text
  }
}
