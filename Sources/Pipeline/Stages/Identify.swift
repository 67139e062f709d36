public import Forms
public import Imaging

/// Finds the form page that a scan page carries and where its print lies on the scan.
///
/// The scan's ink is compared with the print of every known page, drawn from its layout's numbers: at a glance (3 and 6 dpi) for all,
/// closer for those that could be it, and by patches for the best few, which gives the place too. A barcode confirms or
/// overrules likeness.
public struct Identify: Sendable {
  /// The least score with which a page is taken for a form page, 0…1. Known pages score above 0.65, strangers below 0.25.
  public var accept = 0.5
  /// The least value of that share which the patches at hand leave likely: pages of little print must fit better.
  public var acceptFloor = 0.4
  /// The least share of the print in its place, of what the page has not lost, with which a page whose print is partly gone is taken for
  /// a form page nevertheless, 0…1; and the least number of patches that show it. Strangers show fewer or reach 0.5.
  public var acceptWorn = 0.7, leastShown = 15
  /// The largest share of such a page's ink, 0…1, that may lie neither on the print nor where people write: a page of another form has print
  /// of its own. A worn page shows 0.01, ET3's page that is made like one of ET1's 0.31. A print by which this is so much larger than by
  /// another is not the page's: ET1's page 2 in specks shows none by its own print, 0.37 by page 11's.
  public var mostForeign = 0.15
  /// The least share of the print in its place, of what the page has not lost, for its places to be trusted, 0…1: of another edition's
  /// print some stands elsewhere. Battered scans show 0.85 and more, a page whose block of questions moved by 1.4 mm 0.81.
  public var acceptLike = 0.84
  /// How far the score must lie above that of another print of the same page.
  public var sisterMargin = 0.05
  /// The same as `accept` where the page's own barcode was read and says so: print that was lost in scanning may be missed then.
  public var acceptWithBarcode = 0.25
  /// How far the score must lie above that of the next other print, where no barcode decides.
  public var margin = 0.15
  /// The least correlation of a damaged barcode with one that is known, −1…1, for it to count as read.
  public var barcodeLikeness = 0.7
  /// The largest root-mean-square misfit of a page's marks, in mm.
  public var residual = 0.6
  /// How dark what is written or printed must be to be looked at, as a share of the way from paper to black, 0…1: prints at a tenth of
  /// full contrast are no pages to be read.
  public var faintest: Float = 0.1
  /// How dark it must be for a page of no known form to be more than a blank back through which the front shows.
  public var dark: Float = 0.2
  /// The barcode texts of sheets that a post room lays between documents.
  public var separators: Set<String> = ["RDNEWDOC"]

  /// How many candidates are worth more than a glimpse.
  private static let glimpsed = 80

  private let prints: [Print]

  /// A print and the form page that it stands for.
  private struct Print: Sendable {
    var form: FormDefinition
    var page: PageDefinition
    var layout: PageLayout
    /// The print's name where the edition has several of this page, and this is not the first.
    var name: String?
    var template: PrintTemplate

    init(_ form: FormDefinition, _ page: PageDefinition, _ layout: PageLayout, name: String? = nil) {
      (self.form, self.page, self.layout, self.name) = (form, page, layout, name)
      template = PrintTemplate(layout: layout, zones: page.zones)
    }

    /// Whether the other is a print of the same page of the same edition.
    func isSister(of other: Print) -> Bool { form.key == other.form.key && page.number == other.page.number }
  }

  /// One print laid on the page.
  private struct Candidate {
    var print: Int
    var rotation: Int
    var start: Affine
    var score: Double
  }

  public init(forms: [FormDefinition]) {
    prints = forms.flatMap { form in
      form.pages.filter { $0.sameAs == nil }.compactMap { page in form.layout.page(page.number).map { Print(form, page, $0) } }
        + form.prints.map { Print(form, $0.page, $0.layout, name: $0.name) }
    }
  }

  /// - Parameters:
  ///   - image: the scan page as it lies in its file.
  ///   - index: its place in the file, from 0.
  public func callAsFunction(_ image: PageImage, index: Int) throws -> PageFinding {
    let (ink, pixels) = try image.ink(dpi: PrintTemplate.dpi)
    guard ink.share(over: faintest, margin: 24) > 0.0005 else { return .blank }
    let finding = formPage(image, ink, pixels, index: index)
    guard case .unknown(let reason, let candidates, _) = finding else { return finding }
    guard ink.share(over: dark, margin: 24) > 0.0005 else { return .blank }
    // Only now is there time for the whole page: its barcodes may say what it is.
    let labels = barcodes(on: image)
    if let separator = labels.first(where: separators.contains) { return .separator(separator) }
    return .unknown(reason: reason, candidates: candidates, labels: labels)
  }

