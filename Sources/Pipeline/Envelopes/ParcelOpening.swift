import Forms
import Foundation
import Imaging

/// Opens the envelopes and sets among the files that were found, before anything is read: their PDFs take their places.
///
/// What is taken is kept in `OUT/unpacked`, for records lead back to it; what a supplier is told of a refused envelope is in `OUT/answers`.
struct ParcelOpening {
  let output: RecordFolder
  let openEnvelope: EnvelopeOpener
  let fileSize: Int
  /// What was taken before this run.
  let earlier: EarlierParcels?
  private var unpacked: URL { output.folder.appendingPathComponent("unpacked") }

  /// - Throws: `Problem` where the supplier's key cannot be used.
  init(
    _ pipeline: PipelineDefinition, forms: [FormDefinition], output: RecordFolder, executable: URL,
    earlier: EarlierParcels? = nil
  )
    throws(Problem)
  {
    self.output = output
    self.earlier = earlier
    fileSize = pipeline.fileSize
    var verifier: EnvelopeSignature.Verifier?
    if let key = pipeline.envelopes.publicKey { verifier = try EnvelopeSignature.Verifier(URL(fileURLWithPath: key)) }
    var checks = EnvelopeChecks(services: pipeline.envelopes.services) { type, data in
      forms.first { $0.id == type.lowercased() }.map { OCRValidation($0)(data) }
    }
    checks.mostItems = pipeline.archiveFiles
    openEnvelope = EnvelopeOpener(
      unpacking: Unpacking(limits: UnpackLimits(pipeline), executable: executable), checks: checks, verifier: verifier,
      fileSize: pipeline.fileSize)
  }

  /// - Throws: `Problem` where nothing can be written, or the machine has no process to give.
  func callAsFunction(_ found: Intake.Found) throws -> Intake.Found {
    guard found.files.contains(where: { $0.kind != .scan }) else { return found }
    var opened = found, seen: [String: Int] = [:], numbers: [String: String] = [:], names: [String: String] = [:]
    opened.files = []
    for file in found.files {
      // The run stops, and lists it as not read.
      guard !Task.isCancelled else {
        opened.files.append(file)
        continue
      }
      do {
        switch file.kind {
        case .scan: opened.add(file, seen: &seen)
        case .envelope: try open(envelope: file, into: &opened, &seen, &numbers, &names)
        case .set: try open(set: file, into: &opened, &seen)
        }
      } catch  where !(error is Problem) {
        throw Problem(
          place: file.name, summary: "this machine cannot unpack it (\(error))",
          remedy: "Nothing was read. Check memory, processes, and the space on the disk.")
      }
    }
    return opened
  }

  private func open(
    envelope file: ScanFile, into found: inout Intake.Found, _ seen: inout [String: Int],
    _ numbers: inout [String: String], _ names: inout [String: String]
  ) throws {
    let zip = URL(fileURLWithPath: file.name).lastPathComponent
    var poBox: String?
    do {
      if let first = try names[zip] ?? earlier?.envelope(zip, file) {
        throw Problem(
          .zipProcessingFailed, place: file.name, summary: "an envelope of this name came before: \(first)",
          remedy:
            "Nothing needs doing if it was sent twice and that one was read. A corrected one needs a name of its own, and holds only what could not be read.")
      }
      try withSpool(of: file) { spool in
        let envelope = try openEnvelope(file, spool: spool, poBox: &poBox) { number throws(Problem) in
          if let first = numbers[number] { return first }
          return try earlier?.use(of: number, file)
        }
        // Of one that is refused the name stays free.
        names[zip] = file.name
        let metadata = envelope.accepted.metadata
        var parcel = RunSummary.Parcel(file: file.name, status: .accepted)
        parcel.warnings = envelope.accepted.warnings
        parcel.note(metadata)
        for (index, item) in metadata.scannableItems.enumerated() {
          numbers[item.documentControlNumber] = file.name
          guard let entry = envelope.scans[item.fileName] else { continue }
          var scan = try keep(
            entry, index, of: file, received: found.received ?? metadata.deliveryDate.replacing(/\.[0-9]{3}Z$/) { _ in "Z" })
          scan.envelope = .init(metadata, item, signed: envelope.isSigned)
          try add(scan, number: item.documentControlNumber, of: file, to: &parcel, in: &found, seen: &seen)
        }
        found.parcels.append(parcel)
      }
    } catch let refusal as Problem where refusal.code != nil {
      found.problems.append(refusal)
      found.parcels.append(.init(file: file.name, status: .refused, code: refusal.code))
      try output.write(EnvelopeAnswer(zipFileName: zip, poBox: poBox, refusal: refusal, sha256: file.sha256), of: file)
    }
  }

