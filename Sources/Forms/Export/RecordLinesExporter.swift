import Foundation

/// `kind: jsonl`: FormScan's own records, one a line, in one file for the whole run (JSON Lines).
public struct RecordLinesExporter: Exporter {
  public static let kind = "jsonl"

  public init(_ settings: ExportSettings) {}

  public func export(_ documents: ExportCase) throws(Problem) -> Export {
    Export([
      try documents.file("records.jsonl", sharedHead: Data()) {
        try documents.documents.reduce(into: Data()) { $0 += try CanonicalJSON.line($1.record) }
      }
    ])
  }
}
