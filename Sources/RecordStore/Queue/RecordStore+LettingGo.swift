import GRDB

extension RecordStore {
  /// Gives everything that an operator has in hand back to the queue: who stops leaves nothing locked, such as a record that was taken early.
  public func releaseAll(of name: String) async throws {
    try await write { db in
      try db.run("UPDATE tasks SET operator = NULL, until = NULL WHERE operator = ? AND done IS NULL", [name])
    }
  }
}
