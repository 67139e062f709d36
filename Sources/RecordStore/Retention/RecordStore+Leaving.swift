import Forms
import Foundation
import GRDB

/// The cases of a store that leave now, and how many do not.
public struct LeavingCases: Equatable, Sendable {
  /// Of each the record that the others belong to, and those. Nothing joins them any more, and nobody opens them.
  public var claimed: [[String]]
  /// Cases that wait for a person, and such of a batch that is being read still: more documents of it may belong to them.
  public var waiting, arriving: Int
}

extension RecordStore {
  /// Seconds for which a batch that gives no document is taken to be read still.
  static let silence = 1800.0
  /// Seconds that an export waits for another one's end.
  private static let patience = 600.0

  /// Lets one process alone send on what is released: another waits for its end, then finds what it left.
  ///
  /// - Throws: `Problem` where the other one takes too long; and what `body` throws.
  public func exportAlone<Value>(_ body: () async throws -> Value) async throws -> Value {
    let lock = try await FileLock.taken(file.path + "-export-lock", within: Self.patience)
    guard let lock else {
      throw Problem(
        place: file.path, summary: "another export of the store is at work",
        remedy: "Let it end: what it leaves goes with the next one.")
    }
    defer { withExtendedLifetime(lock) {} }
    return try await body()
  }

  /// Takes hold of the cases that may leave and have not: they stay as they are until `noteExport` or `giveBack`. Those that an export had
  /// in hand that did not end come first, as they were then: they may be in their places already.
  ///
  /// A case leaves as a whole: while a document of it waits for a person, the others wait with it.
  public func claimCases() async throws -> LeavingCases {
    let since = now().addingTimeInterval(-Self.silence).stamp
    return try await write { db in
      let before = try db.rows(
        "SELECT id, leaving FROM records WHERE leaving IS NOT NULL AND purged IS NULL ORDER BY leaving, id <> leaving, added, id"
      )
      var cases = try Self.readyCases(since: since, in: db)
      for ids in cases.claimed { for id in ids { try db.run("UPDATE records SET leaving = ? WHERE id = ?", [ids[0], id]) } }
      let begun = before.reduce(into: [[String]]()) { begun, row in
        let id: String = row["id"], head: String = row["leaving"]
        if begun.last?.first == head { begun[begun.count - 1].append(id) } else { begun.append([id]) }
      }
      cases.claimed = begun + cases.claimed
      return cases
    }
  }

  /// - Parameter since: a batch that gave a document after this may be read still.
  static func readyCases(since: String, in db: Database) throws -> LeavingCases {
    let rows = try db.rows(
      """
      SELECT r.id, r.released IS NOT NULL AND r.disposition = 'accepted' AS isReleased,
        EXISTS (
          SELECT 1 FROM documents d JOIN batches b ON b.id = d.batch
          WHERE d.id = r.document AND b.ended IS NULL AND b.seen > ?) AS isArriving
      FROM records r WHERE r.superseded IS NULL AND r.purged IS NULL AND r.disposition <> 'rejected' AND NOT \(isSentOn)
      ORDER BY r.added, r.id
      """, [since])
    let byID = Dictionary(uniqueKeysWithValues: rows.map { ($0["id"] as String, $0) })
    var owners: [String: String] = [:]
    for link in try db.rows("SELECT record, target FROM links ORDER BY record, target") {
      let record: String = link["record"], target: String = link["target"]
      if byID[target] != nil, owners[record] == nil { owners[record] = target }
    }
    var members: [String: [String]] = [:], heads: [String] = []
    for row in rows {
      let id: String = row["id"]
      if let owner = owners[id] { members[owner, default: []].append(id) } else { heads.append(id) }
    }
    var cases = LeavingCases(claimed: [], waiting: 0, arriving: 0)
    for ids in heads.map({ [$0] + (members[$0] ?? []) }) {
      if !ids.allSatisfy({ byID[$0]?["isReleased"] == true }) {
        cases.waiting += 1
      } else if ids.contains(where: { byID[$0]?["isArriving"] == true }) {
        cases.arriving += 1
      } else {
        cases.claimed.append(ids)
      }
    }
    return cases
  }

  /// Notes that records left which `claimCases` gave.
  public func noteExport(of records: [String], by actor: String) async throws {
    let time = now().stamp
    try await write { db in
      for id in records {
        try db.run("UPDATE records SET leaving = NULL WHERE id = ?", [id])
        try AuditLog.note(.exported, id, by: actor, at: time, in: db)
      }
    }
  }

  /// Lets go of records that `claimCases` gave and of which nothing left.
  public func giveBack(_ records: [String]) async throws {
    try await write { db in for id in records { try db.run("UPDATE records SET leaving = NULL WHERE id = ?", [id]) } }
  }

  /// Whether a record `r` has left, or is on its way.
  static let isSentOn = "(r.leaving IS NOT NULL OR \(hasLeft))"
  /// Whether a record `r` has left.
  static let hasLeft =
    "EXISTS (SELECT 1 FROM audit a WHERE a.subject = r.id AND a.action = '\(AuditLog.Action.exported.rawValue)')"
}