  private func open(set file: ScanFile, into found: inout Intake.Found, _ seen: inout [String: Int]) throws {
    do {
      try withSpool(of: file) { spool in
        let entries = try openEnvelope.unpacking(file.url, .set, into: spool)
        guard let last = entries.last, last.name == SetContents.fileName else { throw UnpackFault(.garbled) }
        let contents = try JSONDecoder().decode(SetContents.self, from: Data(contentsOf: last.url))
        let origins = try DocumentSetChecks()(
          file.name, header: contents.header, documents: contents.documents.map { ($0.attributes, $0.hasPDF) },
          strange: contents.strange)
        guard origins.count == entries.count - 1 else { throw UnpackFault(.garbled) }
        if let large = entries.firstIndex(where: { $0.size > fileSize << 20 }) {
          throw UnpackFault(.entryTooLarge, amount: fileSize, entry: large)
        }
        var parcel = RunSummary.Parcel(file: file.name, status: .accepted)
        for (index, (origin, var entry)) in zip(origins, entries).enumerated() {
          entry.name = "\(index + 1)-\(origin.type.asFileName).pdf"
          let scanned = origin.scanned.flatMap(Self.time)
          var scan = try keep(entry, index, of: file, received: found.received ?? scanned ?? file.received)
          scan.set = origin
          if let id = origin.id { parcel.numbers = (parcel.numbers ?? []) + [id] }
          try add(scan, number: origin.id, of: file, to: &parcel, in: &found, seen: &seen)
        }
        found.parcels.append(parcel)
      }
    } catch let refused as UnpackFault {
      refuse(Problem(refused, place: file.name), file, &found)
    } catch let problem as Problem where problem.place == file.name {
      refuse(problem, file, &found)
    }
  }

  private func refuse(_ problem: Problem, _ file: ScanFile, _ found: inout Intake.Found) {
    found.problems.append(problem)
    found.parcels.append(.init(file: file.name, status: .refused))
  }

  /// Gives `body` a folder that is gone afterwards.
  private func withSpool(of file: ScanFile, _ body: (URL) throws -> Void) throws {
    let spool = unpacked.appendingPathComponent(".\(file.partName).new")
    do {
      try? FileManager.default.removeItem(at: spool)
      try FileManager.default.createDirectory(at: spool, withIntermediateDirectories: true)
    } catch {
      throw Problem(
        place: spool.path, summary: "the folder cannot be made (\(error.localizedDescription))",
        remedy: "Check the space on the disk and the folder's permissions.")
    }
    defer { try? FileManager.default.removeItem(at: spool) }
    try body(spool)
  }

  /// Moves a PDF to its place, under a name that we make: what an archive calls its files is no path of ours.
  ///
  /// - Throws: what moving and reading it throw; it was looked at before and is no larger than a scan may be.
  private func keep(_ entry: Unpacking.Entry, _ index: Int, of file: ScanFile, received: String) throws -> ScanFile {
    let url = unpacked.appendingPathComponent("\(file.partName)-\(index + 1)-\(entry.name.asFileName)")
    try? FileManager.default.removeItem(at: url)
    try FileManager.default.moveItem(at: entry.url, to: url)
    return try ScanFile(url: url, name: "\(file.name)/\(entry.name)", received: received, fileSize: fileSize)
  }

  /// Takes in a scan out of a parcel; of one whose content came before, or whose document's ID did, the parcel says so.
  private func add(
    _ scan: ScanFile, number: String?, of file: ScanFile, to parcel: inout RunSummary.Parcel, in found: inout Intake.Found,
    seen: inout [String: Int]
  ) throws(Problem) {
    parcel.scans.append(
      .init(name: scan.name, kept: "unpacked/\(scan.url.lastPathComponent)", sha256: scan.sha256, number: number))
    if let first = try earlier?.scan(scan.sha256, file) {
      found.leaveOut(scan, "it has the same content as \(first)", &parcel)
    } else if let id = scan.set?.id, let first = try earlier?.use(of: id, file) {
      found.leaveOut(scan, "a document with its ID came before, in \(first)", &parcel)
    } else if let first = found.add(scan, seen: &seen) {
      parcel.leaveOut(scan.name, "it has the same content as \(first)")
    }
  }

  /// A set's time in London as ISO 8601 UTC; nil if there is no such time.
  static func time(_ text: String) -> String? {
    let format = Date.ParseStrategy(
      format:
        "\(year: .defaultDigits)-\(month: .twoDigits)-\(day: .twoDigits) \(hour: .twoDigits(clock: .twentyFourHour, hourCycle: .zeroBased)):\(minute: .twoDigits):\(second: .twoDigits)",
      locale: Locale(identifier: "en_GB_POSIX"), timeZone: TimeZone(identifier: "Europe/London") ?? .gmt)
    return (try? Date(text, strategy: format))?.ISO8601Format()
  }
}

extension Intake.Found {
  /// Leaves out a scan that came before this run.
  fileprivate mutating func leaveOut(_ scan: ScanFile, _ reason: String, _ parcel: inout RunSummary.Parcel) {
    duplicates += 1
    problems.append(
      Problem(
        place: scan.name, summary: "\(reason), and it was not read",
        remedy: "Nothing needs doing if it was sent twice; ask the supplier if another scan was meant."))
    parcel.leaveOut(scan.name, reason)
  }
}

extension RunSummary.Parcel {
  /// Notes what tells an envelope's documents from all others.
  fileprivate mutating func note(_ metadata: EnvelopeMetadata) {
    numbers = metadata.scannableItems.map(\.documentControlNumber)
    payments = metadata.payments?.map(\.documentControlNumber)
    rescanFor = metadata.rescanFor
  }
}

extension UnpackLimits {
  init(_ pipeline: PipelineDefinition) {
    self.init()
    (entries, ratio, seconds) = (pipeline.archiveFiles, pipeline.archiveRatio, pipeline.seconds)
    // One file may be as large as all: a signed archive holds the envelope as one.
    (fileSize, entrySize, unpacked) = (pipeline.archiveUnpacked, pipeline.archiveUnpacked, pipeline.archiveUnpacked)
    memory = pipeline.memory
  }
}
