public import Forms
import Foundation
import Imaging
public import RecordStore

/// Reads pages of a store again as the pages that somebody says they are, and puts the documents that they lie in together anew.
public actor PageReread {
  private let executor = QueueExecutor("reread")
  public nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }
  private let store: RecordStore
  private let forms: [FormDefinition]
  private let policy: ReviewPolicy
  private let target: Double
  private let makeReader: @Sendable () throws -> any PageReading
  private var reader: (any PageReading)?

  /// - Parameters:
  ///   - target: the least confidence with which a value passes without a look.
  ///   - makeReader: makes the reader when the first page is asked for.
  public init(
    _ store: RecordStore, forms: [FormDefinition], policy: ReviewPolicy = ReviewPolicy(), target: Double = 0.97,
    makeReader: @escaping @Sendable () throws -> any PageReading
  ) {
    (self.store, self.forms, self.policy, self.target, self.makeReader) = (store, forms, policy, target, makeReader)
  }

  /// Reads all pages that are asked for, up to one of them.
  ///
  /// - Returns: the record that this page is in now.
  /// - Throws: `Problem` where the page cannot be read as it was asked for; the store notes that.
  public func callAsFunction(upTo id: Int64) async throws -> String {
    while let reread = try await store.nextReread() {
      do {
        let record = try await read(reread)
        if reread.id == id { return record }
      } catch {
        let problem =
          error as? Problem ?? (error as? Refusal).map { Problem($0) } ?? .unreadable(reread.page, "\(error)")
        try await store.fail(reread: reread.id, because: problem)
        if reread.id == id { throw problem }
      }
    }
    throw Problem(place: "page", summary: "somebody else has it read now", remedy: "Look at the record again in a minute.")
  }

  private func read(_ reread: Reread) async throws -> String {
    let placed = try find(reread)
    if reader == nil { reader = try makeReader() }
    var readings = try reader!.read(placed.page)
    let picture = reread.page.picture
    for index in readings.indices {
      readings[index].scaleBoxes(picture?.scaleX ?? 1, picture?.scaleY ?? 1)
      // A place that a hand gave is near, not exact: nothing that was read there passes unseen.
      if reread.corners != nil { readings[index].look("the page was placed by hand") }
    }
    let outcome = PageOutcome.Form(
      form: placed.page.form.key, page: placed.page.page.number, evidence: placed.evidence, residualMM: placed.page.residualMM,
      readings: readings)
    var old: RecordView?
    if let id = reread.record { old = try await store.view(id, for: "") }
    let made = Reassembly(forms, old: old, reread: reread, outcome: outcome, target: target).documents
    let place = made.firstIndex {
      $0.pages.contains { $0.position == reread.page.position && $0.file.sha256 == reread.sha256 }
    }
    guard let place else { throw Problem.unreadable(reread.page, "it fits into no document") }
    return try store.finish(reread: reread.id, with: made, policy: policy)[place]
  }

  /// Where the printed page lies on the picture: found, or as its corners were placed.
  private func find(_ reread: Reread) throws -> (page: RegisteredPage, evidence: PageFinding.Evidence) {
    guard var form = forms.first(where: { $0.key == reread.form }), let page = form.page(reread.formPage),
      let layout = form.layout.page(page.number)
    else { throw Problem.unreadable(reread.page, "its form is not known any more") }
    guard let picture = reread.page.picture, let bytes = store.images.bytes(of: picture.image) else {
      throw Problem.unreadable(reread.page, "its picture is not in the store any more")
    }
    let image = try PageImage(bytes, dpi: picture.dpi)
    if let corners = reread.corners, corners.count == 8 {
      let sheet: [(x: Double, y: Double)] = [(0, 0), (layout.width, 0), (layout.width, layout.height), (0, layout.height)]
      let pairs = zip(sheet, 0..<4).map { Pair(from: $0, to: (corners[2 * $1], corners[2 * $1 + 1])) }
      // Four corners give the map exactly; a fit wants more, and takes each twice.
      guard let map = Projective(fitting: pairs + pairs) else {
        throw Problem.unreadable(reread.page, "its corners lie on one line")
      }
      let turn = atan2(corners[3] - corners[1], corners[2] - corners[0]) * 180 / .pi
      let rotation = (Int((turn / 90).rounded()) * 90 + 360) % 360
      return (
        RegisteredPage(
          image: image, form: form, page: page, layout: layout, transform: map, residualMM: 0, index: reread.page.position),
        .init(score: 1, runnerUp: 0, rotation: rotation)
      )
    }
    let whole = form
    form.pages = [page]
    form.pages[0].sameAs = nil
    form.prints = form.prints.filter { $0.page.number == page.number }
    form.layout = FormLayout(pages: [layout])
    // A person named the page: it need not stand out among others.
    var identify = Identify(forms: [form])
    (identify.accept, identify.acceptFloor) = (identify.acceptWithBarcode, identify.acceptWithBarcode)
    guard case .form(var found, let evidence) = try identify(image, index: reread.page.position) else {
      throw Problem(
        place: "page \(reread.page.position + 1)", summary: "the print of that page is not found on it",
        remedy: "Place its four corners, or choose another page.")
    }
    found.form = whole
    return (found, evidence)
  }
}

