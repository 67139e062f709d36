import Forms
import Foundation

/// Records with the values that the scans of `../shared/corpus` are known to have, paired with our fields by their places.
enum CorpusRecord {
  static let folder = Contracts.folder.appendingPathComponent("../corpus/dev").standardizedFileURL
  static let files: [String] = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [])
    .filter { $0.hasSuffix(".truth.json") }.sorted()

  private struct Truth: Decodable {
    struct Document: Decodable {
      var form: String
      var fields: [Field]
    }
    struct Field: Decodable {
      var type, status: String
      var form_page: Int
      var rect: [Double]
      var value: FieldValue
      var iso: String?
    }
    var documents: [Document]
  }

  /// Every document of a file, as accepted as if a person had looked at all of it.
  static func all(in file: String) throws -> [FormRecord] {
    let truth = try JSONDecoder().decode(Truth.self, from: Data(contentsOf: folder.appendingPathComponent(file)))
    return truth.documents.enumerated().compactMap { index, document in
      let id = document.form.lowercased()
      guard let form = TestRecord.forms.first(where: { $0.key == id }) else { return nil }
      return record(document, of: form, id: "\(id)-\(index)")
    }
  }

  private static func record(_ document: Truth.Document, of form: FormDefinition, id: String) -> FormRecord {
    var fields: [String: FieldReading] = [:], pages: Set<Int> = []
    for field in document.fields where field.status != "page_missing" {
      pages.insert(field.form_page)
      let millimetres = field.rect.map { $0 * 25.4 / 72 }
      let middle = ((millimetres[0] + millimetres[2]) / 2, (millimetres[1] + millimetres[3]) / 2)
      let prints = [form.page(field.form_page)] + form.prints.filter { $0.page.number == field.form_page }.map(\.page)
      for page in prints.compactMap({ $0 }) {
        guard let zone = page.zones.first(where: { $0.bounds.holds(middle) }), let kind = form.fields[zone.field]?.kind else {
          continue
        }
        take(field, at: middle, in: zone, kind, into: &fields)
        break
      }
    }
    for zone in form.pages.flatMap(\.zones) where fields[zone.field] == nil {
      guard let page = form.pages.first(where: { $0.zones.contains { $0.field == zone.field } }), pages.contains(page.number)
      else {
        continue
      }
      fields[zone.field] = TestRecord.reading(nil, on: page.number, state: .blank)
    }
    return FormRecord(
      id: id, source: .init(file: "\(id).pdf", sha256: "", received: "2026-11-23T21:00:00Z"),
      form: .init(id: form.id, edition: form.edition),
      pages: pages.sorted().enumerated().map {
        .init(index: $0, formPage: $1, rotation: 0, score: 0.9, runnerUp: 0.3, residualMM: 0.1)
      }, disposition: .accepted, fields: fields, issues: [])
  }

  private static func take(
    _ field: Truth.Field, at middle: (Double, Double), in zone: ZoneDefinition, _ kind: FieldDefinition.Kind,
    into fields: inout [String: FieldReading]
  ) {
    var reading = fields[zone.field] ?? TestRecord.reading(nil, on: field.form_page, state: .blank)
    switch field.value {
    case .flag(true) where kind == .choice:
      reading.value = zone.boxes.first { $0.zone.holds(middle) }.map { .text($0.name) }
    case .flag(let flag) where kind == .flag || kind == .signature: reading.value = .flag(flag)
    case .flag: break
    case .text("") where field.iso == nil: break
    case .text(let text): reading.value = kind == .signature ? .flag(true) : .text(field.iso ?? text)
    }
    if reading.value != nil { reading.state = .read }
    fields[zone.field] = reading
  }
}

extension Zone {
  fileprivate func holds(_ point: (x: Double, y: Double)) -> Bool {
    (x...x + width).contains(point.x) && (y...y + height).contains(point.y)
  }
}
