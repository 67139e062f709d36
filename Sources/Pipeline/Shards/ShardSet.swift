public import Forms
public import Foundation

/// The shards of a manifest, all of them complete: whatever is in it was read by exactly one.
public struct ShardSet: Sendable {
  private let folders: [ShardFolder]
  private let reports: [ShardReport]
  /// By name: the shard's place, and what it has of the scan.
  private var scans: [String: (place: Int, scan: ShardReport.Scan)] = [:]

  /// Looks through shards' folders.
  ///
  /// - Parameters:
  ///   - basis: what this machine would read on: documents are judged by it.
  /// - Returns: the shards, or why they cannot be merged.
  public static func gather(_ folders: [URL], of manifest: Manifest, basis: ReadingBasis) throws -> (ShardSet?, [Problem]) {
    var kept: [ShardFolder] = [], reports: [ShardReport] = [], problems: [Problem] = []
    let digest = try manifest.digest
    for url in folders {
      let folder = ShardFolder(url)
      do throws(Problem) {
        let report = try folder.readReport()
        if let problem = report.problem(in: url.path, manifest: digest, basis: basis) { throw problem }
        kept.append(folder)
        reports.append(report)
      } catch {
        problems.append(error)
      }
    }
    if !reports.isEmpty || folders.isEmpty {
      problems += ShardAccount(manifest, reports, in: kept.map(\.folder.path)).problems
    }
    return (problems.isEmpty ? ShardSet(kept, reports) : nil, problems)
  }

  private init(_ folders: [ShardFolder], _ reports: [ShardReport]) {
    (self.folders, self.reports) = (folders, reports)
    for (place, report) in reports.enumerated() {
      for scan in report.scans { scans[scan.name] = (place, scan) }
    }
  }

  /// How many shards there are.
  public var count: Int { reports.count }

  /// What was read of a scan.
  ///
  /// - Throws: `Problem` where no shard has it.
  func reading(of file: ScanFile) throws(Problem) -> ScanReading {
    guard let (place, scan) = scans[file.name], scan.sha256 == file.sha256 else {
      throw Problem(
        place: file.name, summary: "no shard has read it", remedy: "Keep the shards and report this: it must not happen.")
    }
    return try folders[place].reading(scan)
  }
}

extension ShardReport {
  /// Why the shard cannot be put together with others.
  fileprivate func problem(in folder: String, manifest: String, basis: ReadingBasis) -> Problem? {
    guard self.manifest == manifest else {
      return Problem(
        place: folder, summary: "it is a shard of another manifest",
        remedy: "Give the manifest that it was read by, or run the shard again by this one.")
    }
    let differences = self.basis.differences(from: basis)
    guard differences.isEmpty else {
      return Problem(
        place: folder, summary: "it was read with other things than are here: \(differences.joined(separator: ", "))",
        remedy: "Use the same program, libraries and definitions everywhere, and run the shard again; it reads all of it anew.")
    }
    return nil
  }
}
