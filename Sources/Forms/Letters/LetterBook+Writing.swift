import Foundation

extension LetterBook {
  /// The language that the sender of a form asks for.
  public func language(for record: FormRecord) -> LetterLanguage {
    guard let tick = family(of: record.form.id)?.subjects[record.form.id]?.welsh else { return .english }
    return record.fields[tick]?.value == .flag(true) ? .welsh : .english
  }

  /// Drafts a letter from a record's open issues: queries, and what is proposed for rejection.
  ///
  /// - Parameters:
  ///   - others: documents that belong to it, such as continuation sheets, whose issues the same letter asks about.
  ///   - language: the letter's; the one that the sender asks for if nil.
  /// - Throws: `Problem` where letters know nothing of the form, or where there is nothing to ask of the sender.
  public func letter(about record: FormRecord, with others: [FormRecord] = [], in language: LetterLanguage? = nil)
    throws(Problem) -> Letter
  {
    let wanted = self.language(for: record), language = language ?? wanted
    guard let family = family(of: record.form.id), let subject = family.subjects[record.form.id] else {
      let known = families.flatMap(\.subjects.keys).sorted().joined(separator: ", ")
      throw Problem(
        place: record.id, summary: "there are no letters about the form '\(record.form.id)'",
        remedy: "Known: \(known). Add it to a file of Pipelines/letters.")
    }
    if let stranger = others.first(where: { family.subjects[$0.form.id] == nil }) {
      throw Problem(
        place: stranger.id, summary: "a letter about '\(record.form.id)' cannot ask about the form '\(stranger.form.id)' too",
        remedy: "Draft a letter of its own for it.")
    }
    var plan = LetterPlan(family: family, book: self, language: language)
    for document in [record] + others { plan.add(document) }
    guard !plan.tasks.isEmpty else {
      throw Problem(
        place: record.id, summary: "there is nothing to ask of the sender",
        remedy: plan.settledHere.isEmpty
          ? "It has no open query and no proposed rejection." : "What is open is settled in the office.")
    }
    let words = LetterPhrases(words: words, language: language)
    let addressee = AddresseeLines(subject.addressees, in: record)
    let day = record.source.received.flatMap { Day($0) }.map(words.date)
    var checks = [words(.readAgainst)]
    if addressee.isDoubtful { checks.append(words(.addressDoubtful)) }
    if !addressee.isComplete { checks.append(words(.addressIncomplete)) }
    if wanted == .welsh, language != .welsh { checks.append(words(.wantsWelsh)) }
    let waiting = ([record] + others).reduce(0) { $0 + $1.fields.values.count(where: \.review) }
    if waiting > 0 { checks.append(words(.fieldsWaiting, ["count": "\(waiting)"])) }
    let undecided = ([record] + others).reduce(0) { $0 + ($1.undecided?.count ?? 0) }
    if undecided > 0 { checks.append(words(.undecided, ["count": "\(undecided)"])) }
    return Letter(
      language: language, subject: subject.about[language], reference: record.id, addressee: addressee.lines,
      greeting: addressee.name.map { words(.dear, ["name": $0]) } ?? words(.dearUnknown),
      opening: [day.map { words(.receivedOn, ["day": $0]) } ?? words(.received), words(.intro)]
        + (plan.tasks.count > 1 ? [words(.inOrder)] : []),
      tasks: plan.tasks, closing: [.alterNothing, .sendBack, .formats].map { words($0) },
      signOff: words(addressee.name == nil ? .signOffUnknown : .signOff),
      checks: checks,
      settledHere: plan.settledHere, grounds: plan.grounds, words: self.words)
  }
}

/// The words of all letters in one language.
struct LetterPhrases {
  let words: [LetterWord: Rule.Sentence]
  let language: LetterLanguage

  /// A sentence, with `{key}` in it replaced.
  func callAsFunction(_ word: LetterWord, _ values: [String: String] = [:]) -> String {
    (words[word]?[language] ?? "").filled(values)
  }

  /// Such as `20 November 2026`.
  func date(_ day: Day) -> String {
    let months = self(.months).split(separator: " ")
    return "\(day.day) \(months.count == 12 ? String(months[day.month - 1]) : "\(day.month)") \(day.year)"
  }

  /// Such as `pages 3, 5`; nil for none.
  func pages(_ numbers: [Int]) -> String? {
    guard !numbers.isEmpty else { return nil }
    return self(numbers.count == 1 ? .page : .pages, ["list": numbers.map(String.init).joined(separator: ", ")])
  }
}

extension String {
  /// With `{key}` replaced; where a value is missing, its brackets go too.
  func filled(_ values: [String: String?]) -> String {
    values.reduce(self) { text, entry in
      guard let value = entry.value else {
        return text.replacing(" ({\(entry.key)})", with: "").replacing("{\(entry.key)}", with: "")
      }
      return text.replacing("{\(entry.key)}", with: value)
    }
  }
}
