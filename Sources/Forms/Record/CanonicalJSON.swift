public import Foundation
import Glibc

/// Writes values as JSON whose bytes depend on the value alone, and files that are either whole or not there.
public enum CanonicalJSON {
  /// Sorted keys, indented, slashes plain, a newline at the end.
  public static func data(_ value: some Encodable) throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return try encoder.encode(value) + Data("\n".utf8)
  }

  /// The same on one line, for files with a value a line.
  public static func line(_ value: some Encodable) throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return try encoder.encode(value) + Data("\n".utf8)
  }
}

extension Data {
  /// Writes a file beside its place, makes it safe on disk and renames it: a reader sees the old file or the new one, never a part.
  ///
  /// - Parameters:
  ///   - draft: what the file beside its place is called; a hidden name of the file's own if nil.
  ///   - isPrivate: whether nobody but its owner may read it.
  /// - Throws: `Problem` that names the file and says in the system's words why, for a full disk or a folder that may not be written.
  public func writeWhole(to file: URL, draft: String? = nil, private isPrivate: Bool = false) throws(Problem) {
    let draft = file.deletingLastPathComponent().appendingPathComponent(draft ?? ".\(file.lastPathComponent).new").path
    if isPrivate { unlink(draft) }
    var failure = writeThrough(to: draft, mode: isPrivate ? 0o600 : 0o666)
    if failure == 0, rename(draft, file.path) != 0 { failure = errno }
    guard failure != 0 else { return }
    unlink(draft)
    throw Problem(
      place: file.path, summary: "the file cannot be written (\(systemWords(failure)))",
      remedy: "Check the space on the disk and the folder's permissions.")
  }

  /// Writes a file through to the disk.
  ///
  /// - Returns: 0, or the system's error number.
  private func writeThrough(to path: String, mode: mode_t) -> Int32 {
    let file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode)
    guard file >= 0 else { return errno }
    let failure = withUnsafeBytes { bytes -> Int32 in
      var done = 0
      while done < bytes.count {
        let put = Glibc.write(file, bytes.baseAddress! + done, bytes.count - done)
        if put < 0, errno == EINTR { continue }
        guard put > 0 else { return put < 0 ? errno : ENOSPC }
        done += put
      }
      return fsync(file) == 0 ? 0 : errno
    }
    return close(file) == 0 || failure != 0 ? failure : errno
  }
}
