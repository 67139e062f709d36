public import Forms
public import Foundation
import Imaging

/// Draws filled forms, sends them through a simulated scanner and writes scan and truth. The same request gives the same bytes.
public struct SpecimenMaker {
  /// A sheet of a file to be made.
  public enum Sheet: Sendable {
    /// A page of document `document` (from 0).
    case form(document: Int, page: Int)
    case blank, letter, separator
  }

  public enum Mode: String, CaseIterable, Sendable { case typed, handwritten }
  public enum Severity: String, CaseIterable, Sendable { case clean, moderate, severe }
  public enum Container: String, CaseIterable, Sendable { case pdf, tif }

  public var seed: UInt64 = 1
  public var mode = Mode.typed
  public var severity = Severity.clean
  public var dpi = 300
  public var isBitonal = true
  public var container = Container.pdf
  /// Degrees clockwise by which sheets lie turned, used in turn: quarters; none is 0.
  public var turns = [0]
  /// Content that no context gives away, for fitting confidence.
  public var isScattered = false

  public init() {}

  /// A font that a specimen is written in is not installed.
  public struct MissingFont: Error {
    public var problem: Problem
  }

  /// Writes `name.pdf` or `.tif`, and `name.truth.json`, into `folder`.
  ///
  /// - Parameters:
  ///   - documents: the form of each document.
  ///   - sheets: what the file holds, in order; every page of every document if nil.
  /// - Throws: `MissingFont`; `ImagingError` or `Problem` where drawing or writing fails.
  public func write(_ documents: [FormDefinition], sheets: [Sheet]? = nil, name: String, to folder: URL) throws {
    var random = SeededRandom(seed: seed)
    let fillings = try documents.map { form -> (form: FormDefinition, content: SpecimenContent, hand: Hand) in
      let content = isScattered ? SpecimenContent(scattering: form, random: &random) : SpecimenContent(form, random: &random)
      let hand = Hand(mode == .typed ? .typed : .handwritten, random: &random)
      guard Drawing.hasFont(hand.font) else {
        throw MissingFont(
          problem: Problem(
            place: "specimen", summary: "the font '\(hand.font)' is not installed",
            remedy:
              "Install Debian's fonts-liberation, fonts-crosextra-carlito, fonts-urw-base35, fonts-breip, fonts-dkg-handwriting, fonts-femkeklaver, fonts-humor-sans and fonts-bwht."
          ))
      }
      return (form, content, hand)
    }
    let sheets =
      sheets
      ?? documents.indices.flatMap { document in
        documents[document].pages.map { Sheet.form(document: document, page: $0.number) }
      }
    var pages: [PageImage] = [], entries: [Truth.Page] = []
    for (index, sheet) in sheets.enumerated() {
      var size = (210.0, 297.0)
      if case .form(let document, let page) = sheet, let layout = fillings[document].form.layout.page(page) {
        size = (layout.width, layout.height)
      }
      let scanner = ScannerModel(
        dpi: Double(dpi), isBitonal: isBitonal, severity: .init(rawValue: severity.rawValue)!,
        turn: turns.isEmpty ? 0 : turns[index % turns.count],
        size: size, random: &random)
      let paper = try Drawing(width: scanner.width, height: scanner.height, dpi: Double(dpi))
      paper.transform = scanner.map
      draw(sheet, fillings, on: paper, random: &random)
      scanner.mark(paper, random: &random)
      pages.append(try scanner.scan(paper.image(), random: &random))
      entries.append(entry(sheet, fillings.map(\.form), index: index, scanner))
    }
    let file = name + "." + container.rawValue
    let path = folder.appendingPathComponent(file).path
    if container == .pdf {
      try ScanWriter.writePDF(pages, to: path, quality: 60)
    } else {
      try ScanWriter.writeTIFF(pages, to: path)
    }
    let truth = Truth(
      file: file,
      scan: .init(
        dpi: dpi, color: isBitonal ? "bitonal" : "grey", container: container == .pdf ? "pdf" : "tiff",
        severity: severity.rawValue,
        pages: pages.count),
      pages: entries,
      documents: fillings.indices.map { document(fillings[$0].form, fillings[$0].content, fillings[$0].hand, $0, entries) })
    try CanonicalJSON.data(truth).writeWhole(to: folder.appendingPathComponent(name + ".truth.json"))
  }

  private func draw(
    _ sheet: Sheet, _ fillings: [(form: FormDefinition, content: SpecimenContent, hand: Hand)], on paper: Drawing,
    random: inout SeededRandom
  ) {
    switch sheet {
    case .blank: break
    case .separator:
      paper.fill(x: 30, y: 120, width: 150, height: 4, .black)
      paper.text("BATCH SEPARATOR", x: 55, y: 150, size: 12)
    case .letter:
      var y = 40.0
      while y < 240 {
        let words = (0..<random.whole(4...9)).map { _ in
          random.pick(["please", "find", "the", "enclosed", "papers", "about", "my", "claim", "yours", "truly"])
        }
        paper.text(words.joined(separator: " "), x: 25, y: y, size: 4, font: "Liberation Serif")
        y += random.chance(0.2) ? 12 : 6
      }
    case .form(let document, let number):
      let (form, content, hand) = fillings[document]
      guard let page = form.page(number), let layout = form.layout.page(number) else { return }
      // The print is the same whoever fills it in: it has a seed of its own.
      var print = SeededRandom(
        seed: UInt64(page.sameAs ?? number) &* 977 &+ UInt64(form.id.utf8.reduce(0) { $0 &* 31 &+ Int($1) }))
      Facsimile(page: page, layout: layout, dropOut: isBitonal ? 0.3 : 0).draw(on: paper, random: &print)
      for zone in page.zones { fill(zone, content.entries[zone.field], hand, on: paper, random: &random) }
    }
  }