  /// The texts of the Code 39 anywhere on the page, at 200 dpi.
  private func barcodes(on image: PageImage) -> [String] {
    let scale = max(1, image.dpi / 200)
    let plane = image.sampled(
      .scale(scale), width: Int(Double(image.width) / scale), height: Int(Double(image.height) / scale))
    var seen: Set<String> = []
    return BarcodeReader().read(plane).map(\.text).filter { seen.insert($0).inserted }
  }

  private func formPage(_ image: PageImage, _ ink: InkPlane, _ pixels: (x: Double, y: Double), index: Int) -> PageFinding {
    let probe = PageProbe(ink)
    let glanced = glance(probe, ink)
    var found: [(Candidate, Registration)] = []
    for candidate in closer(glanced, probe) {
      guard
        let coarse = probe.register(
          prints[candidate.print].template, start: Projective(candidate.start), sane: isSane)
      else { continue }
      found.append((candidate, coarse))
    }
    found.sort { $0.1.score > $1.1.score }
    let close = contenders(found, probe)
    guard var (best, fine) = close.first else {
      return .unknown(reason: "no known form fits", candidates: candidates(of: found), labels: [])
    }
    var placed = registered(image, index: index, as: prints[best.print], by: fine, pixels)
    let fitting = Set(close.map(\.0.print))
    let barcode = self.barcode(on: placed, among: fitting)
    let likely = barcode ?? likelyBarcode(on: placed, among: fitting)
    if let likely, likely != prints[best.print].page.barcode,
      let named = close.first(where: { prints[$0.0.print].page.barcode == likely })
    {
      (best, fine) = named
      placed = registered(image, index: index, as: prints[best.print], by: fine, pixels)
    }
    let print = prints[best.print]
    let runnerUp = found.first { !prints[$0.0.print].isSister(of: print) }?.1.agreement ?? 0
    let name = "\(print.form.id) page \(print.page.number)"
    func unknown(_ reason: String) -> PageFinding {
      .unknown(reason: reason, candidates: candidates(of: close + found), labels: [])
    }

    let confirmed = barcode != nil && barcode == print.page.barcode
    if let barcode, !confirmed, fine.agreement > acceptWithBarcode {
      return unknown("the page looks like \(name) but carries the barcode \(barcode)")
    }
    let isClear = confirmed ? fine.agreement >= acceptWithBarcode : fine.agreement >= accept && fine.floor >= acceptFloor
    guard isClear || isWorn(print, fine, probe) else { return unknown("no known form fits well enough") }
    let isDecided = likely != nil && likely == print.page.barcode
    let rivals =
      isDecided ? [] : fitting.sorted().map { prints[$0] }.filter { !$0.isSister(of: print) }
    let twins = rivals.filter { $0.page.isLike(print.page, within: 0.5) && $0.form.key != print.form.key }
    guard twins.count == rivals.count else { return unknown("it fits more than one known page") }
    guard placed.residualMM <= residual else { return unknown("the page is too bent to place its fields") }
    return .form(
      placed,
      .init(
        score: fine.agreement, runnerUp: runnerUp, rotation: best.rotation, barcode: confirmed ? barcode : nil,
        isWorn: fine.agreement < accept || !isClear, isUnlike: !print.page.zones.isEmpty && isUnlike(print, fine, close, probe), print: print.name,
        twins: twins.map { .init(form: $0.form.key, page: $0.page.number) }))
  }

  /// The prints that the page may carry, placed, best first: mostly one; several where sister forms have the same page, or where the page
  /// is no form's and all fit badly. One that leaves much more of the page's ink unexplained than another that fits well is none of them.
  private func contenders(_ found: [(Candidate, Registration)], _ probe: PageProbe) -> [(Candidate, Registration)] {
    let settled = found.filter { found[0].1.agreement - $0.1.agreement < margin }.prefix(3).compactMap { candidate, coarse in
      settle(probe, prints[candidate.print].template, from: coarse).map { (candidate, $0) }
    }.sorted { $0.1.agreement > $1.1.agreement }
    let close = settled.filter { settled[0].1.agreement - $0.1.agreement < margin }
    guard close.count > 1 else { return close }
    let foreign = close.map { probe.foreignInk(prints[$0.0.print].template, at: $0.1.map) }
    let least = zip(close, foreign).filter { $0.0.1.agreement >= accept }.map(\.1).min() ?? 1
    return zip(close, foreign).filter { $1 - least <= mostForeign }.map(\.0)
  }

