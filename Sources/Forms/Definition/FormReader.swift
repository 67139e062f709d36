/// Reads a form's `form.yaml` into a definition, collecting everything that is wrong with it.
struct FormReader {
  let findings: Findings
  /// Keys that a field may have besides those of `form.yaml`.
  var besides: [String] = []

  /// The definition, or nil where it has no name to go by.
  ///
  /// - Parameter main: the form whose other print or edition this is; what is not given anew is as there.
  func read(_ root: YAMLValue, layout: FormLayout, of main: FormDefinition? = nil) -> FormDefinition? {
    let members = root.members(["form", "version", "edition", "title", "pages", "fields", "rules", "belongsTo", "ties"])
    root.checkHead(members, needs: ["form", "version", "edition", "pages"] + (main == nil ? ["title", "fields"] : []))
    if let rule = members["rules"]?.items.first {
      rule.complain("rules are not checked yet", "Take them out, or write rules: [].")
    }
    let items = members["pages"]?.items ?? []
    if let pages = members["pages"], pages.isList, items.isEmpty {
      pages.complain("the form has no pages", "Add them, or draft the form with 'formscan draft'.")
    }
    var pages: [PageDefinition] = [], places: [String: YAMLValue] = [:]
    for item in items {
      if let page = readPage(item, layout: layout, before: pages, places: &places) { pages.append(page) }
    }
    let zones = pages.flatMap(\.zones)
    let fields =
      members["fields"].map { readFields($0, zones: zones, places: places) }
      ?? main.map { sameFields(as: $0, zones: zones, places: places) } ?? [:]
    checkTwins(pages, fields, places)
    guard let id = members["form"]?.string, let edition = members["edition"]?.string,
      let title = members["title"]?.string ?? main?.title
    else {
      return nil
    }
    var form = FormDefinition(id: id, edition: edition, title: title, pages: pages, fields: fields, layout: layout)
    form.belongsTo = members["belongsTo"].flatMap { readBelonging($0, form: id, fields: fields) }
    form.ties = members["ties"].map { readTies($0, of: form) } ?? []
    return form
  }

  private func readPage(
    _ item: YAMLValue, layout: FormLayout, before: [PageDefinition], places: inout [String: YAMLValue]
  ) -> PageDefinition? {
    let members = item.members(["number", "identify", "optional", "sameAs", "zones"])
    guard let number = members["number"]?.integer else {
      item.complain("the page has no 'number'", "Add number: 1, 2, …")
      return nil
    }
    if before.contains(where: { $0.number == number }) { item.complain("page \(number) comes twice", "Number each page once.") }
    guard let printed = layout.page(number) else {
      item.complain("layout.json has no page \(number)", "Draft the layout again with all pages.")
      return nil
    }
    var zones: [ZoneDefinition] = []
    for zone in members["zones"]?.items ?? [] {
      guard let read = readZone(zone, page: printed, beside: zones) else { continue }
      if let other = places[read.field] {
        zone.complain(
          "the field '\(read.field)' is filled by the zone on line \(other.line) already",
          "Give each place a field of its own, or one zone several parts.")
      }
      zones.append(read)
      places[read.field] = zone
    }
    let page = PageDefinition(
      number: number, barcode: members["identify"]?.members(["barcode"])["barcode"]?.string, zones: zones,
      optional: members["optional"]?.flag ?? false, sameAs: members["sameAs"]?.integer)
    if let same = page.sameAs {
      let twin = before.first { $0.number == same }
      if let first = twin?.sameAs {
        members["sameAs"]?.complain("page \(same) is itself the same as page \(first)", "Write sameAs: \(first).")
      } else if twin.map({ $0.isLike(page, within: 1) }) != true {
        item.complain(
          "page \(number) is not the same as page \(same)",
          "sameAs names an earlier page with the same zones in the same order, at the same places.")
      }
    }
    return page
  }

  /// Of pages with one print the first one's fields say how a value is read, so the others' must be of the same types.
  private func checkTwins(_ pages: [PageDefinition], _ fields: [String: FieldDefinition], _ places: [String: YAMLValue]) {
    for page in pages {
      guard let twin = pages.first(where: { $0.number == page.sameAs }) else { continue }
      for (mine, first) in zip(page.zones, twin.zones) {
        guard let kind = fields[mine.field]?.kind, let other = fields[first.field]?.kind, kind != other else { continue }
        places[mine.field]?.complain(
          "'\(mine.field)' is a \(kind.rawValue) but '\(first.field)' on page \(twin.number) a \(other.rawValue)",
          "Give both one type, for page \(page.number) is sameAs \(twin.number).")
      }
    }
  }

