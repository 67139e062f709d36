public import Foundation

/// Writes values as JSON whose bytes depend on the value alone, and files that are either whole or not there.
public enum CanonicalJSON {
  /// Sorted keys, indented, slashes plain, a newline at the end.
  public static func data(_ value: some Encodable) throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return try encoder.encode(value) + Data("\n".utf8)
  }
}

extension Data {
  /// Writes a file beside its place, makes it safe on disk and renames it: a reader sees the old file or the new one, never a part.
  ///
  /// - Throws: `Problem` that names the file, for a full disk or a folder that may not be written.
  public func writeWhole(to file: URL) throws {
    let draft = file.deletingLastPathComponent().appendingPathComponent(".\(file.lastPathComponent).new")
    do {
      try write(to: draft)
      let handle = try FileHandle(forWritingTo: draft)
      try handle.synchronize()
      try handle.close()
      guard rename(draft.path, file.path) == 0 else { throw CocoaError(.fileWriteUnknown) }
    } catch {
      try? FileManager.default.removeItem(at: draft)
      throw Problem(
        place: file.path, summary: "the file cannot be written",
        remedy: "Check the space on the disk and the folder's permissions.")
    }
  }
}
