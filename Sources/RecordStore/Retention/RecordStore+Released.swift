public import Forms
import Foundation
import GRDB

extension RecordStore {
  /// Ids of the records that may leave, in the order of their release: accepted, and neither replaced nor purged.
  public func released() async throws -> [String] {
    try await read { db in
      try String.fetchAll(
        db,
        sql: """
          SELECT id FROM records WHERE released IS NOT NULL AND disposition = 'accepted' AND superseded IS NULL AND purged IS NULL
          ORDER BY released, id
          """)
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
