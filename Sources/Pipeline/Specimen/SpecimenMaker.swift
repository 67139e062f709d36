public import Forms
public import Foundation
package import Imaging

/// Draws filled forms, sends them through a simulated scanner and writes scan and truth. The same request gives the same bytes.
public struct SpecimenMaker: Sendable {
  public enum Mode: String, CaseIterable, Sendable { case typed, handwritten, blank }
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
  /// What befalls every form page.
  public var damages: [Damage] = []
  /// Content that no context gives away, for fitting confidence.
  public var isScattered = false
  /// Whose strokes handwritten specimens are written with; fonts' if nil.
  public var pens: PenHands?

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
  public func write(_ documents: [Document], sheets: [Sheet]? = nil, name: String, to folder: URL) throws {
    let (pages, truth) = try make(documents, sheets: sheets, name: name)
    let path = folder.appendingPathComponent(truth.file).path
    if container == .pdf {
      try ScanWriter.writePDF(pages, to: path, quality: 60)
    } else {
      try ScanWriter.writeTIFF(pages, to: path)
    }
    try CanonicalJSON.data(truth).writeWhole(to: folder.appendingPathComponent(name + ".truth.json"))
  }

  /// The same without writing.
  package func make(_ documents: [Document], sheets: [Sheet]? = nil, name: String = "specimen") throws -> (
    pages: [PageImage], truth: Truth
  ) {
    var random = SeededRandom(seed: seed)
    var fillings: [Filling] = []
    for document in documents {
      fillings.append(try filling(document, donor: document.link.flatMap { fillings[$0].content.donor }, random: &random))
    }
    let sheets =
      sheets
      ?? documents.indices.flatMap { document in
        documents[document].form.pages.map { Sheet(.form(document: document, page: $0.number)) }
      }
    var pages: [PageImage] = [], entries: [Truth.Page] = []
    for (index, sheet) in sheets.enumerated() {
      let (page, entry) = try scan(sheet, at: index, fillings, random: &random)
      pages.append(page)
      entries.append(entry)
    }
    let truth = Truth(
      file: name + "." + container.rawValue,
      scan: .init(
        dpi: dpi, color: isBitonal ? "bitonal" : "grey", container: container == .pdf ? "pdf" : "tiff",
        severity: severity.rawValue, pages: pages.count),
      pages: entries, documents: fillings.indices.map { fillings[$0].truth($0, entries) })
    return (pages, truth)
  }

  private func filling(_ document: Document, donor: Person?, random: inout SeededRandom) throws -> Filling {
    let form = document.form, mode = document.mode ?? mode
    let content =
      mode == .blank
      ? SpecimenContent()
      : isScattered ? SpecimenContent(scattering: form, random: &random) : SpecimenContent(form, donor: donor, random: &random)
    let hand = Hand(mode == .handwritten ? .handwritten : .typed, pens: pens, random: &random)
    guard mode == .blank || Drawing.hasFont(hand.font) else {
      throw MissingFont(
        problem: Problem(
          place: "specimen", summary: "the font '\(hand.font)' is not installed",
          remedy:
            "Install Debian's fonts-liberation, fonts-crosextra-carlito, fonts-urw-base35, fonts-breip, fonts-dkg-handwriting, fonts-femkeklaver, fonts-humor-sans and fonts-bwht."
        ))
    }
    return Filling(form: form, content: content, hand: hand, link: document.link)
  }

  private func scan(_ sheet: Sheet, at index: Int, _ fillings: [Filling], random: inout SeededRandom) throws -> (
    PageImage, Truth.Page
  ) {
    var size = (210.0, 297.0), barcode: Zone?
    if case .form(let document, let page) = sheet.kind, let layout = fillings[document].form.layout.page(page) {
      size = (layout.width, layout.height)
      barcode = layout.barcodes.first
    }
    var scanner = ScannerModel(
      dpi: Double(dpi), isBitonal: isBitonal, severity: .init(rawValue: severity.rawValue)!,
      turn: sheet.turn ?? (turns.isEmpty ? 0 : turns[index % turns.count]), size: size, random: &random)
    var wear = Wear(
      sheet.role == "form" ? damages : [], barcode: barcode, size: size, seed: seed &* 1_000_003 &+ UInt64(index))
    wear.lay(&scanner)
    let paper = try Drawing(width: scanner.width, height: scanner.height, dpi: Double(dpi))
    paper.transform = scanner.map
    draw(sheet, fillings, on: paper, random: &random)
    if sheet.hasLabel { Stationery.label(on: paper, width: size.0, height: size.1, random: &random) }
    scanner.mark(paper, random: &random)
    var plane = try paper.image().plane
    if case .back = sheet.kind { plane = plane.shining(random.value(0.04...0.16)) }
    wear.apply(to: &plane, map: scanner.map, dpi: Double(dpi))
    var entry = Truth.Page(
      index: index, role: sheet.role, rotation: scanner.turn, severity: severity.rawValue, width: scanner.width,
      height: scanner.height)
    if case .form(let document, let number) = sheet.kind {
      let map = Affine.scale(25.4 / 72).then(scanner.map)
      (entry.form, entry.doc, entry.form_page) = (fillings[document].form.id.uppercased(), document, number)
      entry.H_pt_to_px = [[map.a, map.b, map.tx], [map.c, map.d, map.ty], [0, 0, 1]]
      if !damages.isEmpty { entry.damage = damages.map(\.rawValue) }
    }
    return (try scanner.scan(plane, random: &random), entry)
  }

  private func draw(_ sheet: Sheet, _ fillings: [Filling], on paper: Drawing, random: inout SeededRandom) {
    let dropOut = isBitonal ? 0.3 : 0
    switch sheet.kind {
    case .blank: break
    case .separator: Stationery.separator(on: paper)
    case .coloured: Stationery.coloured(on: paper, random: &random)
    case .code: Stationery.code(on: paper, random: &random)
    case .cover: Stationery.cover(on: paper, random: &random)
    case .letter: Stationery.letter(on: paper, random: &random)
    case .form(let document, let number):
      fillings[document].draw(number, on: paper, dropOut: dropOut, random: &random)
    case .back(let document, let number):
      let base = paper.transform
      paper.transform = Affine.scale(-1, 1).then(.translation(210, 0)).then(base)
      fillings[document].draw(number, on: paper, dropOut: dropOut, random: &random)
      paper.transform = base
    }
  }
}

extension GreyPlane {
  /// What shows on a sheet's back: its print unsharp, with that `share` of its contrast.
  fileprivate func shining(_ share: Double) -> GreyPlane {
    var plane = blurred(by: 2)
    for index in plane.pixels.indices { plane.pixels[index] = 255 - UInt8(Double(255 - plane.pixels[index]) * share) }
    return plane
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
