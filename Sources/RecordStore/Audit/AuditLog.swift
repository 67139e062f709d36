import Crypto
import Forms
import Foundation
import GRDB

/// What was done, by whom and when, as a chain: each row's hash covers the row before it. Holds no field's content; a correction is bound
/// to its row by a salted hash, which says nothing once the salt is purged.
enum AuditLog {
  /// What is noted. The names stand in the log for good.
  enum Action: String {
    case batchBegun = "batch begun", recordAdded = "record added", recordReadAgain = "record read again"
    case recordReplaced = "record replaced", recordReleased = "record released", recordRejected = "record rejected"
    case recordReopened = "record reopened", recordPurged = "record purged", imagePurged = "image purged"
    case corrected, confirmed, keyed, issueSettled = "issue settled", escalated, linked
    case sampleJudged = "sample judged", rereadAsked = "reread asked", rereadDone = "reread done", rereadFailed =
      "reread failed"
    case operatorAdded = "operator added", operatorChanged = "operator changed", loggedIn = "logged in"
    case logInFailed = "log-in failed", exported, backedUp = "backed up", restored
    case batchTaken = "batch taken", arrivalQuarantined = "arrival quarantined"
    case viewed, letterDrafted = "letter drafted", pageDismissed = "page dismissed", pageRecalled = "page recalled"
  }

  /// The hash before the first row's.
  static let root = Data(repeating: 0, count: 32)

  /// Adds a row to the chain, in the transaction of what it tells.
  static func note(
    _ action: Action, _ subject: String, by actor: String, at time: String, _ details: [String: String] = [:], in db: Database
  ) throws {
    let last = try db.row("SELECT id, hash FROM audit ORDER BY id DESC LIMIT 1")
    let id = (last?["id"] ?? 0) + 1, before: Data = last?["hash"] ?? root
    let details = try text(details)
    // The database would keep less than is hashed.
    if [subject, actor, details].contains(where: { $0.contains("\0") }) {
      throw Problem(
        place: "the audit log", summary: "a text of the step has a NUL character", remedy: "Nothing was kept; write it without."
      )
    }
    let hash = hash(before, id: id, time: time, actor: actor, action: action.rawValue, subject: subject, details: details)
    try db.run(
      "INSERT INTO audit (id, time, actor, action, subject, details, hash) VALUES (?, ?, ?, ?, ?, ?, ?)",
      [id, time, actor, action.rawValue, subject, details, hash])
  }

  private static func text(_ details: [String: String]) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(details), as: UTF8.self)
  }

  /// SHA-256 over the hash before and the row's columns, each behind its length, so that no two rows give the same bytes.
  static func hash(
    _ before: Data, id: Int, time: String, actor: String, action: String, subject: String, details: String
  ) -> Data {
    var hash = SHA256()
    hash.update(data: before)
    for part in ["\(id)", time, actor, action, subject, details] {
      hash.update(data: Data("\(part.utf8.count):".utf8))
      hash.update(data: Data(part.utf8))
    }
    return Data(hash.finalize())
  }

  /// What binds a correction, or a keying, to its row in the log.
  static func seal(
    salt: Data, id: Int64, _ place: FieldPlace, old: FieldValue? = nil, new: FieldValue?, by operatorName: String,
    at time: String, reason: String? = nil
  ) -> String {
    var hash = SHA256()
    hash.update(data: salt)
    for part in [
      Data("\(id)".utf8), Data(place.record.utf8), Data(place.pointer.utf8), old.canonical, new.canonical,
      Data(operatorName.utf8), Data(time.utf8), Data((reason.map { "=" + $0 } ?? "-").utf8),
    ] {
      hash.update(data: Data("\(part.count):".utf8))
      hash.update(data: part)
    }
    return hash.finalize().hex
  }
}

extension Data {
  /// Bytes that nobody can guess.
  static func random(_ count: Int) -> Data {
    var generator = SystemRandomNumberGenerator()
    return Data((0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) })
  }

  /// The SHA-256 of the bytes, in hexadecimal.
  package var sha256: String { SHA256.hash(data: self).hex }
}
