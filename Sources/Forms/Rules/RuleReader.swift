import Foundation

/// Reads `Pipelines/rules/<name>.yaml`: the rules of a family of forms.
struct RuleReader {
  let fields: [String: [String: FieldDefinition]]
  let trees: [String: FieldTree]
  let tables: [String: DatedTable]
  let findings: Findings

  /// - Throws: `Problem` where the file cannot be read or is no YAML.
  func read(_ file: URL) throws -> [Rule] {
    let root = try YAMLValue(file, findings: findings)
    let members = root.members(["rules", "version", "forms", "otherPrints", "checks"])
    if members["rules"]?.string != file.deletingPathExtension().lastPathComponent {
      root.complain(
        "the rules are not called as their file is", "Write rules: \(file.deletingPathExtension().lastPathComponent).")
    }
    if members["version"]?.integer != 1 { root.complain("the file has no version 1", "Write version: 1.") }
    let forms = (members["forms"]?.items ?? []).compactMap(form)
    if forms.isEmpty { root.complain("the rules apply to no form", "Write forms: [lp1f].") }
    let otherPrints = Set((members["otherPrints"]?.items ?? []).compactMap(\.string))
    return (members["checks"]?.items ?? []).compactMap { rule($0, forms: forms, otherPrints: otherPrints) }
  }

  private func form(_ value: YAMLValue) -> String? {
    guard let id = value.string else { return nil }
    if trees[id] == nil { value.complain("there is no form '\(id)'", "Known: \(trees.keys.sorted().joined(separator: ", ")).") }
    return trees[id] == nil ? nil : id
  }

  private func rule(_ item: YAMLValue, forms all: [String], otherPrints: Set<String>) -> Rule? {
    let members = item.members([
      "id", "forms", "when", "check", "severity", "say", "basis", "verified", "from", "until", "judgedBy",
    ])
    for key in ["id", "check", "severity", "say", "basis"] where members[key] == nil {
      item.complain("the rule has no '\(key)'", "A rule has id, check, severity, say and basis.")
    }
    let forms = members["forms"].map { $0.items.compactMap(form) } ?? all
    let reader = CheckReader(
      forms: forms, fields: fields, trees: trees, otherPrints: otherPrints, tables: tables)
    let when = members["when"].flatMap(reader.check), check = members["check"].flatMap(reader.check)
    let severity = members["severity"]?.severity, isVerified = members["verified"]?.flag ?? true
    if !isVerified, severity == .reject {
      members["severity"]!.complain("an unverified rule rejects nothing", "Write severity: query, or verify it.")
    }
    let validity = validity(members, reader)
    let sentences = members["say"]?.members(["en", "cy"])
    for language in ["en", "cy"] where members["say"] != nil && sentences?[language] == nil {
      members["say"]!.complain("the sentence is missing in '\(language)'", "Give it in English (en) and Welsh (cy).")
    }
    guard let id = members["id"]?.string, let check, let severity, let en = sentences?["en"]?.string,
      let cy = sentences?["cy"]?.string, let basis = members["basis"]?.string, members["when"] == nil || when != nil
    else { return nil }
    return Rule(
      id: id, forms: forms, severity: severity, say: .init(en: en, cy: cy), basis: basis, isVerified: isVerified,
      validity: validity, when: when, check: check, paths: reader.paths)
  }

  private func validity(_ members: [String: YAMLValue], _ reader: CheckReader) -> Rule.Validity? {
    guard members["from"] != nil || members["until"] != nil || members["judgedBy"] != nil else { return nil }
    guard let judgedBy = members["judgedBy"] else {
      (members["from"] ?? members["until"])!.complain("nothing says which date decides", "Add judgedBy: received, or a field.")
      return nil
    }
    if members["from"] == nil, members["until"] == nil {
      judgedBy.complain("a rule that always holds is judged by no date", "Add 'from' or 'until', or leave it out.")
    }
    let path = judgedBy.string == "received" ? nil : reader.path(judgedBy)
    return .init(from: members["from"]?.day, until: members["until"]?.day, judgedBy: path)
  }
}

extension YAMLValue {
  fileprivate var severity: FormRecord.Issue.Severity? {
    guard let text = string else { return nil }
    if let severity = FormRecord.Issue.Severity(rawValue: text) { return severity }
    complain("'\(text)' is no severity", "Use reject, query, warning or info.")
    return nil
  }
}
