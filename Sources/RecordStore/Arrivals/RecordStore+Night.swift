import Forms
public import Foundation
import GRDB

/// What the store knows of a night: what came and how it ended, between two times.
public struct NightAccount: Sendable {
  /// What ended in that time, and what is not done with yet.
  public var arrivals: [Arrival]
  public var envelopes: [ArrivedEnvelope]
  /// Suppliers' statements, as they were sent, by their files' names.
  public var statements: [(name: String, json: Data)]
}

extension RecordStore {
  /// - Parameters:
  ///   - from: the first moment that counts.
  ///   - to: the first one that does not.
  public func night(from: Date, to: Date) async throws -> NightAccount {
    let bounds: StatementArguments = [from.stamp, to.stamp]
    return try await read { db in
      NightAccount(
        arrivals: try Self.arrivals("ended >= ? AND ended < ? OR ended IS NULL", bounds, in: db),
        envelopes: try db.rows(
          """
          SELECT e.* FROM envelopes e JOIN arrivals a ON a.id = e.arrival WHERE a.ended >= ? AND a.ended < ? ORDER BY e.name
          """, bounds
        ).map { row in
          var envelope = ArrivedEnvelope(
            name: row["name"], status: .init(rawValue: row["status"]) ?? .accepted, code: row["code"])
          envelope.rescanFor = row["rescanFor"]
          envelope.numbers = try Self.list(row["numbers"])
          envelope.payments = try Self.list(row["payments"])
          return envelope
        },
        statements: try db.rows(
          "SELECT name, json FROM statements WHERE added >= ? AND added < ? ORDER BY added", bounds
        ).map { ($0["name"], $0["json"]) })
    }
  }

  private static func list(_ json: String) throws -> [String] {
    try JSONDecoder().decode([String].self, from: Data(json.utf8))
  }
}
