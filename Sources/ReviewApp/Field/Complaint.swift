import HTTPTypes
import RecordStore

/// Why what an operator sent was not kept, as the page says it.
struct Complaint {
  let summary, remedy: String
  let status: HTTPResponse.Status
  /// Whether the value may be kept though its type's grammar refuses it.
  let mayKeepAsWritten: Bool
  /// Whether nothing more can be decided here, at least not now.
  let isOver: Bool
  /// Whether somebody else decided the field meanwhile.
  let isConflict: Bool

  init(_ refusal: Refusal, _ words: Words) {
    summary = words.summary(of: refusal)
    remedy = words.remedy(for: refusal)
    status = refusal.status
    if case .notValid = refusal { mayKeepAsWritten = true } else { mayKeepAsWritten = false }
    if case .conflict = refusal { isConflict = true } else { isConflict = false }
    switch refusal {
    case .held, .closed, .keyedBySame, .leaseEnded: isOver = true
    default: isOver = false
    }
  }

  /// An empty box was sent.
  init(missing words: Words) {
    summary = words("field-empty")
    remedy = words("field-empty-remedy")
    status = .unprocessableContent
    mayKeepAsWritten = false
    isOver = false
    isConflict = false
  }
}
