public import Forms
import Foundation
import Imaging

/// Reads every zone of a registered page. Owned by one lane, used by one thread at a time: it holds two Tesseract engines.
public final class ZoneReaders {
  /// The least confidence with which a value passes without a person's look.
  public var target = 0.97

  private let text: TextReader
  private let comb: CombReader
  private let ticks = TickReader()
  private let networks: LineNetworks

  /// - Parameters:
  ///   - languages: two of Tesseract's language data sets; the second is asked where the first is not borne out.
  ///   - networks: FormScan's own.
  public init(languages: [String] = ["eng", "cym"], networks: LineNetworks = .none) throws {
    self.networks = networks
    text = TextReader(
      engines: (try TextEngine(language: languages[0]), try TextEngine(language: languages.last!)), type: networks.type)
    comb = CombReader(text: text)
  }

  /// As a pipeline says.
  public convenience init(_ pipeline: PipelineDefinition, networks: LineNetworks = .none) throws {
    try self.init(languages: pipeline.languages, networks: networks)
    target = pipeline.target
  }

  /// One reading a zone, in the order of `page.page.zones`.
  public func read(_ page: RegisteredPage) -> [FieldReading] {
    let contrast = PageTone(page).contrast, labels = StuckLabels(page)
    var specks = [[Specks]](repeating: [], count: page.page.zones.count), written: [Int: Written] = [:]
    var readings = page.page.zones.enumerated().map { index, zone -> FieldReading in
      let field = page.form.fields[zone.field] ?? FieldDefinition(label: zone.field, kind: .text)
      switch zone.read {
      case .ticks: return readTicks(zone, field, page, contrast)
      case .signature: return readSignature(zone, page, contrast)
      case .line, .block, .comb, .split: return readText(zone, field, page, contrast, &specks[index], &written[index])
      }
    }
    readByHand(&readings, written, page)
    doubtBlanks(&readings, specks, page, contrast)
    if !labels.places.isEmpty {
      for (index, zone) in page.page.zones.enumerated() { labels.doubt(&readings[index], of: zone) }
    }
    return readings
  }

  private static let trace = "there is a trace of ink"

  /// Specks that are hardly dust may be what is left of writing. Where several zones hold a mere trace, a shadow or a threshold ate the
  /// writing: what looks empty on that page may not have been. So it is where what is written is in shreds, and where the form's own
  /// print is worn.
  private func doubtBlanks(
    _ readings: inout [FieldReading], _ specks: [[Specks]], _ page: RegisteredPage, _ contrast: Int
  ) {
    // Where the same threshold ate all writing of a page its zones are alike: bare paper tells what is dust.
    let all = Array(specks.joined()), bare = all.contains { $0.count > 2 } ? BarePaper.specks(of: page, contrast: contrast) : []
    for (index, own) in specks.enumerated()
    where readings[index].state == .blank && own.contains(where: { $0.areMany(among: all) || $0.areMany(beside: bare) }) {
      readings[index].look("it has specks that are hardly dust")
    }
    // Type is whole where thin strokes are gone, and says nothing of them.
    let byHand = readings.filter { !FieldReading.handDoubts.isDisjoint(with: $0.reasons) }
    if WrittenStrokes(byHand).areInShreds { doubtBlanks(&readings, "writing on this page is in shreds") }
    guard KeptPrint(page).isWorn || readings.count(where: { $0.reasons.contains(Self.trace) }) > 1 else { return }
    doubtBlanks(&readings, "writing on this page fades away")
  }

  private func doubtBlanks(_ readings: inout [FieldReading], _ reason: String) {
    for index in readings.indices where readings[index].state == .blank && !readings[index].review {
      readings[index].look(reason)
    }
  }

  private func readTicks(_ zone: ZoneDefinition, _ field: FieldDefinition, _ page: RegisteredPage, _ contrast: Int)
    -> FieldReading
  {
    let all = page.page.zones.flatMap { $0.boxes.map(\.zone) }
    let seen = zone.boxes.map { box -> (ZoneDefinition.Box, (state: FieldReading.BoxState, confidence: Double)) in
      (box, ticks.read(box.zone, others: all.filter { $0 != box.zone }, on: page, contrast: contrast))
    }
    let marked = seen.filter { $0.1.state == .marked }, unclear = seen.filter { $0.1.state == .unclear }
    let several = marked.count > 1
    var reading = FieldReading(
      state: .blank, confidence: seen.reduce(1) { $0 * $1.1.confidence }, review: several || !unclear.isEmpty,
      formPage: page.page.number, page: page.index)
    if several { reading.reasons.append("more than one box is marked") }
    if !unclear.isEmpty { reading.reasons.append("a box may be marked or not") }
    if marked.count == 1 {
      reading.state = .read
      reading.value = field.kind == .flag ? .flag(true) : .text(marked[0].0.name)
    } else if reading.review {
      reading.state = .unclear
    } else if field.kind == .flag {
      reading.value = .flag(false)
    }
    reading.boxes = Dictionary(
      uniqueKeysWithValues: seen.map { box, answer in
        let doubtful = answer.state == .unclear || several && answer.state == .marked
        return (
          box.name,
          FieldReading.Box(zone: box.zone, box: page.box(box.zone), state: answer.state, review: doubtful ? true : nil)
        )
      })
    return reading
  }

