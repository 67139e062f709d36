/// A rule of law or practice that a form's documents are held against: what is asked, how grave it is, and on what it rests.
public struct Rule: Sendable {
  /// Such as `donor-of-age`; unique among all rules.
  public var id: String
  /// The forms to whose documents it applies.
  public var forms: [String]
  public var severity: FormRecord.Issue.Severity
  /// What an operator is told where it does not hold, in English and in Welsh. Holds no value of a field.
  public var say: Sentence
  /// The Act, rule or guidance that it rests on.
  public var basis: String
  /// Whether somebody has checked it against its source; one that is not is never more than a query.
  public var isVerified: Bool
  /// The days on which it is law, of the date it is judged by.
  public var validity: Validity?
  /// Asked only of documents of which this holds.
  let when: (any Check)?
  let check: any Check
  /// The fields that it names.
  let paths: [FieldPath]

  public struct Sentence: Hashable, Sendable {
    public var en, cy: String
  }

  public struct Validity: Sendable {
    /// The first and last day; nil for no limit.
    public var from, until: Day?
    /// The field with the date that decides, or nil for the day on which the paper arrived.
    public var judgedBy: FieldPath?
  }
}

extension Rule {
  /// - Throws: `Gap` where it cannot be decided.
  func callAsFunction(_ facts: Facts) throws(Gap) -> Outcome {
    var gap: Gap?
    do throws(Gap) {
      if let validity, try !validity.holds(facts) { return .holds }
      if let when, try when(facts) != .holds { return .holds }
    } catch { gap = error }
    // Whether it is to be asked matters only if it does not hold.
    let outcome: Outcome
    do throws(Gap) { outcome = try check(facts) } catch { throw gap ?? error }
    if let gap, outcome != .holds { throw gap }
    return outcome
  }
}

extension Rule.Validity {
  fileprivate func holds(_ facts: Facts) throws(Gap) -> Bool {
    let day: Day?
    if let judgedBy {
      day = try facts.place(judgedBy).flatMap { (place) throws(Gap) in try facts.day(place) }
    } else {
      day = facts.received
    }
    guard let day else {
      throw .unknown("the law changes with time, and the date that decides which applies is not known", nil)
    }
    return from.map { $0 <= day } != false && until.map { day <= $0 } != false
  }
}
