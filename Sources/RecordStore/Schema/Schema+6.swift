import GRDB

extension Schema {
  /// Who said that a record belongs to another; nil where the run found it.
  static func version6(_ db: Database) throws {
    try db.execute(sql: "ALTER TABLE links ADD COLUMN operator TEXT")
  }
}
