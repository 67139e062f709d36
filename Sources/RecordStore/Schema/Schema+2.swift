import GRDB

extension Schema {
  /// Checks of fields that passed without a look, pages that are to be read again, and what a batch cost.
  static func version2(_ db: Database) throws {
    try db.execute(
      sql: """
        CREATE TABLE samples (
          record TEXT NOT NULL REFERENCES records, pointer TEXT NOT NULL, form TEXT NOT NULL, drawn TEXT NOT NULL,
          operator TEXT, until TEXT, judged TEXT, wrong INTEGER, withdrawn TEXT, PRIMARY KEY (record, pointer)) WITHOUT ROWID;
        CREATE INDEX samplesOpen ON samples (drawn) WHERE judged IS NULL AND withdrawn IS NULL;
        CREATE TABLE rereads (
          id INTEGER PRIMARY KEY, page INTEGER NOT NULL REFERENCES pages, form TEXT NOT NULL, formPage INTEGER NOT NULL, corners TEXT,
          operator TEXT NOT NULL REFERENCES operators, asked TEXT NOT NULL, until TEXT, attempts INTEGER NOT NULL DEFAULT 0,
          done TEXT, failure TEXT);
        CREATE INDEX rereadsOpen ON rereads (asked) WHERE done IS NULL;
        ALTER TABLE batches ADD COLUMN cpu REAL NOT NULL DEFAULT 0;
        """)
  }
}
