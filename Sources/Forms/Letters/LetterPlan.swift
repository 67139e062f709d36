/// Gathers what a letter asks for, by person and in the order in which people act.
struct LetterPlan {
  private struct Entry {
    /// The person's place, the rule's and the step's.
    var place: [Int]
    var person: String
    var text: String
  }

  let family: LetterFamily
  let book: LetterBook
  let words: LetterPhrases
  private let rules: [String: Rule]
  private var entries: [Entry] = []
  private(set) var settledHere: [String] = []
  private(set) var grounds: [Letter.Ground] = []

  init(family: LetterFamily, book: LetterBook, language: LetterLanguage) {
    (self.family, self.book) = (family, book)
    words = LetterPhrases(words: book.words, language: language)
    rules = Dictionary(book.rules.rules.map { ($0.id, $0) }) { first, _ in first }
  }

  /// What each person has to do, in the order in which they act. What is asked for twice is said once.
  var tasks: [Letter.Task] {
    var tasks: [Letter.Task] = [], said: Set<[String]> = []
    for entry in entries.sorted(by: { $0.place.lexicographicallyPrecedes($1.place) })
    where said.insert([entry.person, entry.text]).inserted {
      if tasks.last?.person != entry.person { tasks.append(.init(person: entry.person, steps: [])) }
      tasks[tasks.count - 1].steps.append(entry.text)
    }
    return tasks
  }

  /// Takes in the open issues of a document. Several of one rule, such as a page each, become one.
  mutating func add(_ record: FormRecord) {
    var groups: [[FormRecord.Issue]] = []
    for issue in record.issues where issue.needsLook {
      if let same = groups.firstIndex(where: { $0[0].rule == issue.rule && isUnchecked($0[0]) == isUnchecked(issue) }) {
        groups[same].append(issue)
      } else {
        groups.append([issue])
      }
    }
    for group in groups { add(group, of: record) }
  }

  /// - Parameter group: issues of one rule.
  private mutating func add(_ group: [FormRecord.Issue], of record: FormRecord) {
    let issue = group[0], rule = rules[issue.rule], said = rule?.say[words.language]
    let named = group.flatMap(\.fields), inMessages = rule == nil ? group.compactMap(pageInMessage) : []
    guard let steps = steps(for: issue) else {
      let sentence = said ?? words.pages(pages(of: named, in: record) ?? inMessages)
      settledHere.append(issue.rule + (sentence.map { ": \($0)" } ?? ""))
      return
    }
    let form = book.family(of: record.form.id)?.subjects[record.form.id]?.about[words.language]
    for (number, step) in steps.enumerated() {
      // Something is asked of every issue: the first step, if need be without pages.
      guard let person = person(step.by), let fields = step.fields(of: named) ?? (number == 0 ? [] : nil) else { continue }
      let pages = words.pages(pages(of: fields, in: record) ?? inMessages)
      entries.append(
        Entry(
          place: [person.place, order(of: issue.rule), number], person: person.name,
          text: step.say[words.language].filled(["pages": pages, "rule": said, "form": form])))
    }
    grounds.append(.init(rule: "\(issue.rule) (\(issue.severity.rawValue))", basis: issue.basis))
  }

  /// What is asked of whom; nil where it is for the office.
  private func steps(for issue: FormRecord.Issue) -> [LetterText.Step]? {
    if let sentence = book.pageTexts[issue.rule] { return [.init(by: LetterFamily.sender, say: sentence)] }
    guard rules[issue.rule] != nil else { return nil }
    if let text = text(of: issue.rule) { return text.steps(unchecked: isUnchecked(issue)) }
    return isUnchecked(issue) ? nil : book.words[.fallback].map { [.init(by: LetterFamily.sender, say: $0)] }
  }

  /// Whether the issue says that its rule could not be checked, not that it is broken. A sentence that the rule has no more counts so too.
  private func isUnchecked(_ issue: FormRecord.Issue) -> Bool {
    rules[issue.rule].map { $0.say.en != issue.message } ?? false
  }

  private func text(of rule: String) -> LetterText? { book.families.lazy.compactMap { $0.texts[rule] }.first }

  /// What concerns pages comes first, and what has no text of its own last.
  private func order(of rule: String) -> Int {
    if book.pageTexts[rule] != nil { return -1 }
    return book.families.lazy.compactMap { $0.order[rule] }.first ?? .max
  }

  /// Somebody of the family; a file's steps name nobody else.
  private func person(_ key: String) -> (place: Int, name: String)? {
    family.people.firstIndex { $0.key == key }.map { ($0, family.people[$0].name[words.language]) }
  }

  /// The pages of the form on which fields stand; nil for none.
  private func pages(of fields: [String], in record: FormRecord) -> [Int]? {
    let tree = book.rules.trees[record.form.id]
    let numbers = Set(fields.compactMap { record.fields[$0]?.formPage ?? tree?.page(of: $0) })
    return numbers.isEmpty ? nil : numbers.sorted()
  }

  /// The page that a run's own issue speaks of: one without fields is named by the message alone.
  private func pageInMessage(_ issue: FormRecord.Issue) -> Int? {
    issue.message.firstMatch(of: /^Page ([0-9]+)/).flatMap { Int($0.1) }
  }
}