/// The documents that a record's pages make with one of them read anew.
private struct Reassembly {
  let documents: [(record: FormRecord, form: FormDefinition?, pages: [StoredPage])]

  init(_ forms: [FormDefinition], old: RecordView?, reread: Reread, outcome: PageOutcome.Form, target: Double) {
    let byKey = Dictionary(uniqueKeysWithValues: forms.map { ($0.key, $0) })
    let form = old.flatMap { old in forms.first { $0.id == old.record.form.id && $0.edition == old.record.form.edition } }
    var files: [ScanFile] = [], outcomes: [[Int: PageOutcome.Form]] = []
    func place(of name: String, _ sha256: String) -> Int {
      if let known = files.firstIndex(where: { $0.sha256 == sha256 }) { return known }
      let received = old?.record.source.received ?? Date().ISO8601Format()
      var file = ScanFile(name: name, sha256: sha256, received: received)
      if sha256 == old?.record.source.sha256 {
        (file.envelope, file.set) = (old?.record.source.envelope, old?.record.source.set)
      }
      files.append(file)
      outcomes.append([:])
      return files.count - 1
    }
    for page in old?.pages ?? [] where !(page.position == reread.page.position && page.sha256 == reread.sha256) {
      guard let form, let record = old?.record,
        let known = record.pages.first(where: { $0.index == page.position && ($0.file ?? record.source.file) == page.file }),
        let definition = form.page(known.formPage)
      else { continue }
      let readings = definition.zones.map { zone in
        // What fields on the page that is read anew said of these is heard again.
        record.fields[zone.field]?.byItself
          ?? FieldReading(
            state: .unclear, confidence: 0, review: true, reasons: ["it was not read"], formPage: known.formPage,
            page: page.position)
      }
      outcomes[place(of: page.file, page.sha256)][page.position] = PageOutcome.Form(
        form: form.key, page: known.formPage,
        evidence: .init(score: known.score, runnerUp: known.runnerUp, rotation: known.rotation, print: known.print),
        residualMM: known.residualMM, readings: readings)
    }
    outcomes[place(of: reread.page.file, reread.sha256)][reread.page.position] = outcome
    var assembly = Assembly(forms: forms), made: [AssembledDocument] = []
    for (file, pages) in outcomes.enumerated() {
      made += assembly.add(
        pages.sorted { $0.key < $1.key }.map { index, form in
          .page(
            PlacedPage(
              file: file, index: index, form: form.form, print: form.page, quality: form.quality, content: form.content,
              seems: form.seems))
        })
    }
    made += assembly.finish()
    let make = RecordMaker(forms: byKey, target: target), byPlace = Dictionary(uniqueKeysWithValues: zip(files.indices, files))
    documents = made.compactMap { document in
      guard var record = make(document, files: byPlace, outcome: { outcomes[$0.file][$0.index]! }) else { return nil }
      if record.form == old?.record.form { record.links = old?.record.links }
      let pages = document.pages.map { entry in
        let file = files[entry.page.file]
        return StoredPage(
          file: .init(sha256: file.sha256, name: file.name, received: file.received), position: entry.page.index, kind: .form,
          form: record.form.id, formPage: entry.number)
      }
      return (record, byKey[document.form], pages)
    }
  }
}

extension Problem {
  fileprivate static func unreadable(_ page: RecordView.Page, _ why: String) -> Problem {
    Problem(
      place: "page \(page.position + 1)", summary: "it cannot be read again: \(why)", remedy: "Send the scan again if need be.")
  }
}
