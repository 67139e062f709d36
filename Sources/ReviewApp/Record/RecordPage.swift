import Forms
import Foundation
import RecordStore

/// What `record.mustache` shows: a whole record, what does not fit in it and the ways to settle that.
struct RecordPage {
  struct Sheet {
    let title: String
    let id: String
    let fields: [FieldPage.Other]
  }
  struct Scan {
    let label, address: String
  }
  struct Issue {
    let id: Int64
    let message: Line
    let particulars: String?
    let basis: String?
    let severity, tag: String
    let isOpen: Bool
    let settled: String?
    /// The fields that it speaks of.
    let fields: [FieldPage.Other]
    let settleAddress: String
    let errorID: String
  }
  struct Reason {
    let value, label, id: String
  }
  /// A record that this one goes with, or may.
  struct Relative {
    let id, label, address: String
  }
  let record, formName, formTitle, received, state: String
  let address: String
  let isOpen, isMine, mayReject, hasIssues, isProposedRejection: Bool
  let heldBy: String?
  let waiting: String
  let hasWaiting: Bool
  let firstWaiting: String?
  let issues: [Issue]
  let reasons: [Reason]
  let sheets: [Sheet]
  let scans: [Scan]
  let hasScans: Bool
  let items: [FieldPage.Item]
  let refusal: String?
  let remedy: String?
  let isRefused: Bool

  /// What it belongs to, and what belongs to it.
  let owners, belongings: [Relative]
  let hasOwners, hasBelongings: Bool
  /// The first one's id, which comes back with what somebody says instead.
  let owner: String?
  /// Whether somebody may say what it belongs to; the records with a name like its own.
  let mayBelong: Bool
  let possibleOwners: [Relative]
  let hasPossibleOwners: Bool

  let rejectReasons: [Reason]
  /// Whether there is something to ask of the sender.
  let mayWrite: Bool

  /// Why an issue may stand, and why a record is rejected: words of these lists, so that they can be counted.
  static let rejectCodes = ["not-valid", "lacks-something", "withdrawn", "here-already"]
  static let reasonCodes = ["paper-checked", "sender-told", "does-not-apply", "senior-agreed"]

  /// - Parameters:
  ///   - possibleOwners: records that it may belong to.
  ///   - belongings: ids of the records that belong to it.
  init(
    _ maker: FieldPageMaker, role: Operator.Role, now: Date, trouble: Problem?, hasLetters: Bool,
    possibleOwners: [PossibleOwner], belongings: [String]
  ) {
    let view = maker.view, words = maker.words, order = maker.form?.order ?? [:]
    record = view.record.id
    address = "/records/\(record.percentEncoded)"
    formName = KnownForms.name(view.record.form.id)
    formTitle = maker.form?.title ?? ""
    let arrived = view.record.source.received.flatMap { try? Date($0, strategy: .iso8601) }
    received = arrived.map { words("ago", ["age": words.age(of: $0, at: now)]) } ?? words("unknown")
    state = words("state-\(view.record.disposition.rawValue)")
    isOpen = view.record.disposition == .review
    isMine = view.isHeld(by: maker.name, for: 0, after: now)
    heldBy = view.holder == maker.name ? nil : view.holder
    mayReject = isOpen && role >= .senior
    waiting = words.count("fields-waiting", maker.waiting.count)
    hasWaiting = isOpen && !maker.waiting.isEmpty
    firstWaiting = maker.waiting.first.map(maker.address)
    isProposedRejection = view.issues.contains { $0.isOpen && $0.issue.severity == .reject }
    let base = address
    issues = view.issues.map { stored in
      Issue(
        id: stored.id, message: words.rule(stored.issue), particulars: words.particulars(stored.issue),
        basis: stored.issue.basis,
        severity: words("severity-\(stored.issue.severity.rawValue)"),
        tag: stored.isOpen ? "govuk-tag--orange" : "govuk-tag--grey",
        isOpen: stored.isOpen,
        settled: stored.settled.map { time in
          words(
            "settled-by",
            ["name": stored.operatorName ?? "", "age": words.age(of: time, at: now), "reason": words.settling(stored.reason)])
        }, fields: stored.issue.fields.compactMap(maker.other), settleAddress: "\(base)/issues/\(stored.id)/settle",
        errorID: "settle-\(stored.id)")
    }
    hasIssues = !issues.isEmpty
    reasons = Self.reasonCodes.map { .init(value: $0, label: words("settle-\($0)"), id: $0) }
    rejectReasons = Self.rejectCodes.map { .init(value: $0, label: words("reject-\($0)"), id: $0) }
    let sheetsByPage = Dictionary(grouping: view.record.fields.keys) { view.record.fields[$0]?.formPage ?? 0 }
    sheets = sheetsByPage.sorted { $0.key < $1.key }.map { number, pointers in
      Sheet(
        title: words("form-page", ["n": "\(number)"]), id: "page-\(number)",
        fields: pointers.sorted { (order[$0] ?? .max, $0) < (order[$1] ?? .max, $1) }.compactMap(maker.other))
    }
    scans = view.pages.map { page in
      Scan(label: words("form-page", ["n": page.formPage.map(String.init) ?? "?"]), address: "/pages/\(page.id)")
    }
    hasScans = !scans.isEmpty
    func relative(_ id: String, _ label: String) -> Relative {
      Relative(id: id, label: label, address: "/records/\(id.percentEncoded)")
    }
    owners = (view.record.links ?? []).map { relative($0.record, "\(KnownForms.name($0.form)) \($0.record)") }
    hasOwners = !owners.isEmpty
    owner = owners.first?.id
    self.belongings = belongings.map { relative($0, $0) }
    hasBelongings = !belongings.isEmpty
    mayBelong = isOpen && maker.form?.belongsTo != nil
    self.possibleOwners = possibleOwners.map { owner in
      let age = owner.received.map { words("ago", ["age": words.age(of: $0, at: now)]) } ?? words("unknown")
      return relative(owner.record, "\(KnownForms.name(owner.form)) · \(owner.name) · \(words("received")) \(age)")
    }
    hasPossibleOwners = !possibleOwners.isEmpty
    items = maker.choice.items.map { .init(name: $0.name, value: $0.value) }
    refusal = trouble?.summary
    remedy = trouble?.remedy
    isRefused = trouble != nil
    mayWrite = hasLetters && view.issues.contains(where: \.isOpen)
  }
}

extension Words {
  fileprivate func settling(_ reason: String?) -> String {
    guard let reason else { return "" }
    if RecordPage.reasonCodes.contains(reason) || reason == RecordStore.settledByLink { return self("settle-\(reason)") }
    return RecordPage.rejectCodes.contains(reason) ? self("reject-\(reason)") : reason
  }
}
