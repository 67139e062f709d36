import Forms
import Foundation
import GRDB
import Glibc

/// The database's file: made with rights for its owner alone, told from other databases, and opened by one process at a time.
struct StoreFile {
  /// `FORS`, in the file's head.
  private static let mark: Int32 = 0x464F_5253
  /// Seconds that a transaction waits for another process's.
  private static let patience = 10.0
  let file: URL

  init(_ file: URL) { self.file = file }

  /// Opens the file and brings its schema up to date.
  func open(create: Bool) throws -> DatabasePool {
    if !FileManager.default.fileExists(atPath: file.path), !create {
      throw Problem(place: file.path, summary: "there is no store", remedy: "Check the path; 'formscan run --store' makes one.")
    }
    let lock = try FileLock(lock())
    defer { withExtendedLifetime(lock) {} }
    try makePrivate()
    do {
      let pool = try DatabasePool(path: file.path, configuration: Self.configuration)
      // The pool itself sets NORMAL, which loses the latest transactions when the power goes.
      try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
      try pool.write { db in if try !isStore(db) { try db.execute(sql: "PRAGMA application_id = \(Self.mark)") } }
      try Schema.migrator.migrate(pool)
      return pool
    } catch let error as DatabaseError {
      throw Problem(error, in: file)
    }
  }

  /// The file whose lock processes take, wherever links to the store lie.
  func lock(_ purpose: String? = nil) -> String {
    let folder = file.deletingLastPathComponent().resolvingSymlinksInPath()
    let real = folder.appendingPathComponent(file.lastPathComponent).resolvingSymlinksInPath()
    return real.path + (purpose.map { "-" + $0 } ?? "") + "-lock"
  }

  /// What keeps a file from being opened as a store; nil where nothing does, or where there is none yet. Changes nothing.
  func fault() -> Problem? {
    if !FileManager.default.fileExists(atPath: file.path) { return nil }
    do {
      var configuration = Self.configuration
      configuration.readonly = true
      let queue = try DatabaseQueue(path: file.path, configuration: configuration)
      defer { try? queue.close() }
      _ = try queue.read(isStore)
      return nil
    } catch let error as DatabaseError { return Problem(error, in: file) } catch { return error as? Problem }
  }

  /// Creates the file before SQLite does, which would let others read it. SQLite gives its other files the same rights.
  private func makePrivate() throws(Problem) {
    let descriptor = Glibc.open(file.path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    if descriptor >= 0 { Glibc.close(descriptor) }
    guard descriptor >= 0 || errno == EEXIST else {
      throw Problem(
        place: file.path, summary: "the store cannot be made (\(systemWords(errno)))",
        remedy: "Check that its folder is there and may be written.")
    }
  }

  /// Whether a database is a store; false where it is empty, and may become one.
  ///
  /// - Throws: `Problem` where it is another program's, or a later version's.
  private func isStore(_ db: Database) throws -> Bool {
    let mark = try Int32.fetchOne(db, sql: "PRAGMA application_id") ?? 0
    if mark != Self.mark {
      let isEmpty = try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_master") == 0
      guard mark == 0, isEmpty else {
        throw Problem(place: file.path, summary: "this is another program's database", remedy: "Name another file.")
      }
    }
    if try Schema.migrator.hasBeenSuperseded(db) {
      throw Problem(
        place: file.path, summary: "the store was made by a later version of FormScan",
        remedy: "Use that version, or restore a backup of this one's.")
    }
    return mark == Self.mark
  }

  static var configuration: Configuration {
    var configuration = Configuration()
    configuration.busyMode = .timeout(patience)
    configuration.foreignKeysEnabled = true
    configuration.maximumReaderCount = 4
    // What a purge removes is overwritten.
    configuration.prepareDatabase { try $0.execute(sql: "PRAGMA secure_delete = ON") }
    return configuration
  }
}

/// Keeps other processes out for as long as it lives (`flock`). A file of its own: closing a database's file would undo SQLite's locks.
struct FileLock: ~Copyable {
  private let descriptor: Int32

  /// Waits until it is free.
  init(_ path: String) throws(Problem) {
    descriptor = try Self.opened(path)
    while flock(descriptor, LOCK_EX) != 0, errno == EINTR {}
  }

  private init(_ descriptor: Int32) { self.descriptor = descriptor }

  /// Waits for so many seconds at most; nil where it is not free then.
  ///
  /// - Throws: `Problem`, `CancellationError`.
  static func taken(_ path: String, within seconds: Double) async throws -> FileLock? {
    let lock = FileLock(try opened(path)), end = ContinuousClock.now + .seconds(seconds)
    while flock(lock.descriptor, LOCK_EX | LOCK_NB) != 0 {
      if ContinuousClock.now >= end { return nil }
      try await Task.sleep(for: .milliseconds(200))
    }
    return lock
  }

  private static func opened(_ path: String) throws(Problem) -> Int32 {
    let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw Problem(
        place: path, summary: "the file cannot be made (\(systemWords(errno)))",
        remedy: "Check that its folder is there and may be written.")
    }
    return descriptor
  }

  deinit { close(descriptor) }
}