  private func fill(
    _ zone: ZoneDefinition, _ entry: SpecimenContent.Entry?, _ hand: Hand, on paper: Drawing, random: inout SeededRandom
  ) {
    switch entry {
    case nil: break
    case .signature: hand.sign(zone.bounds, on: paper, random: &random)
    case .ticks(let marked, let cancelled):
      for box in zone.boxes {
        if marked.contains(box.name) { hand.tick(box.zone, on: paper, random: &random) }
        if cancelled.contains(box.name) { hand.cancel(box.zone, on: paper) }
      }
    case .text(let text):
      let written = hand.written(text)
      switch zone.read {
      case .comb:
        hand.write(written.filter { !$0.isWhitespace }, parts: zone.parts, cells: zone.cells, on: paper, random: &random)
      case .split:
        for (part, word) in zip(zone.parts, written.split(separator: " ")) {
          hand.write([String(word)], in: part, on: paper, random: &random)
        }
      default: hand.write(written.split(separator: "\n").map(String.init), in: zone.parts[0], on: paper, random: &random)
      }
    }
  }

  private func entry(_ sheet: Sheet, _ forms: [FormDefinition], index: Int, _ scanner: ScannerModel) -> Truth.Page {
    var page = Truth.Page(
      index: index, role: "blank", rotation: scanner.turn, severity: severity.rawValue, width: scanner.width,
      height: scanner.height)
    switch sheet {
    case .blank: break
    case .letter: page.role = "foreign"
    case .separator: page.role = "separator"
    case .form(let document, let number):
      let map = Affine.scale(25.4 / 72).then(scanner.map)
      page.role = "form"
      page.form = forms[document].id.uppercased()
      page.doc = document
      page.form_page = number
      page.H_pt_to_px = [[map.a, map.b, map.tx], [map.c, map.d, map.ty], [0, 0, 1]]
    }
    return page
  }

  private func document(
    _ form: FormDefinition, _ content: SpecimenContent, _ hand: Hand, _ number: Int, _ pages: [Truth.Page]
  ) -> Truth.Document {
    let own = pages.filter { $0.doc == number }, order = own.compactMap(\.form_page)
    let missing = form.pages.map(\.number).filter { !order.contains($0) }
    var fields: [Truth.Field] = []
    for page in form.pages {
      let scan = own.first { $0.form_page == page.number }?.index
      for zone in page.zones { fields += truths(zone, form, content.entries[zone.field], hand, page.number, scan) }
    }
    return Truth.Document(
      doc: number, form: form.id.uppercased(), edition: form.edition, mode: mode.rawValue,
      pages_supplied: Array(Set(order)).sorted(),
      missing_pages: missing, out_of_order: order != order.sorted(),
      duplicate_page: order.first { page in order.count { $0 == page } > 1 },
      fields: fields)
  }

  private func truths(
    _ zone: ZoneDefinition, _ form: FormDefinition, _ entry: SpecimenContent.Entry?, _ hand: Hand, _ page: Int, _ scan: Int?
  ) -> [Truth.Field] {
    guard let kind = form.fields[zone.field]?.kind else { return [] }
    func field(_ name: String, _ type: String, _ place: Zone, _ value: FieldValue, _ status: String, written: String = "")
      -> Truth.Field
    {
      let points = [place.x, place.y, place.maxX, place.maxY].map { ($0 * 720 / 25.4).rounded() / 10 }
      return Truth.Field(
        name: name, type: type, form_page: page, scan_page: scan, rect: points, value: value, written: written,
        status: scan == nil ? "page_missing" : status, mode: status == "empty" ? nil : mode.rawValue)
    }
    switch entry {
    case .ticks(let marked, let cancelled):
      return zone.boxes.map { box in
        let status = cancelled.contains(box.name) ? "cancelled" : marked.contains(box.name) ? "filled" : "empty"
        return field("\(zone.field).\(box.name)", "checkbox", box.zone, .flag(marked.contains(box.name)), status)
      }
    case nil where zone.read == .ticks:
      return zone.boxes.map { field("\(zone.field).\($0.name)", "checkbox", $0.zone, .flag(false), "empty") }
    case .signature: return [field(zone.field, "signature", zone.bounds, .flag(true), "filled")]
    case nil where kind == .signature: return [field(zone.field, "signature", zone.bounds, .flag(false), "empty")]
    case nil: return [field(zone.field, type(kind, zone), zone.bounds, .text(""), "empty")]
    case .text(let text):
      var one = field(
        zone.field, type(kind, zone), zone.bounds, .text(kind == .date ? text.replacing(" ", with: "/") : text), "filled",
        written: hand.written(text))
      if kind == .date { one.iso = kind.normalise(text).value }
      return [one]
    }
  }

  private func type(_ kind: FieldDefinition.Kind, _ zone: ZoneDefinition) -> String {
    kind == .text ? zone.read == .block ? "multiline" : "text" : kind.rawValue
  }
}

extension Drawing {
  /// Whether fontconfig has `font`: where it has not, it answers with another, as wide as the one for a name that nobody has.
  static func hasFont(_ font: String) -> Bool {
    guard font != "DejaVu Sans", let paper = try? Drawing(width: 8, height: 8, dpi: 72) else { return true }
    let text = "Quick wafting zephyrs vex bold Jim 0123456789"
    return paper.width(of: text, size: 10, font: font) != paper.width(of: text, size: 10, font: "no such font as this")
  }
}
