import Foundation

/// `kind: csv`: one row a field, in one file for the whole run; the columns of `records.csv`.
public struct RecordTableExporter: Exporter {
  public static let kind = "csv"

  public init(_ settings: ExportSettings) {}

  public func export(_ documents: ExportCase) throws(Problem) -> Export {
    let rows = documents.documents.map { RecordTable.rows(of: $0.record, form: $0.form) }.joined()
    return Export([Export.File("records.csv", Data(rows.utf8), sharedHead: Data(RecordTable.head.utf8))])
  }
}
