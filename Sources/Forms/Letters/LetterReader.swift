import Foundation

/// Reads a file of `Pipelines/letters/`: the words of all letters, or those of a family of forms.
struct LetterReader {
  let root: YAMLValue
  let rules: RuleBook

  /// `letter.yaml`: the words that letters have in common.
  func common(named file: URL) -> (words: [LetterWord: Rule.Sentence], pages: [String: Rule.Sentence]) {
    let members = root.members(["letters", "version", "words", "pages"])
    checkHead(members, file)
    let words = sentences(members["words"], LetterWord.allCases.map(\.rawValue))
    return (
      Dictionary(uniqueKeysWithValues: words.map { (LetterWord(rawValue: $0.key)!, $0.value) }),
      sentences(members["pages"], LetterBook.pageIssues)
    )
  }

  /// A family of forms.
  func family(named file: URL) -> LetterFamily {
    let members = root.members(["letters", "version", "forms", "people", "texts"])
    checkHead(members, file)
    var family = LetterFamily()
    for (key, value) in members["forms"]?.entries ?? [] {
      guard let id = key.string else { continue }
      guard let tree = rules.trees[id] else {
        key.complain("there is no form '\(id)'", "Known: \(rules.trees.keys.sorted().joined(separator: ", ")).")
        continue
      }
      family.subjects[id] = subject(value, id, tree)
    }
    for (key, value) in members["people"]?.entries ?? [] {
      if let key = key.string, let name = sentence(value) { family.people.append(.init(key: key, name: name)) }
    }
    if !family.people.contains(where: { $0.key == LetterFamily.sender }) {
      (members["people"] ?? root).complain(
        "the sender is not among the people", "Write people: { sender: { en: You, cy: Chi } }.")
    }
    let known = Set(rules.rules.map(\.id))
    for (place, (key, value)) in (members["texts"]?.entries ?? []).enumerated() {
      guard let id = key.string else { continue }
      if !known.contains(id) {
        key.complain("there is no rule '\(id)'", "'formscan rules' lists them; mend the id or take the text out.")
      } else if let text = text(value, of: id, family.people.map(\.key)) {
        family.texts[id] = text
        family.order[id] = place
      }
    }
    return family
  }

  private func checkHead(_ members: [String: YAMLValue], _ file: URL) {
    let name = file.deletingPathExtension().lastPathComponent
    if members["letters"]?.string != name {
      root.complain("the letters are not called as their file is", "Write letters: \(name).")
    }
    if members["version"]?.integer != 1 { root.complain("the file has no version 1", "Write version: 1.") }
  }

  /// Sentences by their keys, each of which has to be there.
  private func sentences(_ value: YAMLValue?, _ keys: [String]) -> [String: Rule.Sentence] {
    let members = value?.members(keys) ?? [:]
    for key in keys where members[key] == nil {
      (value ?? root).complain("the sentence '\(key)' is missing", "Write \(key): { en: …, cy: … }.")
    }
    return members.compactMapValues(sentence)
  }

  private func sentence(_ value: YAMLValue) -> Rule.Sentence? { sentence(of: value, value.members(["en", "cy"])) }

  private func sentence(of value: YAMLValue, _ members: [String: YAMLValue]) -> Rule.Sentence? {
    for language in LetterLanguage.allCases where members[language.rawValue] == nil {
      value.complain("the sentence is missing in '\(language.rawValue)'", "Give it in English (en) and Welsh (cy).")
    }
    guard let en = members["en"]?.string, let cy = members["cy"]?.string else { return nil }
    return .init(en: en, cy: cy)
  }

  private func text(_ value: YAMLValue, of rule: String, _ people: [String]) -> LetterText? {
    if value.isScalar, value.string == "office" { return .office }
    guard value.isList || value.isMapping else {
      value.complain(
        "what is asked for is needed here", "Write office, { by: …, en: …, cy: … }, or several of these in a list.")
      return nil
    }
    let items = value.isList ? value.items : [value], steps = items.compactMap { step($0, of: rule, people) }
    return steps.isEmpty || steps.count < items.count ? nil : .steps(steps)
  }

  private func step(_ value: YAMLValue, of rule: String, _ people: [String]) -> LetterText.Step? {
    let members = value.members(["by", "at", "en", "cy", "unchecked"])
    guard let by = members["by"] else {
      value.complain("it is not said who does it", "Write by: with one of: \(people.joined(separator: ", ")).")
      return nil
    }
    guard let person = by.string, people.contains(person) else {
      by.complain("nobody is called '\(by.string ?? "")' here", "Use one of: \(people.joined(separator: ", ")).")
      return nil
    }
    return sentence(of: value, members).map {
      .init(
        by: person, say: $0, isForUnchecked: members["unchecked"]?.flag ?? false,
        at: members["at"].map { pointers($0, of: rule) } ?? [])
    }
  }

  /// Fields or groups of fields that a form of the rule has.
  private func pointers(_ value: YAMLValue, of rule: String) -> [String] {
    let forms = rules.rules.first { $0.id == rule }?.forms ?? []
    return value.items.compactMap { item in
      guard let path = item.string else { return nil }
      if forms.contains(where: { rules.trees[$0]?.holds("/" + path) == true }) { return "/" + path }
      item.complain(
        "\(forms.joined(separator: ", ")) has nothing called '\(path)'", "Name a field or a group of the rule's form.")
      return nil
    }
  }

  private func subject(_ value: YAMLValue, _ form: String, _ tree: FieldTree) -> LetterFamily.Subject? {
    let members = value.members(["about", "to", "welsh"])
    guard let about = members["about"] else {
      value.complain("the form has no 'about'", "Write about: { en: …, cy: … }: what a letter calls it.")
      return nil
    }
    func pointer(_ value: YAMLValue) -> String? {
      guard let path = value.string else { return nil }
      if tree.isField("/" + path) { return "/" + path }
      value.complain("\(form) has no field '\(path)'", "Mend its name; 'formscan schema \(form)' lists the fields.")
      return nil
    }
    let addressees = (members["to"]?.items ?? []).map { item in
      let members = item.members(["name", "company", "address"])
      func pointers(_ key: String) -> [String] { (members[key]?.items ?? []).compactMap(pointer) }
      if members["address"] == nil {
        item.complain("the addressee has no 'address'", "Name the fields that hold it, line by line.")
      }
      return LetterFamily.Addressee(name: pointers("name"), company: pointers("company"), address: pointers("address"))
    }
    let welsh = members["welsh"].flatMap(pointer)
    return sentence(about).map { .init(about: $0, addressees: addressees, welsh: welsh) }
  }
}
