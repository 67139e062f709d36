/// `records.csv`: one row a field, for a spreadsheet (RFC 4180).
public struct RecordTable {
  private static let columns = [
    "record", "file", "form", "page", "field", "label", "value", "state", "confidence", "review", "reasons",
  ]
  public private(set) var text: String

  public init() { text = Self.row(Self.columns) }

  /// Adds a record's fields in the order of their pointers.
  public mutating func add(_ record: FormRecord, form: FormDefinition) {
    for (pointer, reading) in record.fields.sorted(by: { $0.key < $1.key }) {
      let value =
        switch reading.value {
        case .text(let text): text
        case .flag(let flag): flag ? "yes" : "no"
        case nil: ""
        }
      text += Self.row([
        record.id, record.source.file, record.form.id, "\(reading.formPage)", pointer, form.fields[pointer]?.label ?? "", value,
        reading.state.rawValue, "\(reading.confidence)", reading.review ? "yes" : "no", reading.reasons.joined(separator: "; "),
      ])
    }
  }

  /// One line of a table, with its cells in quotes where they need them.
  public static func row(_ cells: [String]) -> String { cells.map(quoted).joined(separator: ",") + "\r\n" }

  /// A cell in quotes where it needs them. A cell that a spreadsheet would take for a formula gets an apostrophe before it.
  private static func quoted(_ cell: String) -> String {
    let safe = cell.first.map { "=+-@\t".contains($0) } == true && Double(cell) == nil ? "'" + cell : cell
    return safe.contains { "\",\r\n".contains($0) } ? "\"" + safe.replacing("\"", with: "\"\"") + "\"" : safe
  }
}
