import Forms
import Foundation
import RecordStore

extension NightReport {
  /// A page that stands by itself: no script, nothing from elsewhere.
  public var html: String {
    """
    <!DOCTYPE html>
    <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
    <title>FormScan: night to \(day)</title><style>\(Self.style)</style></head><body><main>
    <h1>Night to \(day)</h1>
    <p>What ended between \(from) and \(to), or is not done with. Made \(made).</p>
    <h2>What to do next</h2><ul>\(next.map { "<li>\($0.asHTML)</li>" }.joined())</ul>
    <h2>What came</h2>\(numbers)
    \(hours)
    \(section("In quarantine", files.filter { $0.state == .quarantined }))
    \(section("Not done with", files.filter { $0.state == .working }))
    \(discrepancies)
    \(section("Duplicates", files.filter { $0.state == .duplicate }))
    \(section("Read with problems", files.filter { $0.state == .done && $0.problem != nil }))
    \(remains)
    \(slow)
    </main></body></html>

    """
  }

  private var numbers: String {
    let cells: [(String, Int)] = [
      ("files received", received), ("read", done), ("in quarantine", quarantined), ("duplicates", duplicates),
      ("not done with", working),
      ("pages", pages), ("documents", documents), ("accepted", accepted), ("in review", inReview), ("pages in no document", strays),
    ]
    return "<dl>" + cells.map { "<div><dt>\($0.0)</dt><dd>\($0.1)</dd></div>" }.joined() + "</dl>"
  }

  private var hours: String {
    if byHour.isEmpty { return "" }
    let bars = byHour.sorted { $0.key < $1.key }.map { (String($0.key.suffix(2)), $0.value.pages) }
    let told = bars.map { "\($0.0) h: \($0.1)" }.joined(separator: ", ")
    return BarPlot(
      title: "Pages by the hour at which they were done (UTC)", about: told, label: "hour", counts: "pages", parts: ["pages"],
      bars: bars.map { .init($0.0, [Double($0.1)]) }
    ).svg(id: "hours")
  }

  private var discrepancies: String {
    guard let reconciliation else { return "" }
    let rows = reconciliation.discrepancies.map { [$0.kind.rawValue, $0.envelope, $0.stated ?? "", $0.received ?? ""] }
    let head =
      "<h2>Held against the suppliers' statements</h2><p>\(reconciliation.stated) envelopes stated, \(reconciliation.received) received."
    return head
      + (rows.isEmpty
        ? " All is as stated.</p>" : "</p>" + Self.table(["discrepancy", "envelope", "stated", "received"], rows))
  }

  private var remains: String {
    if left.isEmpty { return "" }
    let rows = left.map { [$0.place, $0.summary, $0.remedy ?? ""] }
    return "<h2>Left in the drop folder</h2>" + Self.table(["name", "why", "what to do"], rows)
  }

  private var slow: String {
    if slowest.isEmpty { return "" }
    let rows = slowest.map { [$0.name, "\($0.pages)", String(format: "%.2f", $0.seconds / Double(max(1, $0.pages)))] }
    return "<h2>Slowest files</h2>" + Self.table(["file", "pages", "seconds a page"], rows)
  }

  private func section(_ title: String, _ files: [Arrival]) -> String {
    if files.isEmpty { return "" }
    let rows = files.map { [$0.name, $0.batch, $0.problem?.summary ?? "", $0.problem?.remedy ?? ""] }
    return "<h2>\(title)</h2>" + Self.table(["file", "batch", "why", "what to do"], rows)
  }

  private static func table(_ head: [String], _ rows: [[String]]) -> String {
    let heads = head.map { "<th scope=\"col\">\($0)</th>" }.joined()
    let cells = rows.map { "<tr>" + $0.map { "<td>\($0.asHTML)</td>" }.joined() + "</tr>" }.joined(separator: "\n")
    return "<div class=\"wide\"><table><thead><tr>\(heads)</tr></thead><tbody>\(cells)</tbody></table></div>"
  }

  private static let style = """
    body{font:16px/1.4 sans-serif;color:#0b0c0c;margin:0}main{max-width:64rem;margin:0 auto;padding:1rem}
    dl{display:flex;flex-wrap:wrap;gap:1.5rem}dt{color:#505a5f}dd{margin:0;font-size:1.8rem;font-weight:bold}
    .wide{overflow-x:auto}table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;padding:.4rem .6rem;border-bottom:1px solid #b1b4b6}
    td{overflow-wrap:anywhere;min-width:7rem}
    """
}
