import Forms
import Foundation
import Glibc

/// What lies in the drop folder: files that stand still and may be taken, and what is left there with the reason.
struct SettledFiles {
  /// Names below the drop folder, in order.
  private(set) var settled: [String] = []
  /// Files that were still being written.
  private(set) var moving: [String] = []
  /// What is never taken: links, pipes, hidden names.
  private(set) var left: [Problem] = []

  /// Endings that programs give to files which they have not finished.
  private static let unfinished: Set<String> = ["part", "partial", "tmp", "temp", "filepart", "crdownload", "swp", "uploading"]

  /// Bytes of a path below the drop folder: one of 4,096 is the system's limit for the whole, which is longer in other folders.
  private static let longest = 1024

  /// How a file stood when it was looked at.
  private struct Look: Equatable {
    var bytes: Int, changed: timespec, number: ino_t
    /// Changed within the hour. Where every question after its writers is refused, as over a network, an older one is taken nevertheless.
    var isFresh: Bool { Date().timeIntervalSince1970 - Double(changed.tv_sec) < 3600 }
    static func == (a: Self, b: Self) -> Bool {
      a.bytes == b.bytes && a.number == b.number && a.changed.tv_sec == b.changed.tv_sec
        && a.changed.tv_nsec == b.changed.tv_nsec
    }
  }

  /// Whether a process has the file open to write to it, as one whose connection stands has: asked for by a lease, which the system
  /// refuses then (`fcntl(2)`, F_SETLEASE). False where the file system or the file's owner allows no question.
  private static func isBeingWritten(_ path: String) -> Bool {
    let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_NOFOLLOW | O_CLOEXEC)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    let setSignal: Int32 = 10, setLease: Int32 = 1024
    // Who opens it while the lease is held waits until it is given back, and its holder is sent a signal: one that does nothing.
    guard fcntl(descriptor, setSignal, SIGURG) == 0 else { return false }
    if fcntl(descriptor, setLease, Int32(F_RDLCK)) == 0 {
      _ = fcntl(descriptor, setLease, Int32(F_UNLCK))
      return false
    }
    return errno == EAGAIN
  }

  /// Looks at the folder twice, `seconds` apart.
  ///
  /// - Throws: `Problem` where it is not there any more: an empty night must not be taken for that.
  init(in folder: URL, after seconds: Double) async throws {
    let first = try Self.look(at: folder, left: &left)
    if first.isEmpty { return }
    try await Task.sleep(for: .seconds(seconds))
    var ignored: [Problem] = []
    let second = try Self.look(at: folder, left: &ignored)
    for (name, look) in second.sorted(by: { $0.key < $1.key }) {
      let stands = look == first[name] && !(look.isFresh && Self.isBeingWritten(folder.appendingPathComponent(name).path))
      if stands { settled.append(name) } else { moving.append(name) }
    }
  }

  private static func look(at folder: URL, left: inout [Problem]) throws(Problem) -> [String: Look] {
    guard access(folder.path, R_OK | W_OK | X_OK) == 0, FileStatus(folder.path)?.kind == .folder else {
      throw Problem(
        place: folder.path, summary: "files cannot be taken out of the drop folder any more (\(systemWords(errno)))",
        remedy: "Look whether it was moved, or its disk is still there; the next start goes on.")
    }
    var looks: [String: Look] = [:]
    func leave(_ name: String, _ summary: String, _ remedy: String) {
      left.append(Problem(place: name, summary: summary, remedy: remedy))
    }
    func leaveTooLong(_ name: String) {
      leave(
        "\(name.prefix(60))…\(name.suffix(40))", "its path below the drop folder is \(name.utf8.count) bytes long",
        "Put it into fewer folders, or give it a name of \(longest) bytes at most.")
    }
    let walk = FileManager.default.enumerator(atPath: folder.path)
    while let name = walk?.nextObject() as? String {
      var info = stat()
      let path = folder.appendingPathComponent(name).path
      // A link is not followed: what it leads to is not ours to move.
      guard lstat(path, &info) == 0 else {
        if errno == ENAMETOOLONG { leaveTooLong(name) }
        // Bytes that are no letters come as this sign: what has them is not found by its name.
        if name.contains("\u{FFFD}") {
          leave(name, "its name is not in UTF-8, so it cannot be taken", "Rename it, in plain letters.")
        }
        continue
      }
      let kind = info.st_mode & S_IFMT
      if kind == S_IFDIR {
        if access(path, R_OK | W_OK | X_OK) != 0 {
          leave(
            name, "files cannot be taken out of this folder (\(systemWords(errno)))",
            "Let the user who runs this read and write it.")
        }
        continue
      }
      let last = (name as NSString).lastPathComponent,
        isHidden = last.hasPrefix(".") || name.contains("/.") || name.hasPrefix(".")
      // Our own words on files that were put in again, with them.
      if DropFolder.isReasons(last) { continue }
      if name.utf8.count > longest {
        leaveTooLong(name)
      } else if kind != S_IFREG {
        leave(name, "it is no plain file, but a link, pipe or device", "Put the scan itself here.")
      } else if !isHidden, !last.hasSuffix("~"), !unfinished.contains((last as NSString).pathExtension.lowercased()) {
        looks[name] = Look(bytes: Int(info.st_size), changed: info.st_mtim, number: info.st_ino)
      } else if Date().timeIntervalSince1970 - Double(info.st_mtim.tv_sec) > 3600 {
        leave(
          name, "by its name it is not finished, and it has not changed for an hour",
          "If it is a scan, rename it; else take it out of the folder.")
      }
    }
    return looks
  }
}
