public import Forms
public import Foundation
import Glibc
import RecordStore

/// The folders through which files go: `incoming → working → done | quarantine`, each step one rename, so that a file is always whole in
/// exactly one of them.
public struct DropFolder: Sendable {
  public let incoming: URL
  let working: URL, done: URL, quarantine: URL
  /// By what the store knows it.
  var place: String { incoming.resolvingSymlinksInPath().path }
  /// The code of the problem that a file cannot be moved, though the folder that it goes to is there.
  public static let immovable = "immovable"
  /// Called before each move: tests cut the work off there.
  var step: @Sendable () throws(Problem) -> Void = { () throws(Problem) in }

  /// - Throws: `Problem` where the drop folder is not there, another folder cannot be made, or they are not in one file system.
  public init(_ incoming: URL) throws(Problem) {
    let incoming = incoming.standardizedFileURL, siblings = Self.siblings(of: incoming)
    self.incoming = incoming
    (working, done, quarantine) = (siblings[0], siblings[1], siblings[2])
    guard FileStatus(incoming.path)?.kind == .folder else {
      // Made here, a folder that was named wrongly would stay empty night after night.
      throw Problem(
        place: incoming.path, summary: "there is no such folder",
        remedy: "Name the folder that scans are put into, or make it if this is to be it.")
    }
    var devices: Set<dev_t> = []
    for folder in [incoming] + siblings {
      do { try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true) } catch {
        throw Problem(
          place: folder.path, summary: "the folder cannot be made (\(error.localizedDescription))",
          remedy: "Check the permissions of the folder above it.")
      }
      guard access(folder.path, R_OK | W_OK | X_OK) == 0, let status = FileStatus(folder.path) else {
        throw Problem(
          place: folder.path, summary: "files cannot be moved in this folder (\(systemWords(errno)))",
          remedy: "Let the user who runs this read and write it.")
      }
      devices.insert(status.identity.device)
    }
    guard devices.count == 1 else {
      throw Problem(
        place: incoming.deletingLastPathComponent().path,
        summary: "incoming, working, done and quarantine are not in one file system",
        remedy: "Put them in one: files move between them by renaming, which is whole or not at all.")
    }
    if let reason = Self.refusal(toRenameIn: working) {
      throw Problem(
        place: working.path, summary: "the file system cannot rename without writing over other files (\(reason))",
        remedy: "Put incoming, working, done and quarantine on a local one: over a network a file could be lost.")
    }
  }

  /// Why files cannot be renamed in a folder such that none is written over; nil where they can, or where no file can be made to try it.
  static func refusal(toRenameIn folder: URL) -> String? {
    let names = ["from", "to"].map { folder.appendingPathComponent(".formscan-\($0)-\(getpid())").path }
    let descriptor = open(names[0], O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { return nil }
    close(descriptor)
    defer { for name in names { unlink(name) } }
    return renameNoReplace(AT_FDCWD, names[0], AT_FDCWD, names[1], 1) == 0 ? nil : systemWords(errno)
  }

  /// `working`, `done` and `quarantine`, which stand beside the drop folder.
  static func siblings(of incoming: URL) -> [URL] {
    ["working", "done", "quarantine"].map { incoming.deletingLastPathComponent().appendingPathComponent($0) }
  }

  /// The folder of a batch that is being read.
  func folder(of batch: String) -> URL { working.appendingPathComponent(batch) }

  /// Batches that were begun, oldest first.
  func batches() throws(Problem) -> [String] { try names(in: working).filter { !$0.hasPrefix(".") } }

  /// Numbers of a day's batches that have folders.
  func numbers(of day: String) throws(Problem) -> [Int] {
    var numbers: [Int] = []
    for folder in [working, done, quarantine] {
      numbers += try names(in: folder).filter { $0.hasPrefix(day + "-") }.compactMap {
        Int($0.dropFirst(day.count + 1).prefix { $0.isNumber })
      }
    }
    return numbers
  }

  /// Batches of which files lie in `done` or `quarantine`.
  func pastBatches() throws(Problem) -> [String] {
    let names = try names(in: done) + names(in: quarantine)
    return names.filter { $0.wholeMatch(of: /[0-9]{4}-[0-9]{2}-[0-9]{2}-[0-9]{4,}/) != nil }
  }

  private func names(in folder: URL) throws(Problem) -> [String] {
    do { return try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() } catch {
      throw Problem(
        place: folder.path, summary: "the folder cannot be read (\(error.localizedDescription))",
        remedy: "Let the user who runs this read it.")
    }
  }

  /// Moves a file on, whatever folders its name has; the other name must be free.
  ///
  /// - Returns: false where it is not there (any more).
  /// - Throws: `Problem` where it cannot be moved: it stays where it is.
  @discardableResult func move(_ from: URL, to place: URL) throws(Problem) -> Bool {
    try step()
    let folder = place.deletingLastPathComponent()
    do { try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true) } catch {
      throw Problem(
        place: folder.path, summary: "the folder cannot be made (\(error.localizedDescription))",
        remedy: "Check the space on the disk and the folder's permissions; the file stays where it is.")
    }
    guard renameNoReplace(AT_FDCWD, from.path, AT_FDCWD, place.path, 1) == 0 else {
      let reason = errno
      if reason == ENOENT { return false }
      var problem = Problem(
        place: from.path, summary: "the file cannot be moved to \(place.path) (\(systemWords(reason)))",
        remedy: reason == EEXIST
          ? "Another file is there; nothing is written over. Move that one away."
          : "Check the space on the disk and the folder's permissions; the file stays where it is.")
      problem.code = Self.immovable
      throw problem
    }
    Self.sync(folder)
    Self.sync(from.deletingLastPathComponent())
    return true
  }

  /// Says beside the folder of a batch in quarantine why its files are there: one text of all, where no file that came in can lie.
  ///
  /// - Throws: `Problem` with the code `immovable` where it cannot be written.
  func explain(_ arrivals: [Arrival], of batch: String) throws(Problem) {
    let text = arrivals.map { arrival in
      let reasons = [arrival.problem?.summary ?? "nobody knows why", arrival.problem?.remedy ?? ""].filter { !$0.isEmpty }
      return ([arrival.name] + reasons.map { "  " + $0 }).map { $0.printable + "\n" }.joined()
    }
    let place = quarantine.appendingPathComponent("\(batch).why.txt")
    do { try Data(text.joined(separator: "\n").utf8).writeWhole(to: place) } catch {
      var problem = error as? Problem ?? Problem(place: place.path, summary: "it cannot be written (\(error))")
      problem.code = Self.immovable
      throw problem
    }
  }

  /// Removes the folder of a batch that was read, where it is empty.
  func clear(_ batch: String) { Self.removeEmpty(folder(of: batch)) }

  /// Removes a folder and the folders in it, where they are empty.
  static func removeEmpty(_ folder: URL) {
    let below = (FileManager.default.enumerator(atPath: folder.path)?.allObjects as? [String] ?? [])
    for name in below.sorted(by: >) { rmdir(folder.appendingPathComponent(name).path) }
    rmdir(folder.path)
  }

  /// Writes a folder's own entries through to the disk.
  private static func sync(_ folder: URL) {
    let descriptor = open(folder.path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    fsync(descriptor)
    close(descriptor)
  }
}

/// Renames; flag 1 (`RENAME_NOREPLACE`) writes over nothing (glibc 2.28). Swift's Glibc module does not show it.
@_silgen_name("renameat2")
private func renameNoReplace(
  _ folder: Int32, _ from: UnsafePointer<CChar>, _ other: Int32, _ to: UnsafePointer<CChar>, _ flags: UInt32
) -> Int32
