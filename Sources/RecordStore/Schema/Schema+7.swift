import GRDB

extension Schema {
  /// What exports have in hand: the record, the first one of its case, its place in the export, and how far the case has come; when a batch
  /// last gave a document, and when it ended.
  static func version7(_ db: Database) throws {
    try db.execute(
      sql: """
        CREATE TABLE leaving (
          record TEXT PRIMARY KEY REFERENCES records, head TEXT NOT NULL, export INTEGER NOT NULL, place INTEGER NOT NULL,
          state INTEGER NOT NULL DEFAULT 0) WITHOUT ROWID;
        ALTER TABLE batches ADD COLUMN seen TEXT;
        ALTER TABLE batches ADD COLUMN ended TEXT;
        """)
  }
}
