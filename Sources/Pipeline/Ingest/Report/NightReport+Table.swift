import Forms
import RecordStore

extension NightReport {
  /// One row a file (RFC 4180).
  public var table: String {
    let head = [
      "file", "batch", "state", "arrived", "ended", "pages", "failedPages", "unreadScans", "documents", "waiting", "strays", "seconds", "attempts",
      "reason", "remedy",
    ]
    let rows = files.map { file -> [String] in
      let times = [file.arrived, file.ended ?? ""]
      let counts = [file.pages, file.failedPages, file.unreadScans, file.documents, file.waiting, file.strays].map(String.init)
      return [file.name, file.batch, file.state.rawValue] + times + counts
        + [
          "\((file.seconds * 100).rounded() / 100)", "\(file.attempts)", file.problem?.summary ?? "",
          file.problem?.remedy ?? "",
        ]
    }
    return ([head] + rows).map(RecordTable.row).joined()
  }
}
