import GRDB

extension Schema {
  /// Records, what people did with them, who they are, and the audit log.
  static func version1(_ db: Database) throws {
    try db.execute(sql: intake)
    try db.execute(sql: review)
    try db.execute(sql: people)
  }

  private static let intake = """
    CREATE TABLE batches (id INTEGER PRIMARY KEY, name TEXT NOT NULL, started TEXT NOT NULL);
    CREATE TABLE files (
      id INTEGER PRIMARY KEY, sha256 TEXT NOT NULL UNIQUE, name TEXT NOT NULL, received TEXT, added TEXT NOT NULL,
      batch INTEGER NOT NULL REFERENCES batches);
    CREATE TABLE images (
      sha256 TEXT PRIMARY KEY, format TEXT NOT NULL, bytes INTEGER NOT NULL, added TEXT NOT NULL, purged TEXT) WITHOUT ROWID;
    CREATE TABLE documents (id TEXT PRIMARY KEY, batch INTEGER NOT NULL REFERENCES batches, received TEXT, added TEXT NOT NULL);
    CREATE TABLE records (
      id TEXT PRIMARY KEY, document TEXT NOT NULL REFERENCES documents, form TEXT NOT NULL, edition TEXT NOT NULL,
      disposition TEXT NOT NULL, waiting INTEGER NOT NULL,
      undecided INTEGER NOT NULL DEFAULT 0, emission INTEGER NOT NULL, added TEXT NOT NULL,
      released TEXT, superseded TEXT, purged TEXT);
    CREATE INDEX recordsByRelease ON records (released) WHERE released IS NOT NULL;
    CREATE INDEX recordsByDocument ON records (document);
    CREATE TABLE emissions (
      record TEXT NOT NULL REFERENCES records, number INTEGER NOT NULL, sha256 TEXT NOT NULL, json BLOB, time TEXT NOT NULL,
      PRIMARY KEY (record, number));
    CREATE TABLE links (
      record TEXT NOT NULL REFERENCES records, target TEXT NOT NULL, PRIMARY KEY (record, target)) WITHOUT ROWID;
    CREATE INDEX linksByTarget ON links (target);
    CREATE TABLE pages (
      id INTEGER PRIMARY KEY, file INTEGER NOT NULL REFERENCES files, position INTEGER NOT NULL, kind TEXT NOT NULL,
      record TEXT REFERENCES records, form TEXT, formPage INTEGER, reason TEXT, image TEXT REFERENCES images,
      width INTEGER, height INTEGER, dpi REAL, scaleX REAL, scaleY REAL, UNIQUE (file, position));
    CREATE INDEX pagesByRecord ON pages (record);
    CREATE INDEX pagesByImage ON pages (image);
    CREATE TABLE fields (
      id INTEGER PRIMARY KEY, record TEXT NOT NULL REFERENCES records, pointer TEXT NOT NULL, type TEXT, reader TEXT,
      critical INTEGER NOT NULL, keyedTwice INTEGER NOT NULL, formPage INTEGER NOT NULL, page INTEGER NOT NULL,
      value, state TEXT NOT NULL, confidence REAL NOT NULL, review INTEGER NOT NULL, reason TEXT, reasons TEXT NOT NULL,
      waiting INTEGER NOT NULL, round INTEGER NOT NULL DEFAULT 0, decided TEXT, UNIQUE (record, pointer));
    CREATE INDEX fieldsWaiting ON fields (record, round) WHERE waiting = 1;
    CREATE INDEX fieldsByReason ON fields (reason, record) WHERE waiting = 1;
    CREATE TABLE issues (
      id INTEGER PRIMARY KEY, record TEXT NOT NULL REFERENCES records, rule TEXT NOT NULL, severity TEXT NOT NULL,
      fields TEXT NOT NULL, message TEXT, basis TEXT, raised TEXT NOT NULL, gone TEXT, settled TEXT, operator TEXT, reason TEXT);
    CREATE INDEX issuesByRecord ON issues (record);
    """

  private static let review = """
    CREATE TABLE tasks (
      id INTEGER PRIMARY KEY, record TEXT NOT NULL UNIQUE REFERENCES records, form TEXT NOT NULL, urgency INTEGER NOT NULL,
      arrived TEXT NOT NULL, role INTEGER NOT NULL DEFAULT 0, round INTEGER NOT NULL DEFAULT 0,
      operator TEXT, until TEXT, leases INTEGER NOT NULL DEFAULT 0, done TEXT);
    CREATE INDEX tasksOpen ON tasks (urgency DESC, arrived, id) WHERE done IS NULL;
    CREATE INDEX tasksHeld ON tasks (operator) WHERE done IS NULL AND operator IS NOT NULL;
    CREATE TABLE corrections (
      id INTEGER PRIMARY KEY AUTOINCREMENT, record TEXT NOT NULL REFERENCES records, pointer TEXT NOT NULL, old, new,
      changed INTEGER NOT NULL, operator TEXT NOT NULL REFERENCES operators, time TEXT NOT NULL, reason TEXT, salt BLOB);
    CREATE INDEX correctionsByField ON corrections (record, pointer);
    CREATE TABLE keyings (
      id INTEGER PRIMARY KEY, record TEXT NOT NULL REFERENCES records, pointer TEXT NOT NULL, round INTEGER NOT NULL, value,
      operator TEXT NOT NULL REFERENCES operators, time TEXT NOT NULL, salt BLOB,
      UNIQUE (record, pointer, round), UNIQUE (record, pointer, operator));
    CREATE TRIGGER correctionsStay BEFORE DELETE ON corrections BEGIN SELECT RAISE(ABORT, 'corrections are kept'); END;
    CREATE TRIGGER correctionsAreFinal BEFORE UPDATE ON corrections
      WHEN NEW.old IS NOT NULL OR NEW.new IS NOT NULL OR NEW.salt IS NOT NULL OR NEW.reason IS NOT NULL OR NEW.id <> OLD.id
        OR NEW.record <> OLD.record OR NEW.pointer <> OLD.pointer OR NEW.changed <> OLD.changed
        OR NEW.operator <> OLD.operator OR NEW.time <> OLD.time
        OR NOT EXISTS (SELECT 1 FROM records WHERE id = OLD.record AND purged IS NOT NULL)
      BEGIN SELECT RAISE(ABORT, 'corrections are final'); END;
    """

  private static let people = """
    CREATE TABLE operators (
      name TEXT PRIMARY KEY, role INTEGER NOT NULL, password TEXT NOT NULL, added TEXT NOT NULL, disabled TEXT,
      failures INTEGER NOT NULL DEFAULT 0, blocked TEXT);
    CREATE TABLE sessions (
      token BLOB PRIMARY KEY, operator TEXT NOT NULL REFERENCES operators, csrf TEXT NOT NULL, started TEXT NOT NULL,
      seen TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE audit (
      id INTEGER PRIMARY KEY AUTOINCREMENT, time TEXT NOT NULL, actor TEXT NOT NULL, action TEXT NOT NULL, subject TEXT NOT NULL,
      details TEXT NOT NULL, hash BLOB NOT NULL);
    CREATE INDEX auditBySubject ON audit (subject);
    CREATE TRIGGER auditIsFinal BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'the audit log is final'); END;
    CREATE TRIGGER auditStays BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'the audit log is kept'); END;
    """
}
