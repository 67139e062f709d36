public import Forms
import Foundation
import GRDB

/// A case that an export has in hand.
public struct LeavingCase: Equatable, Sendable {
  /// How far it has come, which a later export goes on from: only claimed; its files were about to be written; they were; the files that it
  /// shares with others were about to be put in their places.
  public enum State: Int, Comparable, Sendable {
    case claimed, begun, written, placing
    public static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }
  }
  /// The record that the others belong to, and those.
  public var records: [String]
  public var state: State
}

/// Cases that leave together, in this order: files that they share hold just them.
public struct Consignment: Equatable, Sendable {
  var number: Int
  public var cases: [LeavingCase]
  /// Whether files that they share may be in their places: then they leave as they were or stay, for one fewer would make such a file anew.
  public var isPlacing: Bool { cases.contains { $0.state == .placing } }
}

/// What leaves a store now, and how many cases do not.
public struct LeavingCases: Equatable, Sendable {
  /// Those first that exports had in hand which did not come to their end. Nothing joins their cases any more, and nobody opens them.
  public var consignments: [Consignment]
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
    let lock = try await FileLock.taken(StoreFile(file).lock("export"), within: Self.patience)
    guard let lock else {
      throw Problem(
        place: file.path, summary: "another export of the store is at work",
        remedy: "Let it end: what it leaves goes with the next one.")
    }
    defer { withExtendedLifetime(lock) {} }
    return try await body()
  }

  /// Takes hold of the cases that may leave and have not: they stay as they are until `noteExport` or `giveBack`.
  ///
  /// A case leaves as a whole: while a document of it waits for a person, the others wait with it.
  public func claimCases() async throws -> LeavingCases {
    let since = now().addingTimeInterval(-Self.silence).stamp
    return try await write { db in
      var consignments = try Self.begun(in: db)
      let found = try Self.readyCases(since: since, in: db)
      if !found.ready.isEmpty {
        let number = (consignments.map(\.number).max() ?? 0) + 1
        try Self.take(found.ready, number: number, in: db)
        let cases = found.ready.map { LeavingCase(records: $0, state: .claimed) }
        consignments.append(Consignment(number: number, cases: cases))
      }
      return LeavingCases(consignments: consignments, waiting: found.waiting, arriving: found.arriving)
    }
  }

  /// What exports that did not come to their end had in hand.
  private static func begun(in db: Database) throws -> [Consignment] {
    let rows = try db.rows("SELECT record, head, export, state FROM leaving ORDER BY export, place")
    return rows.reduce(into: []) { consignments, row in
      let id: String = row["record"], head: String = row["head"], number: Int = row["export"]
      if consignments.last?.number != number { consignments.append(Consignment(number: number, cases: [])) }
      let last = consignments.count - 1, member = consignments[last].cases.count - 1
      if consignments[last].cases.last?.records.first == head {
        consignments[last].cases[member].records.append(id)
      } else {
        consignments[last].cases.append(LeavingCase(records: [id], state: .init(rawValue: row["state"]) ?? .placing))
      }
    }
  }

  private static func take(_ cases: [[String]], number: Int, in db: Database) throws {
    for (place, (head, id)) in cases.flatMap({ ids in ids.map { (ids[0], $0) } }).enumerated() {
      try db.run("INSERT INTO leaving (record, head, export, place) VALUES (?, ?, ?, ?)", [id, head, number, place])
    }
  }

  /// - Parameter since: a batch that gave a document after this may be read still.
  static func readyCases(since: String, in db: Database) throws -> (ready: [[String]], waiting: Int, arriving: Int) {
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
    var cases: (ready: [[String]], waiting: Int, arriving: Int) = ([], 0, 0)
    for ids in heads.map({ [$0] + (members[$0] ?? []) }) {
      if !ids.allSatisfy({ byID[$0]?["isReleased"] == true }) {
        cases.waiting += 1
      } else if ids.contains(where: { byID[$0]?["isArriving"] == true }) {
        cases.arriving += 1
      } else {
        cases.ready.append(ids)
      }
    }
    return cases
  }

  /// Notes that cases left which `claimCases` gave.
  public func noteExport(of cases: [[String]], by actor: String) async throws {
    let time = now().stamp
    try await write { db in
      for id in cases.joined() {
        try db.run("DELETE FROM leaving WHERE record = ?", [id])
        try AuditLog.note(.exported, id, by: actor, at: time, in: db)
      }
    }
  }

  /// Notes how far cases have come.
  public func note(_ states: [(records: [String], state: LeavingCase.State)]) async throws {
    try await write { db in
      for (records, state) in states {
        for id in records { try db.run("UPDATE leaving SET state = max(state, ?) WHERE record = ?", [state.rawValue, id]) }
      }
    }
  }

  /// Lets go of a case that `claimCases` gave.
  ///
  /// - Parameter queries: why an output cannot say it, by its records: a person has to see to that.
  public func giveBack(
    _ ids: [String], because queries: [(record: String, issue: FormRecord.Issue)] = [], by actor: String = "export"
  ) async throws {
    let time = now().stamp
    try await write { [self] db in
      for id in ids { try db.run("DELETE FROM leaving WHERE record = ?", [id]) }
      for (record, issue) in queries { try raise(issue, of: record, by: actor, at: time, in: db) }
    }
  }

  /// Puts a case of which a part may have left into a consignment of its own: the rest leaves without it.
  public func putOff(_ ids: [String]) async throws {
    try await write { db in
      let number = try db.number("SELECT max(export) FROM leaving") + 1
      for id in ids { try db.run("UPDATE leaving SET export = ? WHERE record = ?", [number, id]) }
    }
  }

  /// Whether a record `r` has left, or is on its way.
  static let isSentOn = "(EXISTS (SELECT 1 FROM leaving l WHERE l.record = r.id) OR \(hasLeft))"
  /// Whether a record `r` has left.
  static let hasLeft =
    "EXISTS (SELECT 1 FROM audit a WHERE a.subject = r.id AND a.action = '\(AuditLog.Action.exported.rawValue)')"
}