  private func readSignature(_ zone: ZoneDefinition, _ page: RegisteredPage, _ contrast: Int) -> FieldReading {
    let ink = ZoneInk(zone.bounds, on: page, contrast: contrast)
    var reading = empty(zone, page)
    let stroke = ink.pieces.filter(ZoneInk.isWriting).bounds
    let size = stroke.map { Double(max($0.width, $0.height)) / ZoneInk.perMM } ?? 0
    reading.value = .flag(size >= 4)
    reading.state = size >= 4 ? .read : .blank
    reading.confidence = size >= 8 || size == 0 ? 0.998 : 0.9
    if size > 0, size < 8 {
      reading.review = true
      reading.state = .unclear
      reading.reasons = ["there is a mark, but hardly a signature"]
    }
    return reading
  }

  private func empty(_ zone: ZoneDefinition, _ page: RegisteredPage) -> FieldReading {
    FieldReading(
      state: .blank, confidence: 0.999, review: false, formPage: page.page.number, page: page.index, zone: zone.bounds,
      box: page.box(zone.bounds))
  }

  /// What Tesseract made of a zone in which something is written.
  private struct Written {
    var field: FieldDefinition
    var inks: [ZoneInk]
    var text: String
    var evidence: Evidence
  }

  private func readText(
    _ zone: ZoneDefinition, _ field: FieldDefinition, _ page: RegisteredPage, _ contrast: Int, _ specks: inout [Specks],
    _ written: inout Written?
  ) -> FieldReading {
    var reading = empty(zone, page)
    let inks = zone.parts.map { ZoneInk($0, on: page, contrast: contrast) }
    guard inks.contains(where: { !$0.isEmpty }) else {
      specks = inks.map { Specks($0) }
      if inks.contains(where: \.isDoubtful) {
        reading.state = .unclear
        reading.review = true
        reading.confidence = 0.6
        reading.reasons = [Self.trace]
      }
      return reading
    }
    var typed = recognise(zone, field, inks)
    if page.image.isBitonal { typed.evidence.strokes = WrittenStrokes(inks) }
    written = Written(field: field, inks: inks, text: typed.text, evidence: typed.evidence)
    Verdict(field: field, form: page.form, target: target).fill(&reading, typed.text, typed.evidence)
    return reading
  }

  /// Reads what may be handwriting as such too. How much else on the page reads as type says how likely that is.
  private func readByHand(_ readings: inout [FieldReading], _ written: [Int: Written], _ page: RegisteredPage) {
    guard let handprint = networks.handprint else { return }
    let typed = Set(written.keys.filter { readings[$0].confidence > 0.95 })
    for (index, one) in written {
      let isDoubtful = readings[index].review || one.evidence.regularity < 0.8
      let isDigits = Verdict.digits.contains(one.field.kind) && !(networks.type != nil && one.evidence.isTyped)
      guard isDoubtful || isDigits,
        let hand = handprint.read(page.page.zones[index], one.field, lists: page.form.lists, one.inks)
      else { continue }
      var evidence = one.evidence
      let others = typed.subtracting([index]).count
      evidence.around = log((Double(others) + 0.5) / (Double(written.count - 1 - others) + 0.5))
      readings[index] = Verdict(field: one.field, form: page.form, target: target)
        .weigh(hand, against: readings[index], one.text, evidence)
    }
  }

  /// What Tesseract reads.
  private func recognise(
    _ zone: ZoneDefinition, _ field: FieldDefinition, _ inks: [ZoneInk]
  ) -> (text: String, evidence: Evidence) {
    let whitelist =
      switch field.kind {
      case .date: "0123456789"
      case .phone: "0123456789+() "
      case .money: "0123456789.,£"
      default: ""
      }
    if zone.read == .comb {
      let result = comb.read(inks, cells: zone.cells, kind: field.kind, whitelist: whitelist)
      return (result.parts.joined(separator: field.kind == .date ? "/" : ""), result.evidence)
    }
    let lines = inks.map { ink -> [[Component]] in
      let found = ink.lines()
      return zone.read == .block ? found : found.isEmpty ? [] : [found.flatMap { $0 }.sorted { $0.x < $1.x }]
    }
    var texts: [String] = [], evidence = Evidence(), ends = [0]
    for (ink, line) in zip(inks, lines) where !line.isEmpty {
      let result = text.read(line, of: ink, kind: field.kind, whitelist: whitelist, into: &evidence)
      texts.append(result)
      ends.append(evidence.others.count)
    }
    evidence.widen(texts, ends, separator: " ")
    return (texts.joined(separator: " "), evidence)
  }
}
