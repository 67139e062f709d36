import GRDB

extension Schema {
  /// What the night job took in, what became of it, and what suppliers said they sent.
  static func version3(_ db: Database) throws {
    try db.execute(
      sql: """
        CREATE TABLE arrivals (
          id INTEGER PRIMARY KEY, batch TEXT NOT NULL, name TEXT NOT NULL, sha256 TEXT NOT NULL, bytes INTEGER NOT NULL,
          arrived TEXT NOT NULL, state TEXT NOT NULL, attempts INTEGER NOT NULL DEFAULT 0, ended TEXT, problem TEXT,
          pages INTEGER NOT NULL DEFAULT 0, failedPages INTEGER NOT NULL DEFAULT 0, documents INTEGER NOT NULL DEFAULT 0,
          waiting INTEGER NOT NULL DEFAULT 0, seconds REAL NOT NULL DEFAULT 0, UNIQUE (batch, name));
        CREATE UNIQUE INDEX arrivalsOnce ON arrivals (sha256) WHERE state IN ('working', 'done');
        CREATE INDEX arrivalsByEnd ON arrivals (ended);
        CREATE TABLE takenScans (
          sha256 TEXT PRIMARY KEY, name TEXT NOT NULL, arrival INTEGER NOT NULL REFERENCES arrivals) WITHOUT ROWID;
        CREATE TABLE envelopes (
          name TEXT NOT NULL, arrival INTEGER PRIMARY KEY REFERENCES arrivals, status TEXT NOT NULL, code TEXT, rescanFor TEXT,
          numbers TEXT NOT NULL, payments TEXT NOT NULL);
        CREATE INDEX envelopesByName ON envelopes (name);
        CREATE TABLE controlNumbers (number TEXT PRIMARY KEY, arrival INTEGER NOT NULL REFERENCES arrivals) WITHOUT ROWID;
        CREATE TABLE statements (sha256 TEXT PRIMARY KEY, name TEXT NOT NULL, added TEXT NOT NULL, json BLOB NOT NULL);
        CREATE TABLE readings (batch TEXT PRIMARY KEY, starts INTEGER NOT NULL, begun TEXT NOT NULL, finished TEXT) WITHOUT ROWID;
        """)
  }
}
