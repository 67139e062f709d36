import GRDB

extension RecordStore {
  /// Notes that somebody was shown records: who looked at what is in the log as what they did.
  ///
  /// - Parameter subjects: ids of records, or `page 12` for a page that is in none.
  public func noteLooks(at subjects: [String], by name: String) async throws {
    let time = now().stamp
    try await write { db in for subject in subjects { try AuditLog.note(.viewed, subject, by: name, at: time, in: db) } }
  }

  /// Notes that a letter to a record's sender was drafted, which has name and address in it.
  public func noteLetter(about record: String, language: String, isLarge: Bool, by name: String) async throws {
    let time = now().stamp
    try await write { db in
      try AuditLog.note(
        .letterDrafted, record, by: name, at: time, ["language": language, "print": isLarge ? "large" : "usual"], in: db)
    }
  }

  /// Ids of the documents that belong to a record, such as its continuation sheets.
  public func belonging(to record: String) async throws -> [String] {
    try await read { [self] db in try belongings(of: record, in: db) }
  }
}
