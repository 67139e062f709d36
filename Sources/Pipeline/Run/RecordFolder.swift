import Forms
public import Foundation

/// Where a run writes: `records/*.json`, `records.csv` and `summary.json`, each whole or not at all.
public struct RecordFolder: Sendable {
  let folder: URL
  private let records: URL

  /// - Throws: `Problem` where the folder cannot be made.
  public init(_ folder: URL) throws {
    self.folder = folder
    records = folder.appendingPathComponent("records")
    do {
      try FileManager.default.createDirectory(at: records, withIntermediateDirectories: true)
    } catch {
      throw Problem(place: folder.path, summary: "the output folder cannot be made", remedy: "Choose another with --output.")
    }
  }

  /// Writes one record; its name says which scan and form it comes from and is the same every time.
  func write(_ record: FormRecord) throws {
    let base = URL(fileURLWithPath: record.source.file).deletingPathExtension().lastPathComponent
    let safe = String(base.map { $0.isLetter || $0.isNumber || "-_.".contains($0) ? $0 : "_" })
    try CanonicalJSON.data(record).writeWhole(to: records.appendingPathComponent("\(safe)-\(record.id).json"))
  }

  func write(_ table: RecordTable) throws {
    try Data(table.text.utf8).writeWhole(to: folder.appendingPathComponent("records.csv"))
  }

  func write(_ summary: RunSummary) throws {
    try CanonicalJSON.data(summary).writeWhole(to: folder.appendingPathComponent("summary.json"))
  }
}
