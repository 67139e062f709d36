/// `records.csv`: one row a field, for a spreadsheet (RFC 4180).
public struct RecordTable {
  private static let columns = [
    "record", "file", "form", "page", "field", "label", "value", "state", "confidence", "review", "reasons",
  ]
  public private(set) var text = Self.head

  public init() {}

  /// The row with the columns' names.
  static var head: String { row(columns) }

  public mutating func add(_ record: FormRecord, form: FormDefinition) { text += Self.rows(of: record, form: form) }

  /// A record's fields in the order of their pointers.
  static func rows(of record: FormRecord, form: FormDefinition) -> String {
    var text = ""
    for (pointer, reading) in record.fields.sorted(by: { $0.key < $1.key }) {
      let value =
        switch reading.value {
        case .text(let text): text
        case .flag(let flag): flag ? "yes" : "no"
        case nil: ""
        }
      text += row([
        record.id, record.source.file, record.form.id, "\(reading.formPage)", pointer, form.fields[pointer]?.label ?? "", value,
        reading.state.rawValue, "\(reading.confidence)", reading.review ? "yes" : "no", reading.reasons.joined(separator: "; "),
      ])
    }
    return text
  }

  /// One line of a table, with its cells in quotes where they need them.
  public static func row(_ cells: [String]) -> String { cells.map(quoted).joined(separator: ",") + "\r\n" }

  /// A cell in quotes where it needs them. A cell that a spreadsheet would take for a formula gets an apostrophe before it.
  private static func quoted(_ cell: String) -> String {
    let safe = cell.first.map { "=+-@\t".contains($0) } == true && Double(cell) == nil ? "'" + cell : cell
    // By scalars: a carriage return and a line feed are one character.
    return safe.unicodeScalars.contains { "\",\r\n".unicodeScalars.contains($0) }
      ? "\"" + safe.replacing("\"", with: "\"\"") + "\"" : safe
  }
}
