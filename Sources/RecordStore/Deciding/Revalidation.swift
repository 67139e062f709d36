public import Forms

/// What the rules say of a record as it stands.
public struct Revalidation: Sendable {
  /// Ids of the rules that were asked: issues of all others stay as they are.
  public var asked: Set<String>
  public var issues: [FormRecord.Issue]
  /// Rules that cannot be asked before somebody has looked at a field, be it in a document that belongs to it.
  public var undecided: [String]

  public init(asked: Set<String> = [], issues: [FormRecord.Issue] = [], undecided: [String] = []) {
    self.asked = asked
    self.issues = issues
    self.undecided = undecided
  }
}

/// Asks the rules of a record and the documents that belong to it. Called within a transaction: quick, and without side effects.
public typealias Revalidate = @Sendable (_ record: FormRecord, _ linked: [FormRecord]) -> Revalidation
