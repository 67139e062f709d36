import Foundation

/// Reads `Pipelines/rules/<name>.yaml`: the rules of a family of forms.
struct RuleReader {
  let known: KnownForms
  let tables: [String: DatedTable]
  let findings: Findings
  /// Where the rule with each id stands.
  private var places: [String: String] = [:]

  init(known: KnownForms, tables: [String: DatedTable], findings: Findings) {
    (self.known, self.tables, self.findings) = (known, tables, findings)
  }

  /// - Throws: `Problem` where the file cannot be read or is no YAML.
  mutating func read(_ file: URL) throws -> [Rule] {
    let root = try YAMLValue(file, findings: findings)
    guard root.isMapping else {
      root.complain("these are no rules", "Write rules:, version:, forms: and checks:; see Pipelines/README.md.")
      return []
    }
    let members = root.members(["rules", "version", "forms", "otherPrints", "checks"])
    if members["rules"]?.string != file.deletingPathExtension().lastPathComponent {
      root.complain(
        "the rules are not called as their file is", "Write rules: \(file.deletingPathExtension().lastPathComponent).")
    }
    if members["version"]?.integer != 1 { root.complain("the file has no version 1", "Write version: 1.") }
    let forms = (members["forms"]?.items ?? []).compactMap(form)
    if forms.isEmpty { root.complain("the rules apply to no form", "Write forms: [lp1f].") }
    let otherPrints = Set((members["otherPrints"]?.items ?? []).compactMap { otherPrint($0, forms) })
    guard let checks = members["checks"], !checks.isEmptyList else {
      (members["checks"] ?? root).complain("no rule stands here", "Write at least one under 'checks'.")
      return []
    }
    return checks.items.compactMap { rule($0, forms: forms, otherPrints: otherPrints) }
  }

  /// A field that only other prints of the forms ask for.
  private func otherPrint(_ value: YAMLValue, _ forms: [String]) -> String? {
    guard let text = value.string else { return nil }
    guard let path = FieldPath(text) else {
      value.complain("'\(text)' names no field", "Write group/field.")
      return nil
    }
    let trees = (path.form.map { [$0] } ?? forms).compactMap { known.trees[$0] }
    if !trees.isEmpty, trees.allSatisfy({ !path.pointers(in: $0).isEmpty }) {
      value.complain("this print asks for '\(text)' too", "Take it out of 'otherPrints'.")
    }
    return text
  }

  private func form(_ value: YAMLValue) -> String? {
    guard let id = value.string else { return nil }
    if known.trees[id] != nil { return id }
    value.complain("there is no form '\(id)'", "Known: \(known.trees.keys.sorted().joined(separator: ", ")).")
    return nil
  }

  private mutating func rule(_ item: YAMLValue, forms all: [String], otherPrints: Set<String>) -> Rule? {
    guard item.isMapping else {
      item.complain("a rule is needed here", "A rule has id, check, severity, say and basis.")
      return nil
    }
    let members = item.members([
      "id", "forms", "when", "check", "severity", "say", "basis", "verified", "from", "until", "judgedBy",
    ])
    for key in ["id", "check", "severity", "say", "basis"] where members[key] == nil {
      item.complain("the rule has no '\(key)'", "A rule has id, check, severity, say and basis.")
    }
    let forms = members["forms"].map { narrowed($0, all) } ?? all
    let reader = CheckReader(forms: forms, known: known, otherPrints: otherPrints, tables: tables)
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
    if let english = sentences?["en"]?.string, let welsh = sentences?["cy"], welsh.string == english {
      welsh.complain("the Welsh sentence is the English one", "Say it in Welsh.")
    }
    let id = members["id"]?.words
    if let id, let first = places[id] {
      members["id"]!.complain("the rule '\(id)' comes twice", "Give each an id of its own; the first stands at \(first).")
      return nil
    }
    if let id { places[id] = item.place }
    guard let id, let en = sentences?["en"]?.words, let cy = sentences?["cy"]?.words, let basis = members["basis"]?.words,
      let check,
      let severity, members["when"] == nil || when != nil
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
    let path = judgedBy.string == "received" ? nil : reader.path(judgedBy, to: .date, isOne: true)
    let from = members["from"]?.day, until = members["until"]?.day
    if let from, let until, until < from {
      members["until"]!.complain("the rule ends before it begins", "Write the earlier day as 'from'.")
    }
    return .init(from: from, until: until, judgedBy: path)
  }

  /// Those of the file's forms that a rule applies to.
  private func narrowed(_ value: YAMLValue, _ all: [String]) -> [String] {
    if value.isEmptyList { value.complain("the rule applies to no form", "Name one, or leave 'forms' out.") }
    return value.items.compactMap { item in
      guard let id = form(item) else { return nil }
      if !all.contains(id) { item.complain("the file is not about '\(id)'", "Add it to the file's 'forms' too.") }
      return id
    }
  }
}

extension YAMLValue {
  /// Text with something in it; complains if there is nothing.
  fileprivate var words: String? {
    guard let text = string else { return nil }
    if !text.allSatisfy(\.isWhitespace) { return text }
    complain("nothing is written here", "Fill it in.")
    return nil
  }

  fileprivate var severity: FormRecord.Issue.Severity? {
    guard let text = string else { return nil }
    if let severity = FormRecord.Issue.Severity(rawValue: text) { return severity }
    complain("'\(text)' is no severity", "Use reject, query, warning or info.")
    return nil
  }
}
