public import Foundation
import Forms

extension NightReport {
  /// Writes `report-YYYY-MM-DD.html`, `.json` and `.csv`.
  ///
  /// - Returns: the page's place.
  /// - Throws: `Problem` where one cannot be written.
  @discardableResult public func write(to folder: URL) throws -> URL {
    let base = folder.appendingPathComponent("report-\(day)")
    try CanonicalJSON.data(self).writeWhole(to: base.appendingPathExtension("json"))
    try Data(table.utf8).writeWhole(to: base.appendingPathExtension("csv"))
    let page = base.appendingPathExtension("html")
    try Data(html.utf8).writeWhole(to: page)
    return page
  }
}
