import Foundation

@testable import Forms

/// Documents of a corpus as their truth files tell them, made into records whose every value is sure.
struct CorpusTruth: Decodable {
  struct Document: Decodable {
    var form: String
    var missing_pages: [Int]?
    var issues: [Issue]
    var fields: [Field]
  }
  struct Issue: Decodable { var code: String }
  struct Field: Decodable {
    var form_page: Int
    var rect: [Double]
    var type, status: String
    var value: Value?
    var iso: String?
  }
  enum Value: Decodable {
    case text(String), flag(Bool)
    init(from decoder: any Decoder) throws {
      let value = try decoder.singleValueContainer()
      if let flag = try? value.decode(Bool.self) { self = .flag(flag) } else { self = .text(try value.decode(String.self)) }
    }
  }
  var file: String
  var documents: [Document]

  /// The corpus beside the project; nil where it is absent.
  static let all: [CorpusTruth]? = {
    let folder = TestBook.folder.appendingPathComponent("../../shared/corpus/dev").standardizedFileURL
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder.path) else { return nil }
    return names.sorted().filter { $0.hasSuffix(".truth.json") }.compactMap { name in
      try? JSONDecoder().decode(CorpusTruth.self, from: Data(contentsOf: folder.appendingPathComponent(name)))
    }
  }()

  /// Its documents of some forms as records, received on the day of the latest signature.
  static func records(of forms: [String]) -> [(file: String, record: FormRecord, codes: Set<String>)] {
    (all ?? []).flatMap { truth in
      truth.documents.enumerated().filter { forms.contains($1.form.lowercased()) }.map { place, document in
        var record = document.record
        record.id = "\(truth.file)-\(place)"
        return (truth.file, record, Set(document.issues.map(\.code)))
      }
    }
  }
}

extension CorpusTruth.Document {
  /// Truth and zones are paired by where they lie: truth in points, zones in millimetres.
  var record: FormRecord {
    let definition = TestBook.form(form.lowercased())
    let missing = Set(missing_pages ?? [])
    let isOptional = Set(definition.pages.filter(\.optional).map(\.number))
    let told = Set(fields.map(\.form_page))
    let pages = definition.pages.map(\.number).filter {
      !missing.contains($0) && (!isOptional.contains($0) || told.contains($0))
    }
    var record = TestBook.record(form.lowercased(), pages: pages)
    for field in fields where field.status == "filled" || field.status == "cancelled" {
      let rect = field.rect.map { $0 * 25.4 / 72 }
      let zone = Zone(x: rect[0], y: rect[1], width: rect[2] - rect[0], height: rect[3] - rect[1])
      guard let page = definition.page(field.form_page) else { continue }
      var best: (share: Double, pointer: String, box: String?) = (0.25, "", nil)
      for candidate in page.zones {
        if candidate.boxes.isEmpty, field.type != "checkbox" {
          let share = zone.overlap(candidate.bounds)
          if share > best.share { best = (share, candidate.field, nil) }
        }
        for box in candidate.boxes where field.type == "checkbox" && zone.overlap(box.zone) > best.share {
          best = (zone.overlap(box.zone), candidate.field, box.name)
        }
      }
      guard !best.pointer.isEmpty else { continue }
      switch field.value {
      case .flag(let flag):
        if let box = best.box, flag, field.status == "filled" {
          record.tick(best.pointer, box)
        } else if best.box == nil {
          record.set(best.pointer, flag ? "yes" : "no")
        }
      case .text(let text): record.set(best.pointer, field.iso ?? text)
      case nil: break
      }
    }
    let signed = record.fields.filter { $0.key.hasSuffix("signedDate") }.compactMap { field -> String? in
      if case .text(let text) = field.value.value, Day(text) != nil { text } else { nil }
    }
    record.source.received = signed.max()
    return record
  }
}

extension FormRecord {
  /// Ticks one more box of a field.
  mutating func tick(_ pointer: String, _ box: String) {
    guard let boxes = fields[pointer]?.boxes else { return }
    let ticked = boxes.filter { $0.value.state == .marked }.keys + [box]
    let isLone = boxes.count == 1
    set(pointer, isLone ? "yes" : Set(ticked).sorted().joined(separator: "+"))
  }
}

extension Zone {
  /// Intersection over union.
  fileprivate func overlap(_ other: Zone) -> Double {
    let width = min(maxX, other.maxX) - max(x, other.x), height = min(maxY, other.maxY) - max(y, other.y)
    guard width > 0, height > 0 else { return 0 }
    let both = width * height
    return both / (self.width * self.height + other.width * other.height - both)
  }
}
