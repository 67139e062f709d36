import Foundation

/// A folder of one test's own, gone with its last use.
final class TestFolder: Sendable {
  let url = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).resolvingSymlinksInPath()

  init() throws { try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true) }

  deinit { try? FileManager.default.removeItem(at: url) }

  subscript(path: String) -> URL { url.appendingPathComponent(path) }

  /// Writes a file, and the folders on the way to it.
  @discardableResult func write(_ text: String, to path: String) throws -> URL {
    try FileManager.default.createDirectory(at: self[path].deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: self[path])
    return self[path]
  }

  func link(_ path: String, to target: String) throws {
    try FileManager.default.createSymbolicLink(atPath: self[path].path, withDestinationPath: target)
  }

  /// The names in a folder below, in order.
  func names(_ path: String) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: self[path].path)) ?? []).sorted()
  }
}
