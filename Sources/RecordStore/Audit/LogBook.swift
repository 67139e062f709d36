import Foundation

/// What an audit log says that the store must have.
struct LogBook {
  /// An operator's account.
  struct Account: Equatable {
    var role: String
    var isDisabled: Bool
    /// SHA-256 of its password's hash; nil where an earlier version did not note it.
    var password: String?
  }
  /// A step that closed something: who took it, and how it ended.
  struct Step: Equatable {
    var actor: String
    var outcome: String
  }

  /// Seals of corrections and of keyings, by their ids.
  var corrections: [Int64: String] = [:], keyings: [Int64: String] = [:]
  /// Hashes of emissions by record and number.
  var emissions: [String: String] = [:]
  /// How records left that have left: `accepted` or `rejected`.
  var left: [String: String] = [:]
  /// Records that others came in place of, with these.
  var replaced: [String: String] = [:]
  var purged: Set<String> = []
  /// What was sent on.
  private var exported: Set<String> = []
  /// Settled issues by their ids.
  var issues: [Int64: Step] = [:]
  /// What people said that records belong to.
  var links: [String: Step] = [:]
  /// Pages that belong in no document, such as `page 12`.
  var dismissed: Set<String> = []
  var samples: [FieldPlace: Step] = [:]
  var operators: [String: Account] = [:]

  /// The record that is in another's place by now.
  func latest(_ record: String) -> String {
    var record = record, seen: Set<String> = []
    while let next = replaced[record], seen.insert(record).inserted { record = next }
    return record
  }

  /// Takes in a row.
  ///
  /// - Returns: what the log vouches for twice, which it never does.
  mutating func take(_ action: String, by actor: String, _ subject: String, _ details: String) -> String? {
    let said = (try? JSONDecoder().decode([String: String].self, from: Data(details.utf8))) ?? [:]
    func number(_ key: String) -> Int64? { said[key].flatMap { Int64($0) } }
    switch AuditLog.Action(rawValue: action) {
    case .recordAdded, .recordReadAgain:
      if let hash = said["sha256"], let number = said["emission"] { emissions["\(subject) \(number)"] = hash }
    case .corrected, .confirmed:
      if let id = number("correction"), corrections.updateValue(said["seal"] ?? "", forKey: id) != nil {
        return "correction \(id)"
      }
    case .keyed:
      if let id = number("keying"), keyings.updateValue(said["seal"] ?? "", forKey: id) != nil { return "keying \(id)" }
    case .recordReleased: left[subject] = "accepted"
    case .recordRejected: left[subject] = "rejected"
    case .recordReopened: left[subject] = nil
    case .recordReplaced:
      replaced[subject] = said["by"] ?? ""
      // What belonged to it belongs to the one in its place.
      for (record, step) in links where step.outcome == subject { links[record]?.outcome = said["by"] ?? "" }
    case .exported: if !exported.insert(subject).inserted { return "export of \(subject)" }
    case .pageDismissed: dismissed.insert(subject)
    case .pageRecalled: dismissed.remove(subject)
    case .linked: links[subject] = Step(actor: actor, outcome: said["to"] ?? "")
    case .recordPurged: purged.insert(subject)
    case .issueSettled: if let id = number("issue") { issues[id] = Step(actor: actor, outcome: "settled") }
    case .sampleJudged:
      samples[FieldPlace(subject, said["pointer"] ?? "")] = Step(
        actor: actor, outcome: said["wrong"] == "yes" ? "wrong" : "right")
    case .operatorAdded, .operatorChanged:
      let isDisabled = said["disabled"] != nil
      let before = operators[subject]
      operators[subject] = Account(
        role: said["role"] ?? before?.role ?? "", isDisabled: isDisabled, password: said["password"] ?? before?.password)
    case .batchBegun, .escalated, .rereadAsked, .rereadDone, .rereadFailed, .imagePurged, .loggedIn, .logInFailed, .backedUp,
      .restored, .batchTaken, .arrivalQuarantined, .viewed, .letterDrafted, nil:
      break
    }
    return nil
  }
}
