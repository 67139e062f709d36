extension OPGMapping {
  /// What keeps a record's values from a document's elements: too long, too many lines, a character that XML has not.
  func queries(on record: FormRecord) -> [FormRecord.Issue] {
    var issues: [FormRecord.Issue] = []
    let most = leaves.reduce(into: [String: Int]()) { most, leaf in
      if case .line(let number) = leaf.part { most[leaf.field.field] = max(number, most[leaf.field.field] ?? 0) }
    }
    for leaf in leaves where leaf.kind == .text || leaf.kind == .date {
      let pointer = leaf.field.field
      guard case .text(let value) = record.fields[pointer]?.value else { continue }
      var found = leaf.queries(on: value)
      if let most = most[pointer], AddressLines(value).lines.count > most {
        found.append(("opg-too-many-lines", "it has more than the \(most) lines that \(document) has elements for"))
      }
      for (rule, summary) in found {
        let issue = FormRecord.Issue(
          rule: rule, severity: .query, fields: [pointer], message: "It cannot leave for the OPG: \(summary).",
          basis: "\(document).xsd")
        if !issues.contains(issue) { issues.append(issue) }
      }
    }
    return issues
  }
}

extension OPGMapping.Leaf {
  /// Why the element cannot hold a value.
  fileprivate func queries(on value: String) -> [(rule: String, summary: String)] {
    var found: [(String, String)] = []
    if let most, value.unicodeScalars.count > most {
      found.append(("opg-too-long", "it is longer than the \(most) characters that its element takes"))
    }
    if !value.unicodeScalars.allSatisfy(\.isInXML) {
      found.append(("opg-character", "it holds a character that XML does not have"))
    }
    return found
  }
}

extension Unicode.Scalar {
  /// Whether XML 1.0 has the character (production 2, Char).
  var isInXML: Bool {
    switch value {
    case 0x9, 0xA, 0xD, 0x20...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF: true
    default: false
    }
  }
}
