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
  var place: String { incoming.path }
  /// The code of the problem that a file cannot be moved, though the folder that it goes to is there.
  public static let immovable = "immovable"
  /// What the name of a batch's reasons in quarantine ends with.
  private static let why = ".why.txt"
  /// Whether a name is that of such a text, which may come back with the files that it speaks of.
  static func isReasons(_ name: String) -> Bool { name.hasSuffix(why) && isBatch(name.dropLast(why.count)) }
  /// Whether a name is a batch's: its day and its number on it.
  private static func isBatch(_ name: some StringProtocol) -> Bool {
    String(name).wholeMatch(of: /[0-9]{4}-[0-9]{2}-[0-9]{2}-[0-9]{4,}/) != nil
  }
  /// Called before each move: tests cut the work off there.
  var step: @Sendable () throws(Problem) -> Void = { () throws(Problem) in }

  /// - Parameters:
  ///   - incoming: the drop folder; where it is a link, the folder that it leads to.
  ///   - written: what the job itself writes, such as its output and its store.
  /// - Throws: `Problem` where the drop folder is not there, another folder cannot be made, they are not in one file system, or the job
  ///   would take in what it writes.
  public init(_ incoming: URL, writing written: [URL] = []) throws(Problem) {
    let incoming = Self.real(incoming), siblings = Self.siblings(of: incoming)
    self.incoming = incoming
    (working, done, quarantine) = (siblings[0], siblings[1], siblings[2])
    if let clash = Self.clash(of: incoming, writing: written) { throw clash }
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

  /// A path without links, as far as it is there.
  static func real(_ place: URL) -> URL {
    let place = place.standardizedFileURL
    if let path = realpath(place.path, nil) {
      defer { free(path) }
      return URL(fileURLWithPath: String(cString: path))
    }
    return place.path == "/" ? place : real(place.deletingLastPathComponent()).appendingPathComponent(place.lastPathComponent)
  }

  /// `working`, `done` and `quarantine`, which stand beside the drop folder, or beside what it leads to where it is a link.
  static func siblings(of incoming: URL) -> [URL] {
    let parent = real(incoming).deletingLastPathComponent()
    return ["working", "done", "quarantine"].map { parent.appendingPathComponent($0) }
  }

  /// Why a folder cannot be a drop folder: it is one of those beside it, or what the job writes would lie in one of the four, be taken in
  /// and be moved.
  static func clash(of incoming: URL, writing written: [URL]) -> Problem? {
    let incoming = real(incoming), siblings = siblings(of: incoming)
    if siblings.contains(where: { $0.path == incoming.path }) {
      return Problem(
        place: incoming.path, summary: "a drop folder cannot be called '\(incoming.lastPathComponent)': files move on to that one",
        remedy: "Give it another name, such as 'incoming'.")
    }
    for folder in [incoming] + siblings {
      for place in written.map(real) where (place.path + "/").hasPrefix(folder.path == "/" ? "/" : folder.path + "/") {
        return Problem(
          place: place.path, summary: "the job would write this into \(folder.path), where only the files lie that come in",
          remedy: "Put output, store and outputs' folders elsewhere, such as beside the drop folder.")
      }
    }
    return nil
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

  /// Batches of which there are folders in `done` or `quarantine`.
  func pastBatches() throws(Problem) -> [String] {
    (try names(in: done) + names(in: quarantine)).filter(Self.isBatch)
  }

  /// A batch's files in `done` and `quarantine`.
  func pastFiles(of batch: String) -> [URL] {
    [done, quarantine].map { $0.appendingPathComponent(batch) }.flatMap { folder in
      Self.files(in: folder).map { folder.appendingPathComponent($0) }
    }
  }

  /// Names of the files in a folder and the folders in it, in order.
  static func files(in folder: URL) -> [String] {
    let walk = FileManager.default.enumerator(atPath: folder.path)
    var names: [String] = []
    while let name = walk?.nextObject() as? String {
      if FileStatus(folder.appendingPathComponent(name).path)?.kind != .folder { names.append(name) }
    }
    return names.sorted()
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
    let place = quarantine.appendingPathComponent(batch + Self.why)
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
