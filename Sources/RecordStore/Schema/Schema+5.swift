import GRDB

extension Schema {
  /// Documents of envelopes that could not be read.
  static func version5(_ db: Database) throws {
    try db.execute(sql: "ALTER TABLE arrivals ADD COLUMN unreadScans INTEGER NOT NULL DEFAULT 0")
  }
}
