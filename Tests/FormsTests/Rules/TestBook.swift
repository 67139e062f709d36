import Foundation
import Testing

@testable import Forms

/// The definitions and rules of the project, and records made for them.
enum TestBook {
  static let folder = TestPipeline.definitions
  static let (library, _) = FormLibrary.read(folder.appendingPathComponent("forms"))
  static let forms = library.forms
  static let (book, problems) = RuleBook.read(folder, forms: forms)

  static func form(_ id: String) -> FormDefinition { (forms + prepared).first { $0.id == id }! }

  /// Forms without a place for any field: each is taken for a line of page 1, or for its boxes.
  private static let prepared = FormBinding.all(in: folder.appendingPathComponent("forms")).map { binding in
    let fields = Dictionary(uniqueKeysWithValues: binding.fields.map { ($0.pointer, $0.definition) })
    let nowhere = Zone(x: 0, y: 0, width: 1, height: 1)
    let zones = binding.fields.map { field in
      let isTicks = [.choice, .flag].contains(field.definition.kind)
      return ZoneDefinition(
        field: field.pointer, read: isTicks ? .ticks : .line, parts: isTicks ? [] : [nowhere],
        boxes: isTicks ? (field.definition.of.isEmpty ? [""] : field.definition.of).map { .init(name: $0, zone: nowhere) } : [])
    }
    return FormDefinition(
      id: binding.id, edition: "", title: binding.title, pages: [PageDefinition(number: 1, zones: zones)], fields: fields,
      layout: FormLayout(pages: []))
  }

  /// A record with these values and nothing else, all sure. A choice's or flag's value ticks its boxes.
  ///
  /// - Parameter pages: the form pages that it has; all if nil.
  static func record(_ id: String, _ values: [String: String] = [:], pages: [Int]? = nil) -> FormRecord {
    let form = form(id)
    let pages = form.pages.filter { pages?.contains($0.number) ?? true }
    var record = FormRecord(
      id: "\(id)-1", source: .init(file: "x.pdf", sha256: "", received: nil), form: .init(id: id, edition: form.edition),
      pages: pages.map { .init(index: 0, formPage: $0.number, rotation: 0, score: 1, runnerUp: 0, residualMM: 0) },
      disposition: .accepted, fields: [:], issues: [])
    for page in pages {
      for zone in page.zones {
        var reading = FieldReading(state: .blank, confidence: 1, review: false, formPage: page.number, page: 0)
        let kind = form.fields[zone.field]!.kind
        if kind == .flag || kind == .signature { reading.value = .flag(false) }
        if zone.read == .ticks {
          reading.boxes = Dictionary(
            uniqueKeysWithValues: zone.boxes.map { ($0.name, .init(zone: $0.zone, box: [], state: .blank)) })
        }
        record.fields[zone.field] = reading
      }
    }
    for (pointer, value) in values { record.set(pointer, value) }
    return record
  }
}

extension FormRecord {
  /// Gives a field a value; a name with a leading `*` stands for several choices ticked: `yes+no`.
  mutating func set(_ pointer: String, _ value: String) {
    guard var reading = fields[pointer] else { return }
    let kind = TestBook.form(form.id).fields[pointer]?.kind ?? .text
    reading.state = value.isEmpty ? .blank : .read
    switch kind {
    case .flag, .signature:
      reading.value = .flag(value == "yes")
      if reading.boxes != nil {
        for name in reading.boxes!.keys { reading.boxes![name]!.state = value == "yes" ? .marked : .blank }
      }
    case .choice:
      let ticked = value.split(separator: "+").map(String.init)
      for name in reading.boxes!.keys { reading.boxes![name]!.state = ticked.contains(name) ? .marked : .blank }
      reading.value = ticked.count == 1 ? .text(ticked[0]) : nil
    default: reading.value = value.isEmpty ? nil : .text(value)
    }
    fields[pointer] = reading
  }

  /// Has a field wait for a person's look.
  mutating func doubt(_ pointer: String) { fields[pointer]?.look("it was read with doubt") }
}
