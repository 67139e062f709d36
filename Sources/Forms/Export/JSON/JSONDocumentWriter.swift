/// Makes a case's JSON document, and keeps account of what it lacks and of the values that have no place in it.
struct JSONDocumentWriter {
  let mapping: JSONMapping
  let documents: [ExportDocument]

  /// The document.
  struct Document: Encodable {
    /// What another system would need and cannot be given, by its pointer in `body`.
    struct Missing: Encodable, Hashable {
      var pointer, reason: String
    }
    /// A value of the forms that `body` has no place for.
    struct Unplaced: Encodable, Hashable {
      var record, field: String
      var value: FieldValue
    }
    var body: JSONValue
    var missing: [Missing]
    var unplaced: [Unplaced]
  }

  /// A value on its way, with what it lacks and the fields that it used.
  private struct Made {
    var value: JSONValue?
    /// Whether anything of a form is in it.
    var isFilled = false
    var missing: [Document.Missing] = []
    var used: Set<[String]> = []

    mutating func take(_ other: Made) {
      isFilled = isFilled || other.isFilled
      missing += other.missing
      used.formUnion(other.used)
    }
  }

  func callAsFunction() -> Document {
    guard let body = mapping.body, let first = documents.first else { return Document(body: [:], missing: [], unplaced: []) }
    let made = make(body, "", first.record)
    let unplaced = documents.flatMap { document in
      document.record.fields.sorted { $0.key < $1.key }.compactMap { pointer, reading -> Document.Unplaced? in
        guard let value = reading.value, value != .flag(false), !made.used.contains([document.record.id, pointer]) else {
          return nil
        }
        return .init(record: document.record.id, field: pointer, value: value)
      }
    }
    return Document(body: made.value ?? [:], missing: made.missing, unplaced: unplaced)
  }

  /// A node's value out of one record.
  private func make(_ node: JSONMapping.Node, _ path: String, _ record: FormRecord) -> Made {
    var made = Made()
    for (pointer, wanted) in node.conditions {
      guard record.fields[pointer.field].has(wanted) else { return Made() }
      made.used.insert([record.id, pointer.field])
    }
    switch node.content {
    case .constant(let value): made.value = value
    case .identifier(let base): made.value = .string(Identifier(record, base).text)
    case .missing(let reason): made.missing = [.init(pointer: path, reason: reason)]
    case .object(let members): make(members, path, record, &made)
    case .list(let items): make(items, path, record, &made)
    case .one(let names): make(names, path, record, node.isNeeded, &made)
    case .leaf(let leaf):
      let (value, reason) = leaf.value(in: record)
      made.value = value
      if leaf.style == .written {
        made.isFilled = leaf.isWritten(in: record)
      } else if value != nil || reason?.isSaid == true {
        made.isFilled = value != nil
        made.used = made.used.union(leaf.fields.map { [record.id, $0.field] })
      }
      if let reason, value == nil, node.isNeeded || !reason.isUsual {
        made.missing = [.init(pointer: path, reason: reason.text)]
      }
    }
    return made
  }

  /// The records that a node is made of.
  private func records(_ node: JSONMapping.Node, _ record: FormRecord) -> [FormRecord] {
    guard let form = node.form else { return [record] }
    return documents.map(\.record).filter { $0.form.id == form }
  }

  private func make(
    _ members: [(key: String, value: JSONMapping.Node)], _ path: String, _ record: FormRecord, _ made: inout Made
  ) {
    var object: [String: JSONValue] = [:]
    for (key, node) in members {
      for record in records(node, record) {
        let inner = make(node, path + "/" + key, record)
        made.take(inner)
        switch (object[key], inner.value) {
        case (.string(let before), .string(let text)): object[key] = .string(before + "\n" + text)
        case (_, let value?): object[key] = value
        case (_, nil): break
        }
      }
    }
    made.value = object.isEmpty ? nil : .object(object)
  }

  /// Items in which nothing of a form is are left out.
  private func make(_ items: [JSONMapping.Node], _ path: String, _ record: FormRecord, _ made: inout Made) {
    var list: [JSONValue] = []
    for node in items {
      for record in records(node, record) {
        let item = make(node, path + "/\(list.count)", record)
        guard item.isFilled, let value = item.value else { continue }
        made.take(item)
        list.append(value)
      }
    }
    made.value = .array(list)
  }

  private func make(
    _ names: [(name: String, field: JSONMapping.Pointer)], _ path: String, _ record: FormRecord, _ isNeeded: Bool,
    _ made: inout Made
  ) {
    let marked = names.filter { record.fields[$0.field.field]?.value == .flag(true) }
    made.used.formUnion(marked.map { [record.id, $0.field.field] })
    if marked.count == 1 {
      made.value = .string(marked[0].name)
      made.isFilled = true
    } else if isNeeded || marked.count > 1 {
      made.missing = [
        .init(pointer: path, reason: marked.isEmpty ? "none of its fields is marked" : "several of its fields are marked")
      ]
    }
  }
}

extension FieldReading? {
  fileprivate func has(_ wanted: String) -> Bool {
    switch self?.value {
    case .text(let text): text == wanted
    case .flag(let flag): "\(flag)" == wanted
    case nil: wanted == "false"
    }
  }
}
