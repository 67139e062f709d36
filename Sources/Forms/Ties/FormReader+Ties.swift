extension FormReader {
  /// Reads `ties`: a list of `{ same: […] }`, `{ repeated: { from: […], in: […] } }`, `{ sum: { of: […], is: … } }` and
  /// `{ town: { of: […], lines: […], postcode: …, list: … } }`.
  func readTies(_ value: YAMLValue, of form: FormDefinition) -> [FormDefinition.Tie] {
    let reader = TieReader(form: form, tree: FieldTree(form))
    return value.items.flatMap { item -> [FormDefinition.Tie] in
      let members = item.members(["same", "repeated", "sum", "town"])
      guard members.count == 1, let (kind, content) = members.first else {
        if members.count != item.entries.count { return [] }
        item.complain("a tie has one name", "Write one such as { same: [property/postcode, premises/postcode] }.")
        return []
      }
      switch kind {
      case "same": return reader.same(content)
      case "repeated": return reader.repeated(content)
      case "sum": return reader.sum(content)
      default: return reader.town(content)
      }
    }
  }
}

/// Reads ties, and finds out whether the form has the fields that these name.
private struct TieReader {
  let form: FormDefinition
  let tree: FieldTree

  func same(_ value: YAMLValue) -> [FormDefinition.Tie] {
    let fields = value.items.flatMap { self.fields($0) }
    if fields.count < 2 { value.complain("two fields or more are tied", "Write { same: [a, b] }.") }
    agree(fields, at: value)
    return [.same(fields)]
  }

  func repeated(_ value: YAMLValue) -> [FormDefinition.Tie] {
    guard let members = members(value, ["from", "in"], "{ from: [attorneys/*], in: [attorneySignatures/*] }") else { return [] }
    let from = members["from"]!.items.map(pointers), again = members["in"]!.items.map(pointers)
    for (item, places) in zip(members["from"]!.items + members["in"]!.items, from + again) {
      if places.contains(where: tree.isField) != places.allSatisfy(tree.isField) {
        item.complain("it names fields and groups", "Name either.")
      }
    }
    let all = (from + again).flatMap { $0 }
    if all.allSatisfy(tree.isField) {
      agree(all, at: value)
    } else if let group = all.first(where: { group in !FormDefinition.names.contains { form.words(in: group)[$0] != nil } }) {
      value.complain("the group '\(group)' holds no name", "Name groups with fullName, or firstNames and lastName, or fields.")
    }
    return [.repeated(from: from.flatMap { $0 }, in: again)]
  }

  func sum(_ value: YAMLValue) -> [FormDefinition.Tie] {
    guard let members = members(value, ["of", "is"], "{ of: [fees/court, fees/costs], is: fees/total }") else { return [] }
    let parts = members["of"]!.items.flatMap { fields($0) }, totals = fields(members["is"]!)
    for pointer in parts + totals where form.fields[pointer]?.kind != .money {
      value.complain("'\(pointer)' is no amount", "Name fields of type money.")
    }
    guard !parts.isEmpty, totals.count == 1 else { return [] }
    return [.sum(of: parts, is: totals[0])]
  }

  func town(_ value: YAMLValue) -> [FormDefinition.Tie] {
    guard
      let members = members(
        value, ["of", "lines", "postcode", "list"],
        "{ of: [donor/address], lines: [line2], postcode: postcode, list: post-towns }"),
      let postcode = members["postcode"]!.string, let list = members["list"]!.string
    else { return [] }
    if list.wholeMatch(of: /[A-Za-z0-9-]+/) == nil {
      members["list"]!.complain("'\(list)' cannot name a list", "Use letters, digits and hyphens, such as post-towns.")
      return []
    }
    let lines = members["lines"]!.items
    return members["of"]!.items.flatMap { item in
      pointers(item).map { group in
        for line in lines where line.string.flatMap({ form.fields["\(group)/\($0)"]?.kind }) != .text {
          line.complain("'\(group)' has no such line", "Name fields of type text within the group.")
        }
        if form.fields["\(group)/\(postcode)"]?.kind != .postcode {
          members["postcode"]!.complain("'\(group)' has no such postcode", "Name a field of type postcode within the group.")
        }
        return .town(lines: lines.compactMap(\.string).map { "\(group)/\($0)" }, postcode: "\(group)/\(postcode)", list: list)
      }
    }
  }

  /// The members of a mapping that needs all of `keys`.
  private func members(_ value: YAMLValue, _ keys: [String], _ example: String) -> [String: YAMLValue]? {
    let members = value.members(keys)
    for key in keys where members[key] == nil { value.complain("'\(key)' is missing", "Write \(example).") }
    return members.count == keys.count ? members : nil
  }

  /// Pointers of the fields or groups that a path names.
  private func pointers(_ value: YAMLValue) -> [String] {
    guard let text = value.string else { return [] }
    guard let path = FieldPath(text), path.form == nil, !path.isConditional else {
      value.complain("'\(text)' names no field of this form", "Write group/field or attorneys/*.")
      return []
    }
    let found = path.pointers(in: tree)
    if found.isEmpty { value.complain("the form has no '\(text)'", "Mend its name, or take it out.") }
    return found
  }

  /// The same, of fields that hold words.
  private func fields(_ value: YAMLValue) -> [String] {
    pointers(value).filter { pointer in
      let isWritten = form.fields[pointer]?.kind.isWritten ?? false
      if !isWritten {
        value.complain("'\(pointer)' is no field with words", "Name a field, not a group, a tick or a signature.")
      }
      return isWritten
    }
  }

  /// Complains of fields that cannot say the same.
  private func agree(_ fields: [String], at value: YAMLValue) {
    guard let first = fields.first, let kind = form.fields[first]?.kind else { return }
    for other in fields.dropFirst() where form.fields[other].map({ $0.kind != kind }) ?? true {
      value.complain("'\(other)' is not of the type of '\(first)'", "Tie fields of one type.")
    }
  }
}