  /// The form pages among these that the page is most like, best first: three at most.
  private func candidates(of found: [(Candidate, Registration)]) -> [RunSummary.Candidate] {
    var seen: Set<Int> = []
    let best = found.filter { seen.insert($0.0.print).inserted }.sorted { $0.1.agreement > $1.1.agreement }.prefix(3)
    return best.map { candidate, place in
      let print = prints[candidate.print]
      return .init(
        form: print.form.id, edition: print.form.edition, page: print.page.number,
        score: (place.agreement * 1000).rounded() / 1000)
    }
  }

  /// Whether the page is this print with much of it gone.
  private func isWorn(_ print: Print, _ found: Registration, _ probe: PageProbe) -> Bool {
    let worn = probe.worn(print.template, at: found.map)
    return worn.agreement >= acceptWorn && worn.shown >= leastShown
      && probe.foreignInk(print.template, at: found.map) <= mostForeign
  }

  /// Whether the page may be another print than this: some of the print is missing where the page is not bare, or another print of the page
  /// fits nearly as well and has its places elsewhere.
  private func isUnlike(_ print: Print, _ found: Registration, _ close: [(Candidate, Registration)], _ probe: PageProbe) -> Bool {
    let sisters = close.filter { found.agreement - $0.1.agreement < sisterMargin }.map { prints[$0.0.print] }
    let isTorn = sisters.contains { $0.isSister(of: print) && !$0.page.isLike(print.page, within: 0.5) }
    return isTorn || probe.worn(print.template, at: found.map).agreement < acceptLike
  }

  private func registered(
    _ image: PageImage, index: Int, as print: Print, by found: Registration, _ pixels: (x: Double, y: Double)
  ) -> RegisteredPage {
    let perPixel = 25.4 / PrintTemplate.dpi
    return RegisteredPage(
      image: image, form: print.form, page: print.page, layout: print.layout,
      transform: found.map.scaled(from: perPixel, to: 1).then(.scale(pixels.x, pixels.y)),
      residualMM: found.residual * perPixel, index: index)
  }

  /// The Code 39 in the place where the form page prints one.
  ///
  /// - Parameter close: the prints that fit.
  private func barcode(on page: RegisteredPage, among close: Set<Int>) -> String? {
    guard let own = page.page.barcode, let place = page.layout.barcodes.first,
      let read = BarcodeReader().read(page.crop(place.inset(by: -4))).first?.text
    else { return nil }
    let codes = Set(close.compactMap { prints[$0].page.barcode })
    if codes.contains(read) { return read }
    // Code 39 has no check digit: a bar that is blurred makes another character. The bars as a whole tell.
    let likeness = likeness(ofBarcodeOn: page, in: place)
    let scored = codes.union([own]).map { (code: $0, score: likeness.score($0)) }.sorted { $0.score > $1.score }
    guard scored[0].score > likeness.score(read) + 0.03 else { return read }
    return scored.count == 1 || scored[0].score > scored[1].score + 0.03 ? scored[0].code : nil
  }

  private func likeness(ofBarcodeOn page: RegisteredPage, in place: Zone) -> BarcodeLikeness {
    let margin = 1.2, dpi = 200.0
    return BarcodeLikeness(page.crop(place.inset(by: -margin), dpi: dpi), margin: Int(margin / 25.4 * dpi))
  }

  /// Where a barcode is too damaged to be read, that of the prints that fit which it is clearly the most like. It decides among these
  /// alone: other codes are not asked after.
  private func likelyBarcode(on page: RegisteredPage, among close: Set<Int>) -> String? {
    let codes = Set(close.compactMap { prints[$0].page.barcode })
    guard codes.count > 1, codes.count == close.count, let place = page.layout.barcodes.first else { return nil }
    let likeness = likeness(ofBarcodeOn: page, in: place)
    let scored = codes.map { (code: $0, score: likeness.score($0)) }.sorted { ($1.score, $0.code) < ($0.score, $1.code) }
    return scored[0].score >= barcodeLikeness && scored[0].score - scored[1].score >= 0.1 ? scored[0].code : nil
  }

  /// Registers at 75 dpi, and again from both resolutions while that brings more patches to agree: on a bent or battered page the
  /// first map is right on a part of the page alone.
  private func settle(_ probe: PageProbe, _ template: PrintTemplate, from coarse: Registration) -> Registration? {
    var best = probe.refine(template, start: coarse.map, sane: isSane)
    for _ in 0..<4 {
      if let best, Double(best.agreeing) > 0.85 * Double(best.patches) { return best }
      let start = best?.map ?? coarse.map
      let wider = probe.register(template, start: start, sane: isSane)?.map
      let tries = [start, wider].compactMap { $0 }.compactMap { probe.refine(template, start: $0, sane: isSane) }
      guard let next = tries.max(by: { $0.agreeing < $1.agreeing }), next.agreeing > best?.agreeing ?? 0 else { break }
      best = next
    }
    return best
  }

