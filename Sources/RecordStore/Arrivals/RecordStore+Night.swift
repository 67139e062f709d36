import Forms
public import Foundation
import GRDB

/// What the store knows of a night: what came and how it ended, between two times.
public struct NightAccount: Sendable {
  /// What ended in that time, and what is not done with yet.
  public var arrivals: [Arrival]
  public var envelopes: [ArrivedEnvelope]
  /// Suppliers' statements, as they were sent, by their files' names.
  public var statements: [SuppliersStatement]
}

/// A supplier's statement, as it was sent.
public struct SuppliersStatement: Sendable {
  /// Its file's name.
  public var name: String
  public var json: Data
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
        envelopes: try Self.envelopes("a.ended >= ? AND a.ended < ?", bounds, in: db),
        statements: try Self.statements(bounds, in: db))
    }
  }

  /// Envelopes with a name, of any night.
  public func envelopes(named name: String) async throws -> [ArrivedEnvelope] {
    try await read { db in try Self.envelopes("e.name = ? AND a.ended IS NOT NULL", [name], in: db) }
  }

  /// Suppliers' statements that came between two times.
  public func statements(from: Date, to: Date) async throws -> [SuppliersStatement] {
    try await read { db in try Self.statements([from.stamp, to.stamp], in: db) }
  }

  /// When the last file of each hour was done with since `from`, but for those whose names are forgotten.
  public func ends(since from: Date) async throws -> [Date] {
    try await read { db in
      try db.rows(
        """
        SELECT max(ended) AS last FROM arrivals WHERE ended >= ? AND name <> \(Self.forgottenName) GROUP BY substr(ended, 1, 13)
        """, [from.stamp]
      ).compactMap { $0.time("last") }
    }
  }

  private static func envelopes(_ condition: String, _ arguments: StatementArguments, in db: Database) throws
    -> [ArrivedEnvelope]
  {
    try db.rows(
      "SELECT e.* FROM envelopes e JOIN arrivals a ON a.id = e.arrival WHERE \(condition) ORDER BY e.name, a.ended", arguments
    ).map { row in
      var envelope = ArrivedEnvelope(
        name: row["name"], status: .init(rawValue: row["status"]) ?? .accepted, code: row["code"])
      envelope.rescanFor = row["rescanFor"]
      envelope.numbers = try list(row["numbers"])
      envelope.payments = try list(row["payments"])
      return envelope
    }
  }

  private static func statements(_ bounds: StatementArguments, in db: Database) throws -> [SuppliersStatement] {
    try db.rows("SELECT name, json FROM statements WHERE added >= ? AND added < ? ORDER BY added", bounds)
      .map { .init(name: $0["name"], json: $0["json"]) }
  }

  private static func list(_ json: String) throws -> [String] {
    try JSONDecoder().decode([String].self, from: Data(json.utf8))
  }
}
