/// `kind: json`: FormScan's own record, one file a document; `formscan schema FORM` gives its JSON Schema.
public struct RecordExporter: Exporter {
  public static let kind = "json"

  public init(_ settings: ExportSettings) {}

  public func export(_ documents: ExportCase) throws(Problem) -> Export {
    var files: [Export.File] = []
    for document in documents.documents {
      files.append(try documents.file("\(document.record.id).json") { try CanonicalJSON.data(document.record) })
    }
    return Export(files)
  }
}
