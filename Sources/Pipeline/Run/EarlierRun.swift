import Forms
import Foundation
import Glibc

/// What an earlier run wrote to the same output, set aside in `OUT/earlier/1` and so on, so that `OUT` speaks of one run alone.
///
/// Nothing is lost: what the new run writes again, byte by byte, is dropped there, and all else stays.
struct EarlierRun: Sendable {
  private let folder: URL
  /// The folder's path within the output's.
  let name: String

  /// Moves the records, the table and the summary; nil where there are none.
  ///
  /// - Throws: `Problem` where they cannot be moved.
  init?(in output: URL) throws(Problem) {
    let all = output.appendingPathComponent("earlier")
    let parts = RecordFolder.parts.filter { part in
      let names = try? FileManager.default.contentsOfDirectory(atPath: output.appendingPathComponent(part).path)
      return names.map { !$0.isEmpty } ?? (FileStatus(output.appendingPathComponent(part).path) != nil)
    }
    if parts.isEmpty { return nil }
    let taken = (try? FileManager.default.contentsOfDirectory(atPath: all.path).compactMap { Int($0) }.max()) ?? 0
    name = "earlier/\(taken + 1)"
    folder = output.appendingPathComponent(name)
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    } catch {
      throw Problem(
        place: folder.path, summary: "there is no moving what an earlier run wrote (\(error.localizedDescription))",
        remedy: "Check the space on the disk and the folder's permissions, or choose another folder with --output.")
    }
    for part in parts where rename(output.appendingPathComponent(part).path, folder.appendingPathComponent(part).path) != 0 {
      throw Problem(
        place: output.appendingPathComponent(part).path,
        summary: "there is no moving what an earlier run wrote (\(systemWords(errno)))",
        remedy: "Check the folder's permissions, or choose another with --output.")
    }
  }

  /// Drops the records and pictures that stand in the output byte by byte, and everything if no others are left.
  ///
  /// - Returns: whether something is left.
  func dropRepeats(of output: URL) -> Bool {
    var left = 0
    for part in RecordFolder.folders {
      let mine = folder.appendingPathComponent(part), theirs = output.appendingPathComponent(part)
      for name in (try? FileManager.default.contentsOfDirectory(atPath: mine.path)) ?? [] {
        let old = mine.appendingPathComponent(name).path
        // A draft that a killed run left behind is no record.
        let isDraft = name.hasPrefix(".") && name.hasSuffix(".new")
        if isDraft || FileManager.default.contentsEqual(atPath: old, andPath: theirs.appendingPathComponent(name).path) {
          try? FileManager.default.removeItem(atPath: old)
        } else {
          left += 1
        }
      }
      // Goes only if nothing is in it.
      if part != "records" { rmdir(mine.path) }
    }
    if left > 0 { return true }
    try? FileManager.default.removeItem(at: folder)
    rmdir(folder.deletingLastPathComponent().path)
    return false
  }
}
