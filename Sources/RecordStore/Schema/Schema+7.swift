import GRDB

extension Schema {
  /// The first record of the case with which one is being sent on (nil where it is not); when a batch last gave a document, and when it
  /// ended.
  static func version7(_ db: Database) throws {
    try db.execute(
      sql: """
        ALTER TABLE records ADD COLUMN leaving TEXT REFERENCES records;
        CREATE INDEX recordsLeaving ON records (leaving) WHERE leaving IS NOT NULL;
        ALTER TABLE batches ADD COLUMN seen TEXT;
        ALTER TABLE batches ADD COLUMN ended TEXT;
        """)
  }
}
