public import Forms
import Foundation
import GRDB

extension RecordStore {
  /// Takes down files that lie in a batch's folder. One that is known there already stays as it is; one whose bytes came before is a
  /// duplicate; one that cannot be read at all comes as quarantined, with its reason and no SHA-256.
  ///
  /// - Parameters:
  ///   - place: the path of the drop folder that they came in; nil where there is none.
  ///   - isThere: whether a file lies in the folder of a batch: one that waits elsewhere and does not is this one, moved by a step that
  ///     was cut off.
  /// - Returns: all of the batch, by name.
  /// - Throws: `Problem` where files of another drop folder wait.
  @discardableResult public func register(
    _ arrivals: [Arrival], in batch: String, from place: String? = nil,
    isThere: (_ batch: String, _ name: String) -> Bool = { _, _ in true }
  ) throws -> [Arrival] {
    try writeNow { db in
      if let place { try bind(to: place, in: db) }
      for arrival in arrivals {
        if try db.row("SELECT 1 FROM arrivals WHERE batch = ? AND name = ?", [batch, arrival.name]) != nil { continue }
        let waiting = try Self.waiting(with: arrival.sha256, in: db).first
        if let waiting, !isThere(waiting.batch, waiting.name) {
          try db.run(
            "UPDATE arrivals SET batch = ?, name = ? WHERE batch = ? AND name = ?",
            [batch, arrival.name, waiting.batch, waiting.name])
        } else {
          try insert(arrival, in: db)
        }
      }
      return try Self.arrivals("batch = ?", [batch], in: db)
    }
  }

  /// The path of the drop folder whose files it takes in; nil where there is none.
  public func dropFolder() throws -> String? { try readNow { db in try db.row("SELECT path FROM dropFolder")?["path"] } }

  /// Takes in files of this drop folder from now on.
  ///
  /// - Throws: `Problem` where files of another one wait: its job would take them for gone, and this one for its own.
  public func bind(to dropFolder: String) throws { try writeNow { db in try bind(to: dropFolder, in: db) } }

  private func bind(to dropFolder: String, in db: Database) throws {
    let other: String? = try db.row("SELECT path FROM dropFolder WHERE path <> ?", [dropFolder])?["path"]
    // One that is not there any more was moved.
    if let other, FileManager.default.fileExists(atPath: other),
      try db.row("SELECT 1 FROM arrivals WHERE \(Self.isWaiting) LIMIT 1") != nil
    {
      throw Problem(
        place: file.path, summary: "it takes in \(other), whose files wait to be read",
        remedy: "Give each drop folder a store of its own, or let the job on that one end first.")
    }
    try db.run("INSERT INTO dropFolder VALUES (1, ?) ON CONFLICT DO UPDATE SET path = excluded.path", [dropFolder])
  }

  /// Files with this content that wait to be read.
  public func waiting(with sha256: String) throws -> [Arrival] {
    try readNow { db in try Self.waiting(with: sha256, in: db) }
  }

  private static func waiting(with sha256: String, in db: Database) throws -> [Arrival] {
    try arrivals("sha256 = ? AND \(isOnce) AND state = 'working'", [sha256], in: db)
  }

  /// What the indexes `arrivalsOnce` and `arrivalsByEnd` ask for, in their words: without it every file that ever came is looked at.
  private static let isOnce = "state IN ('working', 'done')", isWaiting = "ended IS NULL AND state = 'working'"

  /// Whether any file ever came.
  public func hasArrivals() throws -> Bool { try readNow { db in try db.row("SELECT 1 FROM arrivals LIMIT 1") != nil } }

  /// Whether a file with this content was read.
  public func hasRead(_ sha256: String) throws -> Bool { try readNow { db in try Self.earlier(sha256, in: db) != nil } }

  /// Those of these batches that had no file.
  public func unknown(_ batches: [String]) throws -> [String] {
    try readNow { db in try batches.filter { try db.row("SELECT 1 FROM arrivals WHERE batch = ? LIMIT 1", [$0]) == nil } }
  }

