extension FormDefinition {
  /// The definition as `form.yaml` holds it. Rules are not part of it.
  public var text: String {
    var out = "form: \(id)\nversion: 1  # of this file's format\nedition: \(quoted(edition))\ntitle: \(plain(title))\npages:\n"
    for page in pages {
      out += "  - number: \(page.number)\n"
      if let barcode = page.barcode { out += "    identify: { barcode: \(quoted(barcode)) }\n" }
      if let sameAs = page.sameAs { out += "    sameAs: \(sameAs)\n" }
      if page.optional { out += "    optional: true\n" }
      out += page.zones.isEmpty ? "    zones: []\n" : "    zones:\n"
      for zone in page.zones { out += "      - { \(zone.text) }\n" }
    }
    out += fields.isEmpty ? "fields: {}\n" : "fields:\n"
    write(fields.map { ($0.key.split(separator: "/"), $0.value) }.sorted { order($0.0) < order($1.0) }, 1, &out)
    return out
  }

  /// Fields in the order in which their zones are printed.
  private func order(_ path: [Substring]) -> Int {
    let pointer = "/" + path.joined(separator: "/")
    return pages.flatMap(\.zones).firstIndex { $0.field == pointer } ?? .max
  }

  private func write(_ fields: [([Substring], FieldDefinition)], _ depth: Int, _ out: inout String) {
    let fields = likeItems(fields)
    var done: Set<Substring> = []
    for (path, field) in fields where done.insert(path[0]).inserted {
      let indent = String(repeating: "  ", count: depth)
      if path.count == 1 {
        out += "\(indent)\(key(path[0])): { \(field.text) }\n"
      } else {
        out += "\(indent)\(key(path[0])):\n"
        write(fields.filter { $0.0[0] == path[0] && $0.0.count > 1 }.map { (Array($0.0.dropFirst()), $0.1) }, depth + 1, &out)
      }
    }
  }

  /// Items of a list whose fields mean the same, as one item for any index.
  private func likeItems(_ fields: [([Substring], FieldDefinition)]) -> [([Substring], FieldDefinition)] {
    guard Set(fields.map { $0.0[0] }).count > 1, fields.allSatisfy({ $0.0[0].allSatisfy(\.isNumber) && $0.0.count > 1 }) else {
      return fields
    }
    var meanings: [[Substring]: String] = [:], items: [([Substring], FieldDefinition)] = []
    for (path, field) in fields {
      let rest = Array(path.dropFirst())
      if let other = meanings[rest], other != field.text { return fields }
      if meanings.updateValue(field.text, forKey: rest) == nil { items.append((["*"] + rest, field)) }
    }
    return items
  }

  private func key(_ name: Substring) -> String {
    name == "*" || name.allSatisfy(\.isNumber) ? quoted(String(name)) : String(name)
  }
}

extension ZoneDefinition {
  fileprivate var text: String {
    var out = "field: \(field.dropFirst()), read: \(read.rawValue), "
    if read == .ticks {
      out += "boxes: { " + boxes.map { "\($0.name): \(tenths($0.zone))" }.joined(separator: ", ") + " }"
    } else {
      out += "at: " + (parts.count == 1 ? tenths(parts[0]) : "[" + parts.map(tenths).joined(separator: ", ") + "]")
    }
    return cells.isEmpty ? out : out + ", cells: [\(cells.map(String.init).joined(separator: ", "))]"
  }
}

extension FieldDefinition {
  fileprivate var text: String {
    var out = "label: \(plain(label)), type: \(kind.rawValue)"
    if !of.isEmpty { out += ", of: [\(of.joined(separator: ", "))]" }
    if let list { out += ", list: \(list)" }
    if !words.isEmpty { out += ", words: [\(words.joined(separator: ", "))]" }
    if critical { out += ", critical: true" }
    if !sensitive { out += ", sensitive: false" }
    if office { out += ", office: true" }
    return out
  }
}

private func tenths(_ zone: Zone) -> String {
  "[" + zone.numbers.map { "\(($0 * 10).rounded() / 10)" }.joined(separator: ", ") + "]"
}

/// In double quotes, with control characters as YAML writes them: a PDF's title may hold any.
private func quoted(_ text: String) -> String {
  var out = ""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\\", "\"": out += "\\\(scalar)"
    case ..<"\u{20}", "\u{7F}"..<"\u{A0}", "\u{2028}", "\u{2029}", "\u{FEFF}":
      out += "\\u" + String(scalar.value + 0x10000, radix: 16).dropFirst()
    default: out.unicodeScalars.append(scalar)
    }
  }
  return "\"\(out)\""
}

/// Without quotes where YAML needs none.
private func plain(_ text: String) -> String {
  let safe = text.first?.isLetter == true && text.allSatisfy { $0.isLetter || $0.isNumber || " .()'’/-".contains($0) }
  return safe && text.last != " " ? text : quoted(text)
}
