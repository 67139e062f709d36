public import Forms
public import Foundation

/// Finds the scans among the files and folders that were given.
public struct Intake: Sendable {
  /// When the paper arrived, where the caller knows; else each file's own time counts.
  public var received: String?

  public init(received: String? = nil) { self.received = received }

  /// What was found.
  public struct Found: Sendable {
    public var files: [ScanFile] = []
    /// Files that lie beside scans and are none, by their names.
    public var ignored = 0
    /// Files whose content was already taken in.
    public var duplicates = 0
    public var problems: [Problem] = []
  }

  /// Endings of files that people keep beside scans.
  private static let beside: Set<String> = ["json", "md", "txt", "csv", "xml", "html", "log", "yaml", "yml"]

  /// Takes each file in the order given, and each folder's files, those in folders below it too, in the order of their names.
  public func callAsFunction(_ inputs: [URL]) -> Found {
    var found = Found(), seen: [String: String] = [:]
    for input in inputs {
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: input.path, isDirectory: &isFolder) else {
        found.problems.append(
          Problem(place: input.path, summary: "there is no such file or folder", remedy: "Check the path."))
        continue
      }
      let names = isFolder.boolValue ? Self.files(in: input) : [input.lastPathComponent]
      let root = isFolder.boolValue ? input : input.deletingLastPathComponent()
      for name in names {
        let isHidden = name.split(separator: "/").contains { $0.hasPrefix(".") }
        if isHidden || isFolder.boolValue && Self.beside.contains((name as NSString).pathExtension.lowercased()) {
          found.ignored += 1
          continue
        }
        take(root.appendingPathComponent(name), name, into: &found, seen: &seen)
      }
    }
    return found
  }

  private static func files(in folder: URL) -> [String] {
    let all = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
    return all.filter { path in
      var isFolder: ObjCBool = false
      let full = folder.appendingPathComponent(path).path
      return FileManager.default.fileExists(atPath: full, isDirectory: &isFolder) && !isFolder.boolValue
    }.sorted()
  }

  private func take(_ url: URL, _ name: String, into found: inout Found, seen: inout [String: String]) {
    do {
      let file = try ScanFile(url: url, name: name, received: received)
      if let first = seen[file.sha256] {
        found.duplicates += 1
        found.problems.append(
          Problem(
            place: name, summary: "it has the same content as \(first), and was read once",
            remedy: "Nothing needs doing, unless a different scan was meant."))
      } else {
        seen[file.sha256] = name
        found.files.append(file)
      }
    } catch {
      found.problems.append(
        Problem(place: name, summary: "the file cannot be read", remedy: "Check that it is a plain file that you may read."))
    }
  }
}
