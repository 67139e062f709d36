import Forms
import Foundation
import Glibc

/// A file of several cases, which grows beside its place and is put there when it is whole.
struct SharedFile {
  private let file: URL, draft: String
  private let handle: FileHandle
  /// The cases that are in it.
  private(set) var cases: [String] = []

  /// - Throws: `Problem` where it cannot be written, from the system's own words.
  init(_ file: URL, head: Data) throws(Problem) {
    self.file = file
    let folder = file.deletingLastPathComponent(), start = ".\(file.lastPathComponent)-"
    Self.clear(folder, start)
    draft = folder.appendingPathComponent("\(start)\(UUID().uuidString).new").path
    let descriptor = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw Problem(unwritable: file, systemWords(errno)) }
    flock(descriptor, LOCK_EX | LOCK_NB)
    handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    try write(head)
  }

  mutating func append(_ data: Data, of id: String) throws(Problem) {
    try write(data)
    cases.append(id)
  }

  /// After a failure there is no file: a part of one is none.
  private func write(_ data: Data) throws(Problem) {
    do { try handle.write(contentsOf: data) } catch { throw drop(error.localizedDescription) }
  }

  /// Puts it in its place, `records-0123456789ab.csv`: named by its cases, so that others do not take its name. One that lies there with
  /// other content left before, and stays.
  ///
  /// - Returns: whether it is there with this content.
  func finish() throws(Problem) -> Bool {
    do { try handle.synchronize() } catch { throw drop(error.localizedDescription) }
    let digits = cases.joined(separator: ",").shortDigest
    let name = "\(file.deletingPathExtension().lastPathComponent)-\(digits).\(file.pathExtension)"
    let place = file.deletingLastPathComponent().appendingPathComponent(name)
    if FileManager.default.fileExists(atPath: place.path) {
      defer { unlink(draft) }
      return FileManager.default.contentsEqual(atPath: draft, andPath: place.path)
    }
    if rename(draft, place.path) != 0 { throw drop(systemWords(errno)) }
    return true
  }

  /// Removes what processes left that died while they wrote: nobody has a lock on it.
  private static func clear(_ folder: URL, _ start: String) {
    for name in (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [] {
      guard name.hasPrefix(start), name.hasSuffix(".new") else { continue }
      let path = folder.appendingPathComponent(name).path
      // One that was only just made may not have its lock yet.
      let made = try? FileManager.default.attributesOfItem(atPath: path)[.modificationDate] as? Date
      guard let made, made < Date(timeIntervalSinceNow: -60) else { continue }
      let descriptor = open(path, O_RDONLY | O_CLOEXEC)
      guard descriptor >= 0 else { continue }
      if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { unlink(path) }
      close(descriptor)
    }
  }

  /// Removes what is written so far.
  func drop() { unlink(draft) }

  private func drop(_ reason: String) -> Problem {
    drop()
    return Problem(unwritable: file, reason)
  }
}

extension Problem {
  fileprivate init(unwritable file: URL, _ reason: String) {
    self.init(
      place: file.path, summary: "the file cannot be written (\(reason))",
      remedy: "Check the space on the disk and the folder's permissions.")
  }
}
