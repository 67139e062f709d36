import Forms
import Foundation
import RecordStore

/// Where a shard writes: `manifest.json`, `readings/*.json` and, once all is read, `shard.json`.
struct ShardFolder: Sendable {
  let folder: URL
  private var readings: URL { folder.appendingPathComponent("readings") }
  private var report: URL { folder.appendingPathComponent("shard.json") }
  var manifest: URL { folder.appendingPathComponent("manifest.json") }

  init(_ folder: URL) { self.folder = folder }

  /// Makes it ready for another attempt: what was read stays, and nothing counts before it is complete.
  ///
  /// - Throws: `Problem` where it holds a run's results, or cannot be written.
  func begin(_ manifest: Manifest) throws {
    if FileStatus(folder.appendingPathComponent("summary.json").path) != nil {
      throw Problem(
        place: folder.path, summary: "it holds the results of a run, and a shard's do not go with them",
        remedy: "Choose another folder with --output.")
    }
    try? FileManager.default.removeItem(at: report)
    do { try FileManager.default.createDirectory(at: readings, withIntermediateDirectories: true) } catch {
      throw Problem(place: readings.path, summary: "the folder cannot be made", remedy: "Choose another with --output.")
    }
    try manifest.write(to: self.manifest)
    removeUnpacked()
  }

  /// Takes away what was unpacked for reading, for `merge` unpacks it again.
  func removeUnpacked() {
    for name in ["unpacked", "answers"] { try? FileManager.default.removeItem(at: folder.appendingPathComponent(name)) }
  }

  /// What an earlier attempt read of a scan.
  func reading(of file: ScanFile, basis: String) -> (reading: ScanReading, scan: ShardReport.Scan)? {
    guard let data = try? Data(contentsOf: readings.appendingPathComponent(Self.name(file))),
      let reading = try? JSONDecoder().decode(ScanReading.self, from: data), reading.isOf(file, basis: basis)
    else { return nil }
    return (reading, Self.scan(file, reading, data))
  }

  func write(_ reading: ScanReading, of file: ScanFile) throws -> ShardReport.Scan {
    let data = try CanonicalJSON.line(reading)
    try data.writeWhole(to: readings.appendingPathComponent(Self.name(file)))
    return Self.scan(file, reading, data)
  }

  private static func scan(_ file: ScanFile, _ reading: ScanReading, _ data: Data) -> ShardReport.Scan {
    .init(
      name: file.name, sha256: file.sha256, pages: reading.pageCount, reading: "readings/\(name(file))",
      readingSHA256: data.sha256)
  }

  /// Writes that the shard is complete, and takes away readings that are none of its own any more.
  func complete(_ report: ShardReport) throws {
    let own = Set(report.scans.map(\.reading))
    for name in (try? FileManager.default.contentsOfDirectory(atPath: readings.path)) ?? []
    where !own.contains("readings/\(name)") {
      try? FileManager.default.removeItem(at: readings.appendingPathComponent(name))
    }
    try CanonicalJSON.data(report).writeWhole(to: self.report)
  }

  /// - Throws: `Problem` where the shard is not complete.
  func readReport() throws(Problem) -> ShardReport {
    guard FileStatus(folder.path) != nil else {
      throw Problem(place: folder.path, summary: "there is no such folder", remedy: "Check the path, or run the shard.")
    }
    guard FileStatus(report.path) != nil else {
      throw Problem(
        place: folder.path, summary: "the shard is not complete: it has no shard.json",
        remedy: "Run the same shard again with this --output; it goes on where it stopped.")
    }
    if let data = try? Data(contentsOf: report), let report = try? JSONDecoder().decode(ShardReport.self, from: data),
      report.schema == ShardReport.schema
    {
      return report
    }
    throw Problem(place: report.path, summary: "it cannot be read", remedy: "Run the same shard again with this --output.")
  }

  /// Reads what the report lists.
  ///
  /// - Throws: `Problem` where it is not as it was written.
  func reading(_ scan: ShardReport.Scan) throws(Problem) -> ScanReading {
    let file = folder.appendingPathComponent(scan.reading)
    if let data = try? Data(contentsOf: file), data.sha256 == scan.readingSHA256,
      let reading = try? JSONDecoder().decode(ScanReading.self, from: data)
    {
      return reading
    }
    throw Problem(
      place: file.path, summary: "the reading of \(scan.name) is not there as it was written",
      remedy: "Run the same shard again with this --output: it reads what is missing.")
  }

  /// A name of its own for each scan, whatever the scan is called.
  private static func name(_ file: ScanFile) -> String { "\(file.partName)-\(file.name.shortDigest).json" }
}
