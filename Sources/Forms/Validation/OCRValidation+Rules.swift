public import Foundation

extension OCRValidation {
  /// Holds the values against the rules of law too. What hangs on a field that is not named is not said.
  ///
  /// - Parameter received: when the paper arrived.
  public init(_ form: FormDefinition, rules book: RuleBook, received: Date) {
    let day = received.ISO8601Format()
    self.init(form) { values in
      var record = FormRecord(
        id: form.id, source: .init(file: "", sha256: "", received: day), form: .init(id: form.id, edition: form.edition),
        pages: form.pages.map { .init(index: 0, formPage: $0.number, rotation: 0, score: 1, runnerUp: 0, residualMM: 0) },
        disposition: .accepted, fields: [:], issues: [])
      for page in form.pages {
        for zone in page.zones {
          guard let value = values[zone.field] else { continue }
          var reading = FieldReading(
            value: value, state: value == nil ? .blank : .read, confidence: 1, review: false, formPage: page.number, page: 0)
          if zone.read == .ticks {
            let isTicked = { (name: String) in value == .text(name) || value == .flag(true) }
            reading.boxes = Dictionary(
              uniqueKeysWithValues: zone.boxes.map {
                ($0.name, FieldReading.Box(zone: $0.zone, box: [], state: isTicked($0.name) ? .marked : .blank))
              })
          }
          record.fields[zone.field] = reading
        }
      }
      return book.judge(record, received: day).issues
    }
  }
}
