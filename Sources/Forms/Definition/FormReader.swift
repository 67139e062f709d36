/// Reads a form's `form.yaml` into a definition, collecting everything that is wrong with it.
struct FormReader {
  let findings: Findings

  func read(_ root: YAMLValue, layout: FormLayout) -> FormDefinition? {
    let members = root.members(["form", "version", "edition", "title", "pages", "fields", "rules"])
    for key in ["form", "version", "edition", "title", "pages", "fields"] where members[key] == nil {
      root.complain("the form has no '\(key)'", "Add '\(key):' at the top.")
    }
    if let version = members["version"], let number = version.integer, number != 1 {
      version.complain("version \(number) of the format is not known", "Write version: 1.")
    }
    _ = members["rules"]?.items
    var pages: [PageDefinition] = [], places: [String: YAMLValue] = [:]
    for item in members["pages"]?.items ?? [] {
      if let page = readPage(item, layout: layout, before: pages, places: &places) { pages.append(page) }
    }
    let fields = members["fields"].map { readFields($0, zones: pages.flatMap(\.zones), places: places) } ?? [:]
    guard let id = members["form"]?.string, let edition = members["edition"]?.string, let title = members["title"]?.string
    else {
      return nil
    }
    return FormDefinition(id: id, edition: edition, title: title, pages: pages, fields: fields, layout: layout)
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
      if zones.contains(where: { $0.field == read.field }) {
        zone.complain(
          "the field '\(read.field)' has two zones on this page", "Give each its own field, or one zone with parts.")
      }
      zones.append(read)
      places[read.field] = zone
    }
    let page = PageDefinition(
      number: number, barcode: members["identify"]?.members(["barcode"])["barcode"]?.string, zones: zones,
      optional: members["optional"]?.flag ?? false, sameAs: members["sameAs"]?.integer)
    if let same = page.sameAs, before.first(where: { $0.number == same })?.zones.map(\.read) != zones.map(\.read) {
      item.complain(
        "page \(number) is not the same as page \(same)", "sameAs names an earlier page with the same zones in the same order.")
    }
    return page
  }

  private func readZone(_ item: YAMLValue, page: PageLayout, beside zones: [ZoneDefinition]) -> ZoneDefinition? {
    let members = item.members(["field", "read", "at", "cells", "boxes"])
    guard let field = members["field"]?.string else {
      item.complain("the zone has no 'field'", "Name the field that it fills.")
      return nil
    }
    guard let kind = members["read"] else {
      item.complain(
        "zone '\(field)' has no 'read'",
        "Add one of: \(ZoneDefinition.Read.allCases.map(\.rawValue).joined(separator: ", ")).")
      return nil
    }
    guard let read = kind.choice(of: ZoneDefinition.Read.self) else { return nil }
    var zone = ZoneDefinition(field: field.hasPrefix("/") ? field : "/" + field, read: read, parts: [])
    if let at = members["at"] { zone.parts = (at.isListOfLists ? at.items : [at]).compactMap(readRectangle) }
    zone.cells = (members["cells"]?.items ?? []).compactMap(\.integer)
    for (name, at) in members["boxes"]?.entries ?? [] {
      if let name = name.string, let place = readRectangle(at) { zone.boxes.append(.init(name: name, zone: place)) }
    }
    if read == .ticks ? zone.boxes.isEmpty : zone.parts.isEmpty {
      item.complain(
        "zone '\(field)' has no place",
        read == .ticks ? "Add boxes: { name: [x, y, width, height] }." : "Add at: [x, y, width, height].")
      return nil
    }
    if read == .comb, zone.cells.count != zone.parts.count || zone.cells.contains(where: { $0 < 1 }) {
      item.complain(
        "the comb '\(field)' has \(zone.parts.count) parts but \(zone.cells.count) counts of cells",
        "Give cells one count for each part.")
    }
    let sheet = Zone(x: 0, y: 0, width: page.width, height: page.height)
    let places = zone.parts + zone.boxes.map(\.zone)
    if places.contains(where: { ($0.intersection(sheet)?.area ?? 0) < $0.area - 0.01 }) {
      item.complain("zone '\(field)' leaves the page", "The page is \(page.width.rounded()) × \(page.height.rounded()) mm.")
    }
    for other in zones {
      let overlap = places.contains { a in
        (other.parts + other.boxes.map(\.zone)).contains { b in
          (a.intersection(b)?.area ?? 0) > 0.15 * min(a.area, b.area)
        }
      }
      if overlap {
        item.complain("zone '\(field)' lies over zone '\(other.field)'", "Move one: each place belongs to one field.")
      }
    }
    return zone
  }

  private func readRectangle(_ value: YAMLValue) -> Zone? {
    let numbers = value.items.compactMap(\.number)
    guard numbers.count == 4, numbers[2] > 0, numbers[3] > 0 else {
      value.complain("a place needs four numbers", "Write [x, y, width, height] in millimetres.")
      return nil
    }
    return Zone(x: numbers[0], y: numbers[1], width: numbers[2], height: numbers[3])
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

  private func collect(
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
    let members = value.members(["label", "type", "of", "list", "critical", "sensitive", "office"])
    guard let label = members["label"]?.string else {
      value.complain("the field has no 'label'", "Add the words that an operator sees.")
      return nil
    }
    guard let kind = members["type"]?.choice(of: FieldDefinition.Kind.self) else { return nil }
    let field = FieldDefinition(
      label: label, kind: kind, of: (members["of"]?.items ?? []).compactMap(\.string), list: members["list"]?.string,
      critical: members["critical"]?.flag ?? false, sensitive: members["sensitive"]?.flag ?? true,
      office: members["office"]?.flag ?? false)
    if kind == .choice, field.of.count < 2 { value.complain("a choice needs two names or more", "Add of: [a, b].") }
    return field
  }

  private func check(_ field: FieldDefinition, against zone: ZoneDefinition, at place: YAMLValue) {
    let fits =
      switch zone.read {
      case .ticks: field.kind == .choice || field.kind == .flag
      case .signature: field.kind == .signature
      case .line, .block, .comb, .split: ![.choice, .flag, .signature].contains(field.kind)
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
