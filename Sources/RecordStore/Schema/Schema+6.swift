import GRDB

extension Schema {
  /// Who said that a record belongs to another (nil where the run found it); pages in no document of a file, and when somebody said of
  /// one that it belongs in none.
  static func version6(_ db: Database) throws {
    try db.execute(
      sql: """
        ALTER TABLE links ADD COLUMN operator TEXT;
        ALTER TABLE arrivals ADD COLUMN strays INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE pages ADD COLUMN dismissed TEXT;
        """)
  }
}
