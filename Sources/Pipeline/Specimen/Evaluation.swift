import Forms
public import Foundation

/// Scores a run's records against truth.
///
/// Truth and records are paired by geometry alone: a true field (form, page, rectangle) is answered by the record's zone, or box of
/// a choice, that covers it best. So any naming of fields will do, and a zone over the wrong place scores as wrong.
public struct Evaluation {
  /// What was counted for one group of fields, such as `type:date`.
  public struct Tally: Codable, Sendable {
    public var pages = 0, rightPages = 0
    /// Form pages that ended in another document's record.
    public var strayPages = 0
    public var documents = 0, rightDocuments = 0
    /// Fields; those filled in and read right; those empty and found blank; those that a person looks at; those wrong and passed.
    public var fields = 0, filled = 0, exact = 0, empty = 0, blank = 0, touched = 0, silent = 0
    /// Digits written into the cells of combs, and those of them that were read right.
    public var digits = 0, rightDigits = 0
  }

  /// By group: `all`, `form:…`, `mode:…/severity`, `type:…`, `reader:…`.
  public private(set) var tallies: [String: Tally] = [:]
  /// Values that were read in filled fields that are no marks, by group: `all`, `mode:…`, `type:…`. A field found blank is as sure as
  /// it is blank, which says nothing of a value: if it is filled in, it counts as silent or to review.
  public private(set) var values: [String: [RiskCoverage.Value]] = [:]
  /// Field, what kind of error, and the scan: no values.
  public private(set) var errors: [String] = []
  /// Scan page, what it is and what it was taken for.
  public private(set) var pageErrors: [String] = []
  /// Document, and in what way its record is not its own.
  public private(set) var documentErrors: [String] = []

  /// What to do where truth or records are not what they should be.
  static let remedy = "Give a run's records folder first, then the folder of its scans' truth files."

  /// What was counted elsewhere.
  init(tallies: [String: Tally], values: [String: [RiskCoverage.Value]], errors: [String]) {
    (self.tallies, self.values, self.errors) = (tallies, values, errors)
  }

