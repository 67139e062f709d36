public import Foundation

/// How much a record's wait matters, least first.
public enum Urgency: Int, CaseIterable, Comparable, Sendable {
  /// A field that a reader doubts.
  case doubt
  /// The same, where a wrong value does harm that cannot be undone.
  case critical
  /// Something does not fit, or is missing.
  case query
  /// The rules propose to reject it.
  case reject

  public static func < (a: Urgency, b: Urgency) -> Bool { a.rawValue < b.rawValue }
}

/// Which part of the queue is meant; all of it where nothing is given.
public struct QueueFilter: Hashable, Sendable {
  public var form: String?
  /// Records with a waiting field that has this first reason.
  public var reason: String?
  public var urgency: Urgency?
  /// Records whose paper arrived before this.
  public var arrivedBefore: Date?

  public init(form: String? = nil, reason: String? = nil, urgency: Urgency? = nil, arrivedBefore: Date? = nil) {
    self.form = form
    self.reason = reason
    self.urgency = urgency
    self.arrivedBefore = arrivedBefore
  }
}

/// How much waits.
public struct QueueCounts: Sendable {
  public struct Count: Sendable {
    public var records: Int
    /// When the paper of the oldest arrived.
    public var oldest: Date?
  }
  /// Records that wait, and how many of them somebody has in hand.
  public var waiting = 0, held = 0
  public var byForm: [String: Count] = [:]
  public var byUrgency: [Urgency: Count] = [:]
  /// By a field's first reason: a record counts for each that it has.
  public var byReason: [String: Count] = [:]
  /// Records by how long ago their paper arrived: under a day, under a week, under four weeks, older.
  public var byAge = [0, 0, 0, 0]
  /// Accepted fields that are to be checked, and pages that are to be read again.
  public var samples = 0, rereads = 0
}
