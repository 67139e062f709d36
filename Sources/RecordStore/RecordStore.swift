public import Forms
public import Foundation
import GRDB

/// Where records wait for people, and everything that people did with them: one SQLite file, and a folder of page images beside it.
///
/// Several processes share it: a run adds records while operators decide. Every operation is one transaction; what it has
/// acknowledged survives a crash (write-ahead log, `synchronous = FULL`). Errors are `Refusal` where an operation may not be done
/// as things stand, and `Problem` where the store itself fails; neither holds a field's content.
public final class RecordStore: Sendable {
  /// The database's file.
  public let file: URL
  /// Page images, by content.
  public let images: ImageFolder
  let pool: DatabasePool
  /// The clock.
  public let now: @Sendable () -> Date
  let revalidate: Revalidate?

  /// Opens a store, and brings one of an earlier version up to date.
  ///
  /// - Parameters:
  ///   - create: whether to make one where none is; else that is a problem.
  ///   - now: the clock, for tests of what time does.
  ///   - revalidate: asks the rules again after a change; nil where there are none.
  /// - Throws: `Problem` where it cannot be opened, is none, or was made by a later version.
  public init(
    _ file: URL, create: Bool = false, now: @escaping @Sendable () -> Date = { Date() },
    revalidate: Revalidate? = nil
  ) throws {
    self.file = file
    self.now = now
    self.revalidate = revalidate
    images = ImageFolder(beside: file)
    pool = try StoreFile(file).open(create: create)
  }

  /// What keeps a file from being opened as a store; nil where nothing does, or where there is none yet. Changes nothing.
  public static func fault(of file: URL) -> Problem? { StoreFile(file).fault() }

  /// Closes the database; nothing may be asked of it after that.
  public func close() throws { try pool.close() }
}

extension RecordStore {
  /// Reads from one state of the database, whatever is written meanwhile.
  func read<Value: Sendable>(_ body: @Sendable @escaping (Database) throws -> Value) async throws -> Value {
    do { return try await pool.read(body) } catch let error as DatabaseError { throw Problem(error, in: file) }
  }

  /// One transaction, which waits for those of other processes before it begins: all of it is kept, or nothing.
  func write<Value: Sendable>(_ body: @Sendable @escaping (Database) throws -> Value) async throws -> Value {
    do { return try await pool.write(body) } catch let error as DatabaseError { throw Problem(error, in: file) }
  }

  /// The same as `read` for callers that are not asynchronous.
  func readNow<Value>(_ body: (Database) throws -> Value) throws -> Value {
    do { return try pool.read(body) } catch let error as DatabaseError { throw Problem(error, in: file) }
  }

  /// The same as `write` for callers that are not asynchronous: a run, which has nothing else to do meanwhile.
  func writeNow<Value>(_ body: (Database) throws -> Value) throws -> Value {
    do { return try pool.write(body) } catch let error as DatabaseError { throw Problem(error, in: file) }
  }
}

extension Problem {
  /// What the database could not do, in words without statements or values.
  init(_ error: DatabaseError, in file: URL) {
    let (summary, remedy): (String, String) =
      switch error.resultCode {
      case .SQLITE_FULL: ("the disk is full", "Free space; nothing of this step was kept.")
      case .SQLITE_BUSY: ("another process kept it locked for too long", "Try again; if it stays so, end what holds it.")
      case .SQLITE_READONLY, .SQLITE_CANTOPEN, .SQLITE_PERM:
        ("the store cannot be written", "Check the permissions of the file and its folder.")
      case .SQLITE_CORRUPT, .SQLITE_NOTADB:
        ("the file is damaged or no store", "Keep it as it is and restore a backup with 'formscan store restore'.")
      case .SQLITE_IOERR: ("it cannot be written or read: the disk is full, or failed", "Free space, or check the disk; what was acknowledged before is kept.")
      default: ("the store refused a step (SQLite \(error.extendedResultCode.rawValue))", "Report this: it must not happen.")
      }
    self.init(place: file.path, summary: summary, remedy: remedy)
  }
}
