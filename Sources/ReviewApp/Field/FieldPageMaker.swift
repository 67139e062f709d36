import Forms
import Foundation
import RecordStore

/// Makes a field's page of what the store tells.
struct FieldPageMaker {
  let view: RecordView
  let form: FormDefinition?
  let words: Words
  let choice: QueueChoice
  let name: String
  let leaseSeconds: Int

  /// Waiting fields that this operator may decide, in the order in which people read the form.
  var waiting: [String] {
    let order = form?.order ?? [:]
    return view.standing.pointers.filter { view.fields[$0]?.isKeyedByMe == false }.sorted {
      let a = (view.record.fields[$0]?.formPage ?? 0, order[$0] ?? 0),
        b = (view.record.fields[$1]?.formPage ?? 0, order[$1] ?? 0)
      return a == b ? $0 < $1 : a < b
    }
  }

  /// The waiting field after one, and around the end.
  func next(after pointer: String) -> String? {
    let order = form?.order ?? [:], waiting = waiting.filter { $0 != pointer }
    guard let here = view.record.fields[pointer] else { return waiting.first }
    let place = (here.formPage, order[pointer] ?? 0)
    return waiting.first { (view.record.fields[$0]?.formPage ?? 0, order[$0] ?? 0) > place } ?? waiting.first
  }

  func address(_ pointer: String) -> String {
    "/records/\(view.record.id.percentEncoded)/field?at=\(pointer.percentEncoded)".adding(query: choice.query)
  }

  func label(_ pointer: String) -> String { form?.label(of: pointer) ?? pointer }

  /// - Parameters:
  ///   - answer: what was sent, where it was refused.
  ///   - previous: the field that was decided before this one.
  func page(_ pointer: String, answer: FieldAnswer? = nil, complaint: Complaint? = nil, previous: String? = nil) -> FieldPage? {
    guard let reading = view.record.fields[pointer], let field = view.fields[pointer] else { return nil }
    let isBlind = field.isKeyedTwice && field.waits, definition = form?.fields[pointer]
    let isBlock =
      form?.pages.contains { $0.zones.contains { $0.field == pointer && $0.read == .block } } ?? false
      || reading.value.typed.contains("\n")
    let entry = FieldEntry(
      reading, definition, kind: field.kind, isBlock: isBlock, typed: answer?.typed, isBlind: isBlind, words)
    let place = FieldPlace(view.record.id, pointer)
    let picture = FieldPicture(pointer, in: view).map {
      PictureView($0, of: place, title: words("picture-of", ["label": label(pointer)]), numbers: entry.boxNumbers)
    }
    let waiting = waiting
    let next = next(after: pointer)
    return FieldPage(
      record: view.record.id, formName: KnownForms.name(view.record.form.id),
      address: address(pointer), recordAddress: "/records/\(view.record.id.percentEncoded)".adding(query: choice.query),
      label: label(pointer), place: words("form-page", ["n": "\(reading.formPage)"]), isCritical: field.isCritical,
      isBlind: isBlind, isDecided: field.decided != nil,
      progress: field.waits
        ? words("progress", ["n": "\((waiting.firstIndex(of: pointer) ?? 0) + 1)", "of": "\(waiting.count)"])
        : words("progress-decided"),
      entry: entry, picture: picture, hasPicture: picture != nil,
      old: isBlind ? nil : FieldAnswer.sealed(reading.value), round: field.round, pointer: pointer,
      asRead: isBlind || reading.text == nil || reading.text == reading.value.typed ? nil : reading.text,
      repairs: isBlind ? nil : reading.repairs.flatMap { $0.isEmpty ? nil : $0.joined(separator: ", ") },
      confidence: isBlind || !field.waits ? nil : confidence(reading.confidence),
      reasons: isBlind ? [] : reading.reasons.map(words.said), hasReasons: !isBlind && !reading.reasons.isEmpty,
      issues: issues(of: pointer), hasIssues: !issues(of: pointer).isEmpty, others: others(besides: pointer),
      items: choice.items.map { .init(name: $0.name, value: $0.value) },
      nextCrop: next.flatMap {
        FieldPicture($0, in: view) == nil ? nil : "/records/\(view.record.id.percentEncoded)/crop?at=\($0.percentEncoded)"
      },
      isLast: next == nil, leaseSeconds: leaseSeconds, previous: previous.flatMap(other),
      refusal: complaint?.summary, remedy: complaint?.remedy, isRefused: complaint != nil,
      mayKeepAsWritten: complaint?.mayKeepAsWritten ?? false, kept: complaint?.isOver == true ? answer?.typed : nil,
      current: complaint?.isConflict == true && !isBlind ? reading.value.shown(as: field.kind, words) : nil,
      isOver: complaint?.isOver ?? false)
  }

  private func confidence(_ share: Double) -> String {
    let key = share >= 0.97 ? "sure-almost" : share >= 0.9 ? "sure-fairly" : share >= 0.7 ? "sure-hardly" : "sure-not"
    return words(key, ["percent": "\(Int((share * 100).rounded(.down)))"])
  }

  private func issues(of pointer: String) -> [FieldPage.Issue] {
    view.issues.filter { $0.issue.fields.contains(pointer) }.map {
      .init(
        message: words.rule($0.issue), particulars: words.particulars($0.issue), basis: $0.issue.basis,
        severity: words("severity-\($0.issue.severity.rawValue)"),
        isOpen: $0.isOpen)
    }
  }

  /// The other fields on the same page of the form.
  private func others(besides pointer: String) -> [FieldPage.Other] {
    let order = form?.order ?? [:], page = view.record.fields[pointer]?.formPage
    return view.record.fields.keys.filter { $0 != pointer && view.record.fields[$0]?.formPage == page }
      .sorted { (order[$0] ?? .max, $0) < (order[$1] ?? .max, $1) }.compactMap(other)
  }

  func other(_ pointer: String) -> FieldPage.Other? {
    guard let reading = view.record.fields[pointer], let field = view.fields[pointer] else { return nil }
    let isHidden = field.isKeyedTwice && field.waits
    return .init(
      label: label(pointer), value: isHidden ? words("value-hidden") : reading.value.shown(as: field.kind, words),
      waits: field.waits, address: address(pointer))
  }
}