  /// Fields are groups within groups; `*` stands for any index of a list.
  private func readFields(_ root: YAMLValue, zones: [ZoneDefinition], places: [String: YAMLValue]) -> [String: FieldDefinition]
  {
    var patterns: [(path: [String], at: YAMLValue, field: FieldDefinition)] = []
    collect(root, path: [], into: &patterns)
    var fields: [String: FieldDefinition] = [:], used = Set<Int>()
    for zone in zones {
      let steps = zone.field.split(separator: "/").map(String.init)
      guard
        let index = patterns.firstIndex(where: { pattern in
          pattern.path.count == steps.count && zip(pattern.path, steps).allSatisfy { $0 == $1 || $0 == "*" && Int($1) != nil }
        })
      else {
        places[zone.field]?.complain("the field '\(zone.field)' is not defined", "Add it under 'fields', or mend its name.")
        continue
      }
      used.insert(index)
      check(patterns[index].field, against: zone, at: places[zone.field] ?? patterns[index].at)
      fields[zone.field] = patterns[index].field
    }
    for index in patterns.indices where !used.contains(index) {
      patterns[index].at.complain(
        "no zone fills the field '/\(patterns[index].path.joined(separator: "/"))'", "Add a zone for it, or take it out.")
    }
    return fields
  }

  /// The fields below `value` with the names on the way to each, in the file's order.
  /// The fields of the main definition that these zones fill.
  private func sameFields(
    as main: FormDefinition, zones: [ZoneDefinition], places: [String: YAMLValue]
  ) -> [String: FieldDefinition] {
    var fields: [String: FieldDefinition] = [:]
    for zone in zones {
      guard let place = places[zone.field] else { continue }
      if let field = main.fields[zone.field] {
        check(field, against: zone, at: place)
        fields[zone.field] = field
      } else {
        place.complain(
          "\(main.id) \(main.edition) has no field '\(zone.field)'", "Mend its name, or give this edition 'fields' of its own.")
      }
    }
    return fields
  }

  func collect(
    _ value: YAMLValue, path: [String], into patterns: inout [(path: [String], at: YAMLValue, field: FieldDefinition)]
  ) {
    guard !value.hasScalar("type") else {
      if let field = readField(value) { patterns.append((path, value, field)) }
      return
    }
    for (key, inner) in value.entries {
      guard let name = key.string else { continue }
      if !inner.isMapping {
        inner.complain("the field '/\((path + [name]).joined(separator: "/"))' has no 'type'", "Write { label: …, type: … }.")
      } else {
        collect(inner, path: path + [name], into: &patterns)
      }
    }
  }

  private func readField(_ value: YAMLValue) -> FieldDefinition? {
    let members = value.members(
      ["label", "type", "of", "list", "words", "critical", "sensitive", "office", "required"] + besides)
    guard let label = members["label"]?.string else {
      value.complain("the field has no 'label'", "Add the words that an operator sees.")
      return nil
    }
    guard let kind = members["type"]?.choice(of: FieldDefinition.Kind.self) else { return nil }
    let list = members["list"]?.string, words = (members["words"]?.items ?? []).compactMap(\.string)
    for (key, name) in (list.map { [("list", $0)] } ?? []) + words.map({ ("words", $0) })
    where name.wholeMatch(of: /[A-Za-z0-9-]+/) == nil {
      members[key]?.complain("'\(name)' cannot name a list", "Use letters, digits and hyphens, such as titles.")
      return nil
    }
    if kind != .text, let value = members["words"] {
      value.complain("only a text has 'words'", "Take it out, or write type: text.")
    }
    let field = FieldDefinition(
      label: label, kind: kind, of: (members["of"]?.items ?? []).compactMap(\.string), list: list, words: words,
      critical: members["critical"]?.flag ?? false, sensitive: members["sensitive"]?.flag ?? true,
      office: members["office"]?.flag ?? false, required: members["required"]?.flag ?? false)
    if kind == .choice, field.of.count < 2 { value.complain("a choice needs two names or more", "Add of: [a, b].") }
    if kind != .choice, !field.of.isEmpty {
      members["of"]?.complain("only a choice has 'of'", "Take it out, or write type: choice.")
    }
    if Set(field.of).count < field.of.count { members["of"]?.complain("a choice is named twice", "Name each box once.") }
    return field
  }

  private func check(_ field: FieldDefinition, against zone: ZoneDefinition, at place: YAMLValue) {
    let fits =
      switch zone.read {
      case .ticks: field.kind == .choice || field.kind == .flag
      case .signature: field.kind == .signature
      case .line, .block, .comb, .split: field.kind.isWritten
      }
    if !fits {
      place.complain(
        "a \(field.kind.rawValue) is not read as \(zone.read.rawValue)", "Change the zone's read or the field's type.")
    }
    if field.kind == .choice, Set(field.of) != Set(zone.boxes.map(\.name)) {
      place.complain("the boxes of '\(zone.field)' are not its choices", "Name the boxes: \(field.of.joined(separator: ", ")).")
    }
    if field.kind == .flag, zone.boxes.count != 1 { place.complain("a flag has one box", "Use type: choice for several.") }
  }
}

extension YAMLValue {
  /// Complains about what is wrong at the top of a form's file: keys that it lacks, its format's version, and its name.
  func checkHead(_ members: [String: YAMLValue], needs keys: [String]) {
    for key in keys where members[key] == nil {
      complain("the form has no '\(key)'", "Add '\(key):' at the top.")
    }
    if let version = members["version"], let number = version.integer, number != 1 {
      version.complain("version \(number) of the format is not known", "Write version: 1.")
    }
    if let name = members["form"], let id = name.string, !FormDefinition.isID(id) {
      name.complain("'\(id)' cannot name a form", "Use lower-case letters, digits and hyphens, such as n5b.")
    }
  }
}
