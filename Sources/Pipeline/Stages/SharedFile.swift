import Forms
import Foundation
import Glibc

/// A file that grows beside its place and is put there when it is whole.
struct SharedFile {
  private let file: URL, draft: String
  private let handle: FileHandle

  /// - Throws: `Problem` where it cannot be written, from the system's own words.
  init(_ file: URL, head: Data) throws(Problem) {
    self.file = file
    draft = file.deletingLastPathComponent().appendingPathComponent(".\(file.lastPathComponent).new").path
    let descriptor = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw Problem(unwritable: file, systemWords(errno)) }
    handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    try append(head)
  }

  /// After a failure there is no file: a part of one is none.
  func append(_ data: Data) throws(Problem) {
    do { try handle.write(contentsOf: data) } catch { throw drop(error.localizedDescription) }
  }

  func finish() throws(Problem) {
    do { try handle.synchronize() } catch { throw drop(error.localizedDescription) }
    if rename(draft, file.path) != 0 { throw drop(systemWords(errno)) }
  }

  private func drop(_ reason: String) -> Problem {
    unlink(draft)
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
