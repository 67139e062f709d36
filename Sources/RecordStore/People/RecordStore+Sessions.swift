import Forms
public import Foundation
import GRDB

/// Somebody who has logged in.
public struct Session: Sendable {
  public var who: Operator
  /// What forms must send back.
  public var csrf: String
}

/// What came of a try to log in.
public enum LogIn: Sendable {
  /// - `token`: the cookie's value; the store keeps its hash alone.
  case welcome(token: String, Session)
  /// Name or password is wrong; which one is not told.
  case wrong
  /// Too many tries; nothing is looked at before this time.
  case blocked(until: Date)
}

extension RecordStore {
  /// Seconds without a request, and in all, after which a session ends.
  static let idleSeconds = 1800.0, sessionSeconds = 43_200.0
  /// Tries before an account is blocked, at first for this many seconds and twice as long with each further one, up to the last.
  private static let tries = 5, firstBlock = 30.0, longestBlock = 900.0
  /// What a wrong name is compared with, so that it takes as long as a wrong password.
  private static let nobody = try? PasswordHash("nobody").text

  public func logIn(_ name: String, password: String) async throws -> LogIn {
    let now = now()
    let account: (hash: String, blocked: Date?)? = try await read { db in
      try db.row("SELECT password, blocked FROM operators WHERE name = ? AND disabled IS NULL", [name])
        .map { ($0["password"], $0.time("blocked")) }
    }
    if let blocked = account?.blocked, blocked > now { return .blocked(until: blocked) }
    // Outside any transaction: it takes a tenth of a second on purpose.
    let isRight = PasswordHash.matches(password, account?.hash ?? Self.nobody ?? "") && account != nil
    return try await write { [self] db in
      isRight ? try welcome(name, at: now, in: db) : try refuse(name, at: now, in: db)
    }
  }

  private func welcome(_ name: String, at now: Date, in db: Database) throws -> LogIn {
    let role = try role(of: name, in: db), token = Data.random(32).hex, csrf = Data.random(32).hex
    try db.run("UPDATE operators SET failures = 0, blocked = NULL WHERE name = ?", [name])
    try db.run("DELETE FROM sessions WHERE started <= ?", [now.addingTimeInterval(-Self.sessionSeconds).stamp])
    try db.run(
      "INSERT INTO sessions (token, operator, csrf, started, seen) VALUES (?, ?, ?, ?, ?)",
      [Data(token.utf8).sha256, name, csrf, now.stamp, now.stamp])
    try AuditLog.note(.loggedIn, name, by: name, at: now.stamp, in: db)
    return .welcome(token: token, Session(who: Operator(name: name, role: role, isDisabled: false), csrf: csrf))
  }

  private func refuse(_ name: String, at now: Date, in db: Database) throws -> LogIn {
    // The name may be a password that was typed in the wrong box: only names that are known are noted.
    guard let row = try db.row("SELECT failures FROM operators WHERE name = ?", [name]) else { return .wrong }
    let failures: Int = row["failures"] + 1
    let block = failures < Self.tries ? nil : min(Self.longestBlock, Self.firstBlock * pow(2, Double(failures - Self.tries)))
    let until = block.map { now.addingTimeInterval($0) }
    try db.run("UPDATE operators SET failures = ?, blocked = ? WHERE name = ?", [failures, until?.stamp, name])
    try AuditLog.note(.logInFailed, name, by: "nobody", at: now.stamp, ["tries": "\(failures)"], in: db)
    return until.map(LogIn.blocked) ?? .wrong
  }

  /// Whose session a cookie is; nil where it ended. Counts as a request.
  public func session(_ token: String) async throws -> Session? {
    let now = now(), hash = Data(token.utf8).sha256
    let bounds = [Self.sessionSeconds, Self.idleSeconds].map { now.addingTimeInterval(-$0).stamp }
    let found: (session: Session, seen: Date?)? = try await read { db in
      try db.row(
        """
        SELECT s.csrf, s.seen, o.name, o.role FROM sessions s JOIN operators o ON o.name = s.operator
        WHERE s.token = ? AND s.started > ? AND s.seen > ? AND o.disabled IS NULL
        """, [hash, bounds[0], bounds[1]]
      ).map { row in
        let who = Operator(name: row["name"], role: Operator.Role(rawValue: row["role"]) ?? .operator, isDisabled: false)
        return (Session(who: who, csrf: row["csrf"]), row.time("seen"))
      }
    }
    guard let found else { return nil }
    // Once a minute is enough, and keeps most requests from writing.
    if let seen = found.seen, now.timeIntervalSince(seen) > 60 {
      try await write { db in try db.run("UPDATE sessions SET seen = ? WHERE token = ?", [now.stamp, hash]) }
    }
    return found.session
  }

  public func logOut(_ token: String) async throws {
    let hash = Data(token.utf8).sha256
    try await write { db in try db.run("DELETE FROM sessions WHERE token = ?", [hash]) }
  }
}
