import Forms
import Foundation
import Glibc

/// Lists the files that were given, and those of folders and of the folders below them. Links are followed; each folder is walked
/// once, so that links that lead back to it end.
struct FolderWalk {
  struct Entry {
    var path: String
    /// The path below the folder that was given.
    var name: String
  }

  private(set) var files: [Entry] = []
  /// Names that were left out.
  private(set) var ignored: [String] = []
  private(set) var problems: [Problem] = []
  /// Folders that this run writes to.
  private let output: Set<FileStatus.Identity>
  private var walked: Set<FileStatus.Identity> = []

  /// Endings of files that people keep beside scans.
  private static let beside: Set<String> = ["json", "md", "txt", "csv", "html", "log", "yaml", "yml"]

  /// - Parameter output: folders that this run writes to; left out wherever they are come upon.
  init(output: [URL]) { self.output = Set(output.compactMap { FileStatus($0.path)?.identity }) }

  /// Takes a file whatever its name is, or a folder's files in the order of their names.
  mutating func add(_ input: URL) {
    let name = input.lastPathComponent
    guard let status = FileStatus(input.path) else {
      problems.append(unseen(input.path, name: input.path, errno))
      return
    }
    guard status.kind == .folder else { return take(input.path, name, status.kind) }
    let before = (files: files.count, ignored: ignored.count, problems: problems.count)
    guard walk(input.path, below: "", status) else {
      ignored.append(name)
      return
    }
    files[before.files...].sort { $0.name < $1.name }
    if files.count == before.files, problems.count == before.problems, !output.contains(status.identity) {
      problems.append(noScans(in: input.path, ignored: Array(ignored[before.ignored...])))
    }
  }

  /// Lists a folder.
  ///
  /// - Returns: false where it is left out: walked before, or a folder of kept stages.
  private mutating func walk(_ folder: String, below path: String, _ status: FileStatus) -> Bool {
    guard walked.insert(status.identity).inserted else { return false }
    guard access(folder, R_OK | X_OK) == 0, let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
      problems.append(
        Problem(
          place: path.isEmpty ? folder : path, summary: "the folder cannot be read (\(systemWords(errno)))",
          remedy: "Make it readable for this user, and run again: nothing in it was read."))
      return true
    }
    if names.contains(StageKeeper.mark) { return false }
    for name in names.sorted() {
      let full = folder + "/" + name, below = path.isEmpty ? name : path + "/" + name
      let status = FileStatus(full), reason = errno
      if name.hasPrefix(".") || status?.kind != .folder && !Self.isScan(full) {
        ignored.append(below)
      } else if let status, status.kind == .folder {
        if output.contains(status.identity) || !walk(full, below: below, status) { ignored.append(below + "/") }
      } else if let status {
        take(full, below, status.kind)
      } else {
        problems.append(unseen(full, name: below, reason))
      }
    }
    return true
  }

  /// Whether a file may be a scan or hold scans: by its ending, and of XML by its beginning.
  static func isScan(_ path: String) -> Bool {
    let ending = (path as NSString).pathExtension.lowercased()
    return !beside.contains(ending) && (ending != "xml" || isSet(path))
  }

  /// Whether the beginning of an XML file is that of an OPG set.
  private static func isSet(_ path: String) -> Bool {
    guard FileStatus(path)?.kind == .file, let file = FileHandle(forReadingAtPath: path),
      let begins = try? file.read(upToCount: 4096)
    else { return false }
    return String(decoding: begins, as: UTF8.self).contains(/<Set[\s>\/]/)
  }

  private mutating func take(_ path: String, _ name: String, _ kind: FileStatus.Kind) {
    if kind == .file { return files.append(Entry(path: path, name: name)) }
    problems.append(
      Problem(
        place: name, summary: "it is no plain file, but a pipe, socket or device",
        remedy: "Save the scan as a file; take this out of the folder."))
  }

  private func unseen(_ path: String, name: String, _ reason: Int32) -> Problem {
    if (try? FileManager.default.destinationOfSymbolicLink(atPath: path)) != nil {
      return Problem(
        place: name, summary: "the link leads to nothing that can be read (\(systemWords(reason)))",
        remedy: "Mend the link or take it out.")
    }
    guard reason == ENOENT else {
      return Problem(
        place: name, summary: "it cannot be read (\(systemWords(reason)))", remedy: "Check its path and permissions.")
    }
    return Problem(place: name, summary: "there is no such file or folder", remedy: "Check the path.")
  }

  private func noScans(in folder: String, ignored: [String]) -> Problem {
    let some = ignored.prefix(5).joined(separator: ", ") + (ignored.count > 5 ? ", …" : "")
    return Problem(
      place: folder, summary: "there are no scans in this folder",
      remedy: ignored.isEmpty
        ? "Check the path." : "Check the path. Left out by their names: \(some). A file that is named itself is always read.")
  }
}
