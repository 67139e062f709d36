import GRDB

extension RecordStore {
  /// Forgets what files of the night job were called, once they are removed from its folders: a name may be somebody's. That their
  /// content came stays known.
  public func forget(_ arrivals: [Arrival]) async throws {
    try await write { db in
      for arrival in arrivals {
        try db.run(
          "UPDATE arrivals SET name = \(Self.forgottenName), problem = NULL WHERE batch = ? AND name = ?",
          [arrival.batch, arrival.name])
      }
      try db.run(
        """
        UPDATE takenScans SET name = substr(sha256, 1, 12)
        WHERE arrival IN (SELECT id FROM arrivals WHERE name = \(Self.forgottenName))
        """)
    }
    await overwriteLog()
  }

  /// Files that the night job was done with before `before` and of which the store holds no value and no image any more. What is in
  /// quarantine waits for a person.
  static func forgettable(before: String, in db: Database) throws -> [Arrival] {
    try arrivals(
      """
      state IN ('done', 'duplicate') AND ended < ? AND name <> \(forgottenName) AND sha256 NOT IN (
        WITH needed(sha256) AS (SELECT sha256 FROM files WHERE \(isNeeded))
        SELECT sha256 FROM needed
        UNION SELECT a.sha256 FROM arrivals a JOIN takenScans t ON t.arrival = a.id WHERE t.sha256 IN (SELECT sha256 FROM needed))
      """, [before], in: db)
  }

  /// Those of these files' batches of which nothing else is left to keep.
  static func emptied(by arrivals: [Arrival], in db: Database) throws -> [String] {
    try Dictionary(grouping: arrivals, by: \.batch).filter { batch, files in
      try db.number(
        "SELECT count(*) FROM arrivals WHERE batch = ? AND state <> 'quarantined' AND name <> \(forgottenName)", [batch])
        == files.count
    }.keys.sorted()
  }

  /// What a forgotten file is called: no two of a batch the same.
  static let forgottenName = "substr(sha256, 1, 12) || '-' || id"
}
