import Forms
import Foundation
import GRDB

extension RecordStore {
  /// Fewest characters of a password.
  public static let passwordLength = 12

  /// Adds an operator, or gives one another role and password and enables the account again.
  ///
  /// - Parameter actor: who did it, for the audit log.
  /// - Throws: `Problem` where name or password will not do.
  public func set(operator name: String, role: Operator.Role, password: String, by actor: String) async throws {
    guard name.wholeMatch(of: /[\p{L}\p{N}][\p{L}\p{N}._@ -]{0,63}/) != nil else {
      throw Problem(
        place: "the operator's name", summary: "it will not do",
        remedy: "Take up to 64 letters, digits, spaces and . _ @ -, the first a letter or digit.")
    }
    guard password.count >= Self.passwordLength else {
      throw Problem(
        place: "the password", summary: "it is too short",
        remedy: "Take at least \(Self.passwordLength) characters; four words do.")
    }
    let hash = try PasswordHash(password).text
    try await set(operator: name, role: role, hash: hash, by: actor)
  }

  func set(operator name: String, role: Operator.Role, hash: String, by actor: String) async throws {
    let time = now().stamp
    try await write { db in
      let isNew = try db.row("SELECT 1 FROM operators WHERE name = ?", [name]) == nil
      try db.run(
        """
        INSERT INTO operators (name, role, password, added) VALUES (?, ?, ?, ?)
        ON CONFLICT DO UPDATE SET role = excluded.role, password = excluded.password, disabled = NULL, failures = 0, blocked = NULL
        """, [name, role.rawValue, hash, time])
      try db.run("DELETE FROM sessions WHERE operator = ?", [name])
      try AuditLog.note(
        isNew ? .operatorAdded : .operatorChanged, name, by: actor, at: time,
        ["role": "\(role)", "password": Data(hash.utf8).sha256], in: db)
    }
  }

  /// Disables an account: its sessions end, what it has in hand goes back to the queue, and what it did stays.
  ///
  /// - Throws: `Refusal.unknownOperator`.
  public func disable(operator name: String, by actor: String) async throws {
    let time = now().stamp
    try await write { db in
      try db.run("UPDATE operators SET disabled = ? WHERE name = ? AND disabled IS NULL", [time, name])
      guard db.changesCount == 1 else { throw Refusal.unknownOperator(name) }
      try db.run("DELETE FROM sessions WHERE operator = ?", [name])
      try db.run("UPDATE tasks SET operator = NULL, until = NULL WHERE operator = ? AND done IS NULL", [name])
      try AuditLog.note(.operatorChanged, name, by: actor, at: time, ["disabled": "yes"], in: db)
    }
  }

  public func operators() async throws -> [Operator] {
    try await read { db in
      try db.rows("SELECT * FROM operators ORDER BY name").map {
        Operator(name: $0["name"], role: .init(rawValue: $0["role"]) ?? .operator, isDisabled: $0["disabled"] != nil)
      }
    }
  }

  /// The role of an operator whose account is in use.
  ///
  /// - Throws: `Refusal.unknownOperator`.
  @discardableResult func role(of name: String, in db: Database) throws -> Operator.Role {
    let row = try db.row("SELECT role FROM operators WHERE name = ? AND disabled IS NULL", [name])
    guard let row, let role = Operator.Role(rawValue: row["role"]) else { throw Refusal.unknownOperator(name) }
    return role
  }
}
