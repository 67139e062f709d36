/// Writes one document of a set: every element in its order, present though empty.
struct OPGDocumentWriter {
  let mapping: OPGMapping
  let record: FormRecord
  /// What the scanner printed on a page of the scan, from 1; empty where that is not known.
  let imprint: (Int) -> String
  private(set) var losses: [Export.Loss] = []

  init(_ mapping: OPGMapping, _ record: FormRecord, imprint: @escaping (Int) -> String) {
    self.mapping = mapping
    self.record = record
    self.imprint = imprint
  }

  /// The whole document.
  ///
  /// - Throws: `Problem` for a value that an element cannot hold; nothing is ever cut off.
  mutating func root() throws(Problem) -> XMLPart {
    if let query = mapping.queries(on: record).first {
      throw Problem(
        place: "\(record.id) \(query.fields.joined(separator: ", "))", summary: query.message,
        remedy: "Correct the value; then the case can leave.")
    }
    var root = XMLPart(document: mapping.document)
    add(mapping.elements, to: &root)
    for pointer in mapping.without { lose(pointer.field) }
    return root
  }

  /// Adds elements. One that may be left out stands, empty, before a later one of its name, for only their order tells them apart.
  private mutating func add(_ elements: [OPGMapping.Element], to parent: inout XMLPart) {
    for (index, element) in elements.enumerated() {
      let later = elements[index...].contains { $0.name == element.name && $0.page.flatMap(physical) != nil }
      if !element.isOptional || element.page == nil || later { add(element, to: &parent) }
    }
  }

  /// Where a form page lies in the scan, from 1; nil for one that does not.
  private func physical(_ number: Int) -> Int? {
    record.pages.firstIndex { $0.formPage == number && $0.duplicate != true }.map { $0 + 1 }
  }

  private mutating func add(_ element: OPGMapping.Element, to parent: inout XMLPart) {
    switch element.content {
    case .otherPages:
      let own = Set(mapping.elements.compactMap(\.page))
      for (index, page) in record.pages.enumerated() where page.duplicate == true || !own.contains(page.formPage) {
        var other = XMLPart(element.name)
        addTail(to: &other, physical: index + 1)
        parent.parts.append(other)
      }
    case .leaf(let leaf):
      let reading = record.fields[leaf.field.field]
      let lowered = leaf.lowered(reading)
      if let was = lowered.was { lose(leaf.field.field, was, lowered.text.isEmpty ? "an empty element" : lowered.text) }
      if let note = leaf.note, reading?.value != nil { lose(leaf.field.field, note, "\(element.name) \(lowered.text)") }
      parent.parts.append(XMLPart(element.name, text: lowered.text))
    case .group(let elements):
      var group = XMLPart(element.name)
      add(elements, to: &group)
      if let page = element.page { addTail(to: &group, physical: physical(page) ?? 0) }
      parent.parts.append(group)
    }
  }

  /// What ends every page: the scanner's imprint, and where it lies in the scan; 0 for one that does not.
  private func addTail(to page: inout XMLPart, physical: Int) {
    page.parts.append(XMLPart("BURN", text: physical == 0 ? "" : imprint(physical)))
    page.parts.append(XMLPart("PhysicalPage", text: "\(physical)"))
  }

  private mutating func lose(_ field: String, _ was: String, _ became: String) {
    let loss = Export.Loss(record: record.id, field: field, was: was, became: became)
    if !losses.contains(loss) { losses.append(loss) }
  }

  /// Notes a field with content that no element takes.
  private mutating func lose(_ field: String) {
    guard let reading = record.fields[field], reading.value != nil || reading.state != .blank else { return }
    lose(field, reading.value == nil ? reading.state.rawValue : "a value", "nothing")
  }
}

extension OPGMapping.Leaf {
  /// The element's text for a field.
  ///
  /// - Returns: and in `was` what of the field the text does not tell; nil where it tells all.
  func lowered(_ reading: FieldReading?) -> (text: String, was: String?) {
    guard let reading else { return (kind == .mark || kind == .written ? "false" : "", "not scanned") }
    switch kind {
    case .mark: return mark(reading)
    case .written: return reading.state == .blank && reading.value == nil ? ("false", nil) : ("true", "text")
    case .text, .date:
      guard case .text(let value) = reading.value else { return ("", reading.state == .blank ? nil : reading.state.rawValue) }
      return kind == .date ? OPGDate.written(value) : (text(of: value), nil)
    }
  }

  private func mark(_ reading: FieldReading) -> (text: String, was: String?) {
    switch reading.value {
    case .flag(let flag): return ("\(flag)", nil)
    case .text(let value): return ("\(value == choice)", nil)
    case nil: break
    }
    if reading.state == .blank { return ("false", nil) }
    guard let choice, let box = reading.boxes?[choice] else { return ("false", reading.state.rawValue) }
    return ("\(box.state == .marked)", box.state == .marked || box.state == .blank ? nil : "\(choice): \(box.state.rawValue)")
  }

  private func text(of value: String) -> String {
    let lines = AddressLines(value)
    switch part {
    case nil: return value
    case .line(let number): return number <= lines.lines.count ? lines.lines[number - 1] : ""
    case .postcode: return lines.postcode ?? ""
    }
  }
}
