import Forms
import Foundation
import RecordStore

/// What `field.mustache` shows: one field beside its picture, and what an operator needs to decide it.
struct FieldPage {
  struct Item {
    let name, value: String
  }
  /// Another field of the record.
  struct Other {
    let label, value: String
    let waits: Bool
    let address: String
  }
  struct Issue {
    let message: Line
    let particulars: String?
    let basis: String?
    let severity: String
    let isOpen: Bool
  }

  let record, formName: String
  let address, recordAddress: String
  let label: String
  let place: String
  let isCritical, isBlind, isDecided: Bool
  let progress: String
  let entry: FieldEntry
  let picture: PictureView?
  let hasPicture: Bool
  let old: String?
  let round: Int
  let pointer: String
  let asRead: String?
  let repairs: String?
  let confidence: String?
  let reasons: [Line]
  let hasReasons: Bool
  let issues: [Issue]
  let hasIssues: Bool
  let others: [Other]
  let items: [Item]
  /// Where the next field's crop is, so that it is there before it is needed; nil for the last.
  let nextCrop: String?
  let isLast: Bool
  let leaseSeconds: Int
  /// What was decided just now.
  let previous: Other?
  /// What the last step was refused for.
  let refusal: String?
  let remedy: String?
  let isRefused: Bool
  /// Whether the paper may be let stand against the grammar.
  let mayKeepAsWritten: Bool
  /// What the operator typed, where it can no longer be sent.
  let kept: String?
  /// What the record has now, where somebody else decided it.
  let current: String?
  let isOver: Bool
}
