import Forms
public import Foundation
import GRDB

/// What a batch that was read to its end says of one of its files.
public struct TakenFile: Sendable {
  public var arrival: Arrival
  /// Of an envelope: what it was.
  public var envelope: ArrivedEnvelope?
  /// What tells its documents from all others and is taken with it: control numbers, or the IDs of a set's documents. Those of
  /// documents that could not be read stay free.
  public var numbers: [String] = []
  /// The scans that were in it and could be read: their names by their SHA-256.
  public var scans: [String: String] = [:]

  public init(_ arrival: Arrival) { self.arrival = arrival }
}

extension RecordStore {
  /// Closes a batch: what became of each of its files, in one step with the scans and control numbers that must not come again.
  public func take(_ files: [TakenFile], of batch: String) throws {
    let time = now().stamp
    try writeNow { db in
      for file in files {
        let arrival = file.arrival
        try db.run(
          """
          UPDATE arrivals SET state = ?, ended = ?, problem = ?, pages = ?, failedPages = ?, unreadScans = ?, documents = ?, waiting = ?,
            strays = ?, seconds = ?
          WHERE batch = ? AND name = ? AND state = 'working'
          """,
          [
            arrival.state.rawValue, time, try Self.json(arrival.problem), arrival.pages, arrival.failedPages, arrival.unreadScans,
            arrival.documents, arrival.waiting, arrival.strays, arrival.seconds, batch, arrival.name,
          ])
        let id = try db.number("SELECT id FROM arrivals WHERE batch = ? AND name = ?", [batch, arrival.name])
        for (sha256, name) in file.scans where arrival.state == .done {
          try db.run(
            "INSERT INTO takenScans (sha256, name, arrival) VALUES (?, ?, ?) ON CONFLICT DO NOTHING", [sha256, name, id])
        }
        for number in file.numbers where arrival.state == .done {
          try db.run("INSERT INTO controlNumbers (number, arrival) VALUES (?, ?) ON CONFLICT DO NOTHING", [number, id])
        }
        guard let envelope = file.envelope else { continue }
        try db.run(
          """
          INSERT INTO envelopes (name, arrival, status, code, rescanFor, numbers, payments) VALUES (?, ?, ?, ?, ?, ?, ?)
          ON CONFLICT DO NOTHING
          """,
          [
            envelope.name, id, envelope.status.rawValue, envelope.code, envelope.rescanFor, try Self.json(envelope.numbers),
            try Self.json(envelope.payments),
          ])
      }
      try db.run("UPDATE readings SET finished = ? WHERE batch = ?", [time, batch])
      let ends = Dictionary(grouping: files) { $0.arrival.state.rawValue }.mapValues { "\($0.count)" }
      try AuditLog.note(.batchTaken, batch, by: "ingest", at: time, ends, in: db)
    }
  }

  /// The envelope, of another file than this one, that had the name and was taken.
  public func earlierEnvelope(_ name: String, than sha256: String) throws -> String? {
    try readNow { db in
      try db.row(
        """
        SELECT a.name, a.batch FROM envelopes e JOIN arrivals a ON a.id = e.arrival
        WHERE e.name = ? AND e.status <> 'refused' AND a.state = 'done' AND a.sha256 <> ? LIMIT 1
        """, [name, sha256]
      ).map { "\($0["name"] as String) of \($0["batch"] as String)" }
    }
  }

  /// The file, other than this one, that a control number was taken from.
  public func earlierUse(of number: String, than sha256: String) throws -> String? {
    try readNow { db in
      try db.row(
        """
        SELECT a.name, a.batch FROM controlNumbers c JOIN arrivals a ON a.id = c.arrival WHERE c.number = ? AND a.sha256 <> ?
        """, [number, sha256]
      ).map { "\($0["name"] as String) of \($0["batch"] as String)" }
    }
  }

  /// What a scan that lay in an envelope or a set was called when it came before, in another file than `parcel`.
  public func earlierScan(_ sha256: String, than parcel: String) throws -> String? {
    try readNow { db in
      try db.row(
        """
        SELECT t.name, a.batch FROM takenScans t JOIN arrivals a ON a.id = t.arrival WHERE t.sha256 = ?1 AND a.sha256 <> ?2
        UNION ALL SELECT name, batch FROM arrivals WHERE sha256 = ?1 AND state = 'done' AND sha256 <> ?2 LIMIT 1
        """, [sha256, parcel]
      ).map { "\($0["name"] as String) of \($0["batch"] as String)" }
    }
  }

  /// Keeps what a supplier says was sent.
  ///
  /// - Returns: false where it is known.
  @discardableResult public func keep(statement json: Data, name: String) throws -> Bool {
    let time = now().stamp
    return try writeNow { db in
      try db.run(
        "INSERT INTO statements (sha256, name, added, json) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
        [json.sha256, name, time, json])
      return db.changesCount > 0
    }
  }
}