  /// Every print at both or all four turns, at 3 dpi; the best are looked at again at 6 dpi, and the best few of these are given, best
  /// first.
  private func glance(_ probe: PageProbe, _ ink: InkPlane) -> [Candidate] {
    var candidates: [Candidate] = []
    for (rotation, skew) in turns(ink) {
      for index in prints.indices {
        let template = prints[index].template
        let start = Affine.translation(-Double(template.width) / 2, -Double(template.height) / 2)
          .then(.rotation(degrees: Double(rotation) + skew))
          .then(.translation(Double(ink.width) / 2, Double(ink.height) / 2))
        candidates.append(Candidate(print: index, rotation: rotation, start: start, score: 0))
      }
    }
    if candidates.count > Self.glimpsed {
      var windows = ProbeWindows()
      for index in candidates.indices {
        candidates[index].score = probe.glimpse(template(candidates[index]), start: candidates[index].start, &windows).score
      }
      candidates = Array(candidates.sorted { $0.score > $1.score }.prefix(Self.glimpsed))
    }
    var windows = ProbeWindows()
    for index in candidates.indices {
      (candidates[index].score, candidates[index].start) = probe.glance(
        template(candidates[index]), start: candidates[index].start, &windows)
    }
    return Array(candidates.sorted { $0.score > $1.score }.prefix(12))
  }

  private func template(_ candidate: Candidate) -> PrintTemplate { prints[candidate.print].template }

  private func closer(_ candidates: [Candidate], _ probe: PageProbe) -> [Candidate] {
    let looked = candidates.map { candidate in
      let (score, map) = probe.look(prints[candidate.print].template, start: candidate.start)
      return Candidate(print: candidate.print, rotation: candidate.rotation, start: map, score: score)
    }
    let sorted = looked.sorted { $0.score > $1.score }
    guard let best = sorted.first else { return [] }
    // On a clear page one stands out; it is held against the next other print all the same.
    let close = sorted.prefix(5).filter { $0.score > 0.6 * best.score }
    let other = close.contains { $0.print != best.print } ? nil : sorted.first { $0.print != best.print }
    return close + [other].compactMap { $0 }
  }

  /// The quarter turns that the page's shape allows, each with the skew of its lines in degrees.
  private func turns(_ ink: InkPlane) -> [(rotation: Int, skew: Double)] {
    var turns: [(Int, Double)] = []
    if Double(ink.height) > 0.9 * Double(ink.width) {
      let skew = ink.skew() ?? 0
      turns += [(0, skew), (180, skew)]
    }
    if Double(ink.width) > 0.9 * Double(ink.height) {
      let turned = ink.sampled(
        Affine.rotation(degrees: 90).then(.translation(Double(ink.width), 0)), width: ink.height, height: ink.width)
      let skew = turned.skew() ?? 0
      turns += [(90, skew), (270, skew)]
    }
    return turns
  }

  /// Whether paper and scanners can do this: scale within 6 %, each way on its own, shear up to 1.5°, turned by
  /// quarters and up to 7°, never mirrored.
  private func isSane(_ map: Affine) -> Bool {
    let x = (map.a * map.a + map.c * map.c).squareRoot(), y = (map.b * map.b + map.d * map.d).squareRoot()
    let slant = abs(map.a * map.b + map.c * map.d) / (x * y)
    let lean = min(abs(map.a), abs(map.c)) / x
    return map.determinant > 0 && abs(x - 1) < 0.06 && abs(y - 1) < 0.06 && abs(x / y - 1) < 0.065 && slant < 0.026
      && lean < 0.122
  }
}

extension PrintTemplate {
  /// The print of a form page as its layout has it, without what stands in zones, where people write over it.
  convenience init(layout: PageLayout, zones: [ZoneDefinition]) {
    let perMM = PrintTemplate.dpi / 25.4
    func mark(_ zone: Zone, _ weight: Double) -> InkPlane.Mark {
      InkPlane.Mark(
        x: zone.x * perMM, y: zone.y * perMM, width: zone.width * perMM, height: zone.height * perMM, weight: Float(weight))
    }
    let bars = layout.barcodes.map { mark($0, 0.5) }
    self.init(
      width: Int((layout.width * perMM).rounded()), height: Int((layout.height * perMM).rounded()),
      marks: layout.words.map { mark($0.zone, $0.shade * $0.density) } + layout.rules.map { mark($0.zone, $0.shade) } + bars,
      open: zones.flatMap { $0.parts + $0.boxes.map(\.zone) }.map { mark($0, 1) })
  }
}