  /// - Throws: `Problem` where truth or records cannot be read, or there are none.
  public init(truth: URL, records: URL) throws {
    func files(_ folder: URL, _ ending: String) throws -> [URL] {
      guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder.path) else {
        throw Problem(place: folder.path, summary: "there is no such folder, or it may not be read", remedy: Self.remedy)
      }
      let found = names.filter { $0.hasSuffix(ending) && !$0.hasPrefix(".") }.sorted()
      if found.isEmpty { throw Problem(place: folder.path, summary: "no file here ends in \(ending)", remedy: Self.remedy) }
      return found.map { folder.appendingPathComponent($0) }
    }
    var byFile: [String: [FormRecord]] = [:], read: Set<Set<WholeDocument.Place>> = []
    for file in try files(records, ".json") {
      let record = try FormRecord(file: file, holding: "a record")
      let places = Set(
        record.pages.map { WholeDocument.Place(file: Self.base($0.file ?? record.source.file), index: $0.index) })
      for name in Set(places.map(\.file)) { byFile[name, default: []].append(record) }
      read.insert(places)
    }
    var documents: [WholeDocument] = []
    for file in try files(truth, ".truth.json") {
      let truth = try Truth.read(file)
      score(truth, byFile[Self.base(truth.file)] ?? [])
      for document in truth.documents {
        let part = WholeDocument(document, of: truth, file: Self.base(truth.file), keys: Self.keys(document, truth))
        if let first = documents.firstIndex(where: { $0.goesOn(with: part) }) {
          documents[first].take(part)
        } else {
          documents.append(part)
        }
      }
    }
    for document in documents {
      let found = document.found(in: read, beside: documents)
      add(document.keys) {
        $0.documents += 1
        $0.rightDocuments += found.isWhole ? 1 : 0
        $0.strayPages += found.strays.count
      }
      if !found.isWhole { documentErrors.append("\(document.name)  \(found.words)") }
    }
  }

  private static func keys(_ document: Truth.Document, _ truth: Truth) -> [String] {
    ["all", "form:\(document.form)", "mode:\(document.mode)", "\(document.mode)/\(truth.scan.severity)"]
  }

  private static func base(_ path: String) -> String { URL(fileURLWithPath: path).lastPathComponent }

  private mutating func add(_ keys: [String], _ change: (inout Tally) -> Void) {
    for key in keys { change(&tallies[key, default: Tally()]) }
  }

  private mutating func score(_ truth: Truth, _ records: [FormRecord]) {
    func own(_ record: FormRecord) -> [FormRecord.Page] {
      record.pages.filter { Self.base($0.file ?? record.source.file) == Self.base(truth.file) }
    }
    var placed: [Int: (form: String, page: FormRecord.Page)] = [:]
    for record in records { for page in own(record) { placed[page.index] = (record.form.id.uppercased(), page) } }
    for page in truth.pages {
      let found = placed[page.index]
      var right = found == nil
      if page.role == "form", let number = page.form_page {
        right = found.map { $0.form == page.form && $0.page.formPage == number && $0.page.rotation == page.rotation } ?? false
        // Pages that print the same cannot be told apart but by their order: any of them is right.
        if !right, let found, page.form?.hasPrefix("LP1") == true, (12...15).contains(number),
          (12...15).contains(found.page.formPage)
        {
          right = found.form == page.form
        }
      }
      if !right {
        let what = page.form.map { "\($0) page \(page.form_page ?? 0)" } ?? page.role
        let taken = found.map { "\($0.form) page \($0.page.formPage), turned \($0.page.rotation)°" } ?? "no form"
        pageErrors.append("\(truth.file)  page \(page.index + 1)  \(what), turned \(page.rotation)°  taken for \(taken)")
      }
      add(["all", "pages:\(page.role)"]) {
        $0.pages += 1
        $0.rightPages += right ? 1 : 0
      }
    }
    for document in truth.documents {
      let want = truth.pages.filter { $0.doc == document.doc && $0.role == "form" }.map(\.index)
      let near = records.filter { !Set(own($0).map(\.index)).isDisjoint(with: want) }
      let keys = Self.keys(document, truth)
      for field in document.fields where field.status != "page_missing" {
        score(field, near, keys, truth.file, document: "\(truth.file) \(document.doc)")
      }
    }
  }

  private mutating func score(_ field: Truth.Field, _ records: [FormRecord], _ keys: [String], _ file: String, document: String)
  {
    let answer = best(field, records)
    let isMark = field.type == "checkbox" || field.type == "signature"
    let marked = field.value == .flag(true)
    let filled = field.status != "empty" && (field.type != "checkbox" || marked)
    let right: Bool
    if let answer {
      right =
        isMark
        ? answer.isMarked == marked
        : filled ? isRight(field, answer.text) : answer.state == .blank || (answer.text ?? "").isEmpty
      if !isMark, filled, answer.state == .read, answer.text != nil {
        let value = RiskCoverage.Value(
          confidence: answer.confidence, isRight: right, isReviewed: answer.review, document: document)
        for key in ["all", "mode:\(field.mode ?? "empty")", "type:\(field.type)"] { values[key, default: []].append(value) }
      }
    } else {
      right = false
    }
    let review = answer?.review ?? true
    if !right {
      errors.append(
        "\(file)  page \(field.form_page)  \(field.name)  \(field.type)  \(answer == nil ? "not found" : review ? "to review" : "SILENT")"
      )
    }
    let digits = filled && field.comb != nil ? CombDigits(field, answer?.text) : nil
    add(keys + ["type:\(field.type)", "type:\(field.type)/\(field.mode ?? "empty")", "reader:\(answer?.reader ?? "none")"]) {
      $0.fields += 1
      $0.filled += filled ? 1 : 0
      $0.exact += filled && right ? 1 : 0
      $0.empty += filled ? 0 : 1
      $0.blank += !filled && right ? 1 : 0
      $0.touched += review ? 1 : 0
      $0.silent += !review && !right ? 1 : 0
      $0.digits += digits?.written ?? 0
      $0.rightDigits += digits?.right ?? 0
    }
  }

  /// What a record says about a place.
  private struct Answer {
    var zone: Zone
    var text: String?
    var isMarked = false
    var state: FieldReading.State
    var review: Bool
    var confidence: Double
    var reader: String
  }

  private func best(_ field: Truth.Field, _ records: [FormRecord]) -> Answer? {
    let points = 25.4 / 72
    let place = Zone(
      x: field.rect[0] * points, y: field.rect[1] * points, width: (field.rect[2] - field.rect[0]) * points,
      height: (field.rect[3] - field.rect[1]) * points)
    let answers = records.flatMap { record in
      record.fields.values.filter { $0.formPage == field.form_page }.flatMap(Self.answers)
    }
    let fitting = answers.filter { ($0.reader == "ticks") == (field.type == "checkbox") }
      .map { (answer: $0, cover: Self.cover(place, $0.zone)) }.filter { $0.cover >= 0.25 }
    return fitting.max { $0.cover < $1.cover }?.answer
  }

  private static func answers(_ reading: FieldReading) -> [Answer] {
    if let boxes = reading.boxes {
      return boxes.values.map {
        Answer(
          zone: $0.zone, isMarked: $0.state == .marked, state: reading.state, review: reading.review,
          confidence: reading.confidence,
          reader: "ticks")
      }
    }
    guard let zone = reading.zone else { return [] }
    switch reading.value {
    case .flag(let flag):
      return [
        Answer(
          zone: zone, isMarked: flag, state: reading.state, review: reading.review, confidence: reading.confidence,
          reader: "signature")
      ]
    case .text(let text):
      return [
        Answer(
          zone: zone, text: text, state: reading.state, review: reading.review, confidence: reading.confidence, reader: "text")
      ]
    case nil:
      return [Answer(zone: zone, state: reading.state, review: reading.review, confidence: reading.confidence, reader: "text")]
    }
  }

  private static func cover(_ a: Zone, _ b: Zone) -> Double {
    let shared = a.intersection(b)?.area ?? 0
    return shared / (a.area + b.area - shared)
  }

  /// Equal as far as the type cares: case and spaces never count, signs only where they mean something.
  private func isRight(_ field: Truth.Field, _ text: String?) -> Bool {
    guard let text, case .text(let value) = field.value else { return false }
    func plain(_ text: String) -> String {
      let upper = text.uppercased().replacing("’", with: "'")
      switch field.type {
      case "date", "phone": return upper.filter { $0.isNumber || $0 == "+" }
      case "postcode", "reference": return upper.filter { $0.isLetter || $0.isNumber }
      case "money", "email": return upper.filter { !$0.isWhitespace && $0 != "£" && $0 != "," }
      default: return upper.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      }
    }
    let day = field.type == "date" ? FieldDefinition.Kind.date.normalise(value).value : value
    return [value, field.written, field.iso ?? day].contains { plain($0) == plain(text) }
  }
}
