import GRDB

extension Schema {
  /// Documents of envelopes that could not be read, and the drop folder whose files the store takes in.
  static func version5(_ db: Database) throws {
    try db.execute(
      sql: """
        ALTER TABLE arrivals ADD COLUMN unreadScans INTEGER NOT NULL DEFAULT 0;
        CREATE TABLE dropFolder (one INTEGER PRIMARY KEY CHECK (one = 1), path TEXT NOT NULL);
        """)
  }
}
