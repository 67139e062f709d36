/// The sentences that all letters have in common; `Pipelines/letters/letter.yaml` has each in English and Welsh.
///
/// `{name}`, `{form}`, `{day}`, `{list}` and `{count}` in them stand for what the letter is about.
enum LetterWord: String, CaseIterable, Sendable {
  /// The mark on every page, and what it means.
  case draft, notSent
  /// What the office fills in: its address, the letter's date, by when to answer.
  case office, date, answerBy
  case reference, dear, dearUnknown, addressUnknown
  case received, receivedOn, intro, inOrder, alterNothing, sendBack, fallback
  case page, pages
  case formats, signOff, signOffUnknown
  /// The sheet for the person who approves it.
  case approval, approvalStays, approvedBy, role, signature, approvedOn
  case beforeApproval, readAgainst, addressDoubtful, addressIncomplete, wantsWelsh, fieldsWaiting, undecided, officeFirst,
    restsOn
  /// Months, apart by spaces.
  case months
}
