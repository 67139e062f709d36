extension JSONMapping.Leaf {
  /// Why a value is not there.
  struct Absence {
    var text: String
    /// Whether forms are usually so: a field that is left empty, a choice that goes without saying.
    var isUsual = false
    /// Whether the document says the value by leaving it out.
    var isSaid = false
  }

  /// The value in a record, or why there is none.
  func value(in record: FormRecord) -> (JSONValue?, Absence?) {
    let readings = fields.map { record.fields[$0.field] }
    if style == .written { return chosen("\(isWritten(in: record))") ?? (.bool(isWritten(in: record)), nil) }
    let values = readings.compactMap { $0?.value }
    guard let first = values.first else {
      if readings.contains(where: { $0?.state == .unclear }) { return (nil, Absence(text: "it could not be read")) }
      let isScanned = readings.contains { $0 != nil }
      return (nil, Absence(text: isScanned ? "the form's field is empty" : "its page is not in the scan", isUsual: true))
    }
    switch first {
    case .flag(let flag): return chosen("\(flag)") ?? (.bool(flag), nil)
    case .text(let text): if let chosen = chosen(text) { return chosen }
    }
    return value(of: values.compactMap { if case .text(let text) = $0 { text } else { nil } })
  }

  /// Whether anything is in one of the fields.
  func isWritten(in record: FormRecord) -> Bool {
    fields.contains { record.fields[$0.field].map { $0.value != nil || $0.state != .blank } ?? false }
  }

  private func value(of texts: [String]) -> (JSONValue?, Absence?) {
    if let line {
      let lines = texts.flatMap { $0.split(separator: "\n") }.map(String.init)
      guard line <= lines.count else { return (nil, Absence(text: "the field has no such line", isUsual: true)) }
      return (.string(takesRest ? lines[(line - 1)...].joined(separator: ", ") : lines[line - 1]), nil)
    }
    let text = texts.joined(separator: " ")
    switch style {
    case .country:
      guard PostcodeGrammar.normalise(text).isValid else {
        return (nil, Absence(text: "its postcode is none of the United Kingdom's"))
      }
      let islands = ["JE": "JE", "GY": "GG", "IM": "IM"]
      return (.string(islands[String(text.prefix(2))] ?? "GB"), nil)
    case .time: return isDay(text) ? (.string(text + "T00:00:00Z"), nil) : (nil, Absence(text: "there is no such day"))
    case .value where text.wholeMatch(of: /\d\d\/\d\d\/\d+/) != nil: return (nil, Absence(text: "there is no such day"))
    case .value, .written: return (.string(text), nil)
    }
  }

  private func isDay(_ text: String) -> Bool { text.wholeMatch(of: /\d{4}-\d\d-\d\d/) != nil }

  private func chosen(_ name: String) -> (JSONValue?, Absence?)? {
    guard let choices else { return nil }
    guard let choice = choices[name] ?? nil else {
      return (nil, Absence(text: "'\(name)' goes without saying there", isUsual: true, isSaid: true))
    }
    return (.string(choice), nil)
  }
}

/// An identifier of a person (UUID version 8, RFC 9562): made of the scan's hash, the record and the pointer above the person's fields,
/// so that the same paper gives the same one, whatever is corrected on it.
struct Identifier {
  let text: String

  init(_ record: FormRecord, _ base: String) {
    let bytes = Array("\(record.source.sha256) \(record.id) \(base)".utf8)
    // FNV-1a, 64 bits, from two beginnings.
    func hash(_ start: UInt64) -> UInt64 { bytes.reduce(start) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01b3 } }
    let high = hash(0xcbf2_9ce4_8422_2325) & ~0xf000 | 0x8000
    let low = hash(0x6c62_272e_07bb_0142) & ~(3 << 62) | 2 << 62
    let digits = [high, low].map { word in
      let text = String(word, radix: 16)
      return String(repeating: "0", count: 16 - text.count) + text
    }.joined()
    var parts: [Substring] = [], rest = digits[...]
    for count in [8, 4, 4, 4, 12] {
      parts.append(rest.prefix(count))
      rest = rest.dropFirst(count)
    }
    text = parts.joined(separator: "-")
  }
}
