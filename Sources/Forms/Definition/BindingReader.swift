/// Reads `fields.yaml`, collecting everything that is wrong with it.
struct BindingReader {
  let findings: Findings

  func read(_ root: YAMLValue) -> FormBinding? {
    let members = root.members(["form", "version", "edition", "title", "fields"])
    root.checkHead(members, needs: ["form", "version", "title", "fields"])
    var fields: [BoundField] = []
    if let list = members["fields"] {
      var found: [(path: [String], at: YAMLValue, field: FieldDefinition)] = []
      FormReader(findings: findings, besides: ["bind"]).collect(list, path: [], into: &found)
      for (path, value, field) in found { fields.append(bound(path, field, value)) }
      if list.isMapping, found.isEmpty {
        list.complain("the form has no fields", "Add them as { label: …, type: …, bind: … }.")
      }
    }
    checkTwice(fields)
    guard let id = members["form"]?.string, let title = members["title"]?.string else { return nil }
    return FormBinding(id: id, title: title, edition: members["edition"]?.string, fields: fields)
  }

  private func bound(_ path: [String], _ field: FieldDefinition, _ value: YAMLValue) -> BoundField {
    if let step = path.first(where: { $0.wholeMatch(of: /[A-Za-z0-9]+/) == nil }) {
      value.complain(
        "'\(step)' cannot be bound", "Name each field by letters and digits, and each item of a list by its number.")
    }
    guard let bind = value["bind"] else {
      value.complain("the field has no 'bind'", "Add the name that the PDF has for it.")
      return BoundField(pointer: "/" + path.joined(separator: "/"), definition: field, names: [])
    }
    return BoundField(pointer: "/" + path.joined(separator: "/"), definition: field, names: names(bind, field))
  }

  /// What may be bound follows from the type.
  private func names(_ bind: YAMLValue, _ field: FieldDefinition) -> [BoundName] {
    switch field.kind {
    case .choice:
      guard bind.isMapping else {
        bind.complain(
          "a choice is bound box by box", "Write bind: { \(field.of.map { "\($0): name" }.joined(separator: ", ")) }.")
        return []
      }
      let boxes = bind.members(field.of)
      for choice in field.of where boxes[choice] == nil {
        bind.complain("nothing is bound to '\(choice)'", "Add \(choice): name.")
      }
      return field.of.compactMap { boxes[$0].flatMap(name) }
    case .flag:
      guard bind.isMapping else {
        bind.complain("a flag is bound to its tick box", "Write bind: { tick: name }.")
        return []
      }
      guard let tick = bind.members(["tick"])["tick"] else {
        bind.complain("nothing is bound to 'tick'", "Add tick: name.")
        return []
      }
      return name(tick).map { [$0] } ?? []
    case .signature: return name(bind).map { [$0] } ?? []
    case .text, .date, .postcode, .money, .number, .phone, .email, .reference,
      .nationalInsurance, .caseNumber, .claimNumber, .companyNumber:
      guard !bind.isScalar else { return name(bind).map { [$0] } ?? [] }
      let parts = bind.members(["parts"])["parts"]
      if bind.isMapping, parts == nil { bind.complain("nothing is bound to 'parts'", "Write parts: [name, name].") }
      let names = parts?.items.compactMap(name) ?? []
      if let parts, parts.isList, names.count < 2 {
        parts.complain("two parts or more are needed", "Write bind: name for one.")
      }
      return names
    }
  }

  private func name(_ value: YAMLValue) -> BoundName? {
    guard let text = value.string else { return nil }
    let name = BoundName(text, place: value.place)
    if !name.text.contains(where: \.isLetter) || name.copy.map({ $0 < 1 }) == true {
      value.complain("'\(text)' cannot name a field of a PDF", "Write its name, or name#2 for the second of its places.")
      return nil
    }
    return name
  }

  private func checkTwice(_ fields: [BoundField]) {
    var first: [String: String] = [:]
    for name in fields.flatMap(\.names) {
      let key = "\(name.text)#\(name.copy ?? 0)"
      if let other = first[key] {
        findings.add(
          Problem(
            place: name.place, summary: "'\(name.text)' is bound at \(other) already",
            remedy: "Bind each name once, or write name#1 and name#2 for two places that share it."))
      }
      first[key] = first[key] ?? name.place
    }
  }
}
