public import Forms
public import Foundation
import GRDB

/// How often a field that passed without a look was wrong, as people found who checked a sample of them.
public struct SampleResult: Sendable {
  public var judged = 0, wrong = 0
  /// Drawn and not judged yet; drawn, and decided by somebody for another reason before that.
  public var open = 0, withdrawn = 0
  /// The share wrong, with its 95 % interval.
  public var rate: MeasuredShare { MeasuredShare(wrong, of: judged) }
}

extension RecordStore {
  /// Gives an operator an accepted field to check, the oldest first; nil where none is left. It comes back after `seconds`.
  ///
  /// - Throws: `Refusal.unknownOperator`.
  public func nextSample(for name: String, seconds: Double = 300) async throws -> FieldPlace? {
    let now = now()
    return try await write { [self] db in
      _ = try role(of: name, in: db)
      let row = try db.row(
        """
        SELECT s.record, s.pointer FROM samples s JOIN records r ON r.id = s.record
        WHERE s.judged IS NULL AND s.withdrawn IS NULL AND (s.until IS NULL OR s.until <= ?1 OR s.operator = ?2)
          AND r.purged IS NULL AND NOT EXISTS (SELECT 1 FROM leaving l WHERE l.record = r.id)
        ORDER BY s.operator IS ?2 AND s.until > ?1 DESC, s.drawn, s.record, s.pointer LIMIT 1
        """, [now.stamp, name])
      guard let row else { return nil }
      let place = FieldPlace(row["record"], row["pointer"])
      try db.run(
        "UPDATE samples SET operator = ?, until = ? WHERE record = ? AND pointer = ?",
        [name, now.addingTimeInterval(seconds).stamp, place.record, place.pointer])
      return place
    }
  }

  /// Takes what an operator reads in a sampled field. Where it is not what passed, that is a silent error: it is counted, and the field
  /// corrected. A record that was released by then says so by `released`, which moves on; one that was sent on waits for somebody to tell
  /// who took it. What an export has in hand stays as it is till then.
  ///
  /// - Returns: whether what passed was right.
  /// - Throws: `Refusal`.
  @discardableResult public func judge(sample decision: FieldDecision, by name: String) async throws -> Bool {
    let time = now().stamp, place = decision.place
    return try await write { [self] db in
      _ = try role(of: name, in: db)
      let sample = try db.row(
        """
        SELECT s.operator, s.until, r.released, \(Self.hasLeft) AS hasLeft FROM samples s JOIN records r ON r.id = s.record
        WHERE s.record = ? AND s.pointer = ? AND s.judged IS NULL AND s.withdrawn IS NULL AND r.purged IS NULL
          AND r.superseded IS NULL AND NOT EXISTS (SELECT 1 FROM leaving l WHERE l.record = r.id)
        """, [place.record, place.pointer])
      guard let sample else { throw Refusal.nothingToDecide(place) }
      if let holder = sample["operator"] as String?, holder != name, let until = sample["until"] as String?, until > time {
        throw Refusal.held(record: place.record, by: holder)
      }
      let field = try field(place, in: db), accepted = field.value("value")
      guard accepted == decision.old else { throw Refusal.conflict([place]) }
      let isRight = try decision.value(as: Self.kind(field)) == accepted
      try db.run(
        "UPDATE samples SET judged = ?, wrong = ?, operator = ?, until = NULL WHERE record = ? AND pointer = ?",
        [time, !isRight, name, place.record, place.pointer])
      try AuditLog.note(
        .sampleJudged, place.record, by: name, at: time, ["pointer": place.pointer, "wrong": isRight ? "no" : "yes"], in: db)
      if !isRight { try mend(decision, field, of: sample, by: name, at: time, in: db) }
      return isRight
    }
  }

  private func mend(
    _ decision: FieldDecision, _ field: Row, of sample: Row, by name: String, at time: String, in db: Database
  ) throws {
    let place = decision.place
    try correct(place, to: decision.value(as: Self.kind(field)), by: name, reason: "sampled check", at: time, in: db)
    if sample["hasLeft"] {
      let issue = FormRecord.Issue(
        rule: Self.sentWrong, severity: .query, fields: [place.pointer],
        message: "It was sent on with another value. Tell who took it.")
      try raise(issue, of: place.record, by: name, at: time, in: db)
    } else if sample["released"] != nil {
      try reopen(place.record, by: name, at: time, in: db)
    }
    try reconsider(place.record, by: name, at: time, in: db)
  }

  /// The issue of a record of which a value was found wrong after it was sent on.
  static let sentWrong = "sent-wrong"

  /// A field that somebody decided says no more what passes without a look.
  func withdrawSample(of place: FieldPlace, at time: String, in db: Database) throws {
    try db.run(
      "UPDATE samples SET withdrawn = ? WHERE record = ? AND pointer = ? AND judged IS NULL AND withdrawn IS NULL",
      [time, place.record, place.pointer])
  }

  /// What checks have found by now.
  ///
  /// - Parameters:
  ///   - form: of this form alone.
  ///   - since: judged at or after this.
  public func sampleResult(form: String? = nil, since: Date? = nil) async throws -> SampleResult {
    let since = since?.stamp ?? ""
    return try await read { db in
      let row = try db.row(
        """
        SELECT ifnull(sum(judged IS NOT NULL), 0) AS judged, ifnull(sum(wrong), 0) AS wrong,
          ifnull(sum(judged IS NULL AND withdrawn IS NULL), 0) AS open, ifnull(sum(withdrawn IS NOT NULL), 0) AS withdrawn
        FROM samples WHERE (?1 IS NULL OR form = ?1) AND (judged IS NULL OR judged >= ?2)
        """, [form, since])!
      return SampleResult(judged: row["judged"], wrong: row["wrong"], open: row["open"], withdrawn: row["withdrawn"])
    }
  }
}
