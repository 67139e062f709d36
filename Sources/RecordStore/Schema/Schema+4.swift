import GRDB

extension Schema {
  /// Stray pages that join a record.
  static func version4(_ db: Database) throws {
    try db.execute(sql: "ALTER TABLE rereads ADD COLUMN target TEXT REFERENCES records")
  }
}