  private func insert(_ arrival: Arrival, in db: Database) throws {
    var arrival = arrival
    if arrival.state == .quarantined {
      arrival.ended = now().stamp
      try AuditLog.note(.arrivalQuarantined, arrival.batch, by: "ingest", at: now().stamp, ["sha256": arrival.sha256], in: db)
    } else if let first = try Self.earlier(arrival.sha256, in: db) {
      arrival.state = .duplicate
      arrival.ended = now().stamp
      arrival.problem = Problem(
        place: arrival.name, summary: "it has the same content as \(first), and was not read again",
        remedy: "Nothing needs doing, unless a different scan was meant.")
    }
    try db.run(
      """
      INSERT INTO arrivals (batch, name, sha256, bytes, arrived, state, ended, problem) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        arrival.batch, arrival.name, arrival.sha256, arrival.bytes, arrival.arrived, arrival.state.rawValue, arrival.ended,
        try Self.json(arrival.problem),
      ])
  }

  /// The file that the same bytes came in before, and were read in.
  private static func earlier(_ sha256: String, in db: Database) throws -> String? {
    let same = try db.row(
      "SELECT batch, name FROM arrivals WHERE sha256 = ? AND \(isOnce) AND state = 'done'", [sha256])
    if let same { return "\(same["name"] as String) of \(same["batch"] as String)" }
    return try db.row("SELECT name FROM takenScans WHERE sha256 = ?", [sha256])?["name"]
  }

  /// Files of a batch, by name.
  ///
  /// - Parameter state: only those; all if nil.
  public func arrivals(of batch: String, _ state: Arrival.State? = nil) throws -> [Arrival] {
    try readNow { db in
      try Self.arrivals("batch = ? AND ifnull(?, state) = state", [batch, state?.rawValue], in: db)
    }
  }

  /// Batches of which files wait to be read, oldest first.
  public func waitingBatches() throws -> [String] {
    try readNow { db in
      try String.fetchAll(db, sql: "SELECT DISTINCT batch FROM arrivals WHERE \(Self.isWaiting) ORDER BY batch")
    }
  }

  /// Moves files that wait to be read into another batch; the folders follow.
  public func move(_ names: [String], of batch: String, to other: String) throws {
    try writeNow { db in
      for name in names {
        try db.run("UPDATE arrivals SET batch = ? WHERE batch = ? AND name = ? AND state = 'working'", [other, batch, name])
      }
    }
  }

  /// Notes that the process that read these files ended because of one of them.
  public func blame(_ names: [String], of batch: String) throws {
    try writeNow { db in
      for name in names {
        try db.run("UPDATE arrivals SET attempts = attempts + 1 WHERE batch = ? AND name = ?", [batch, name])
      }
    }
  }

  /// Sets a file aside that is not to be read again.
  public func quarantine(_ name: String, of batch: String, for problem: Problem) throws {
    let time = now().stamp
    try writeNow { db in
      try db.run(
        "UPDATE arrivals SET state = 'quarantined', ended = ?, problem = ? WHERE batch = ? AND name = ? AND state = 'working'",
        [time, try Self.json(problem), batch, name])
      let sha256: String =
        try db.row("SELECT sha256 FROM arrivals WHERE batch = ? AND name = ?", [batch, name])?["sha256"] ?? ""
      try AuditLog.note(.arrivalQuarantined, batch, by: "ingest", at: time, ["sha256": sha256], in: db)
    }
  }

  /// Notes that a batch is begun to be read.
  ///
  /// - Returns: how often it was begun, this time included.
  public func begin(reading batch: String) throws -> Int {
    let time = now().stamp
    return try writeNow { db in
      try db.run(
        """
        INSERT INTO readings (batch, starts, begun) VALUES (?, 1, ?) ON CONFLICT DO UPDATE SET starts = starts + 1
        """, [batch, time])
      return try db.number("SELECT starts FROM readings WHERE batch = ?", [batch])
    }
  }

  /// How often a batch was begun to be read.
  public func starts(of batch: String) throws -> Int {
    try readNow { db in try db.number("SELECT starts FROM readings WHERE batch = ?", [batch]) }
  }

  /// Takes back that a batch was begun, where what ended it says nothing of its files.
  public func takeBackStart(of batch: String) throws {
    try writeNow { db in try db.run("UPDATE readings SET starts = max(0, starts - 1) WHERE batch = ?", [batch]) }
  }

  /// Lets a batch begin anew, after files went out of it.
  public func forgetStarts(of batch: String) throws {
    try writeNow { db in try db.run("UPDATE readings SET starts = 0 WHERE batch = ?", [batch]) }
  }

  /// The highest number of a batch that a day had; 0 if it had none.
  public func lastBatch(of day: String) throws -> Int {
    try readNow { db in
      try db.number(
        "SELECT max(CAST(substr(batch, 12) AS INTEGER)) FROM arrivals WHERE substr(batch, 1, 11) = ?", [day + "-"])
    }
  }

  static func arrivals(_ condition: String, _ arguments: StatementArguments, in db: Database) throws -> [Arrival] {
    try db.rows("SELECT * FROM arrivals WHERE \(condition) ORDER BY batch, name", arguments).map { row in
      var arrival = Arrival(
        batch: row["batch"], name: row["name"], sha256: row["sha256"], bytes: row["bytes"], arrived: row["arrived"])
      arrival.state = Arrival.State(rawValue: row["state"]) ?? .working
      (arrival.attempts, arrival.ended) = (row["attempts"], row["ended"])
      arrival.problem = try (row["problem"] as String?).map { try JSONDecoder().decode(Problem.self, from: Data($0.utf8)) }
      (arrival.pages, arrival.failedPages, arrival.documents) = (row["pages"], row["failedPages"], row["documents"])
      (arrival.unreadScans, arrival.waiting, arrival.seconds) = (row["unreadScans"], row["waiting"], row["seconds"])
      arrival.strays = row["strays"]
      return arrival
    }
  }

  static func json(_ value: (some Encodable)?) throws -> String? {
    try value.map { String(decoding: try JSONEncoder().encode($0), as: UTF8.self) }
  }
}
