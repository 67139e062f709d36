public import Forms
import Foundation
import GRDB

extension RecordStore {
  /// The cases that may leave and have not: of each the record that the others belong to, and those. A case leaves as a whole: while a
  /// document of it waits for a person, the others wait with it.
  public func casesToLeave() async throws -> (ready: [[String]], waiting: Int) {
    try await read { db in
      let rows = try db.rows(
        """
        SELECT id, released IS NOT NULL AND disposition = 'accepted' AS ready FROM records r
        WHERE superseded IS NULL AND purged IS NULL AND disposition <> 'rejected'
          AND NOT EXISTS (SELECT 1 FROM audit WHERE subject = r.id AND action = ?)
        ORDER BY added, id
        """, [AuditLog.Action.exported.rawValue])
      let isReady = Dictionary(uniqueKeysWithValues: rows.map { ($0["id"] as String, $0["ready"] as Bool) })
      var owners: [String: String] = [:]
      for link in try db.rows("SELECT record, target FROM links ORDER BY record, target") {
        let record: String = link["record"], target: String = link["target"]
        if isReady[target] != nil, owners[record] == nil { owners[record] = target }
      }
      var members: [String: [String]] = [:], heads: [String] = []
      for row in rows {
        let id: String = row["id"]
        if let owner = owners[id] { members[owner, default: []].append(id) } else { heads.append(id) }
      }
      let cases = heads.map { [$0] + (members[$0] ?? []) }
      let ready = cases.filter { $0.allSatisfy { isReady[$0] == true } }
      return (ready, cases.count - ready.count)
    }
  }

  /// A record as it stands, with what people decided; nil where it is not here or purged.
  public func record(_ id: String) async throws -> FormRecord? { try await read { [self] in try current(id, in: $0) } }

  /// Notes that records left.
  public func noteExport(of records: [String], by actor: String) async throws {
    let time = now().stamp
    try await write { db in for id in records { try AuditLog.note(.exported, id, by: actor, at: time, in: db) } }
  }
}
