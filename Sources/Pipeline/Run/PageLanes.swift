import Forms
import Foundation
import Imaging

/// The lane that decodes files one after the other, page by page.
actor DecodeLane {
  private let executor = QueueExecutor("decode")
  nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }
  private let limits: DecodeLimits
  private let executable: URL
  private var stream: PageStream?

  init(limits: DecodeLimits, executable: URL) {
    self.limits = limits
    self.executable = executable
  }

  /// How many pages the file that was opened last has, once its first page is known.
  var pageCount: Int? { stream?.pageCount }

  func open(_ file: ScanFile) {
    stream = PageStream(file: file.url, name: file.name, limits: limits, executable: executable)
  }

  /// The next page or failure, and the seconds that it took; nil after the last.
  func next() throws -> (page: DecodedPage, seconds: Double)? {
    let start = ContinuousClock.now
    guard let page = try stream?.nextPage() else {
      stream = nil
      return nil
    }
    return (page, start.secondsSince)
  }

  /// Ends the decoding child, if there is one.
  func close() {
    stream?.close()
    stream = nil
  }
}

/// A lane that identifies, registers and reads pages; it owns its text engines.
actor ReadLane {
  private let executor: QueueExecutor
  nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }
  private let identify: Identify
  private let makeReader: @Sendable () throws -> any PageReading
  private var reader: (any PageReading)?
  /// Pixels of a stray page's longer side: 40 an inch of A4.
  private static let thumbnailSide = 468

  /// - Parameter reader: a reader made before; nil for one to be made with `makeReader` when it is needed.
  init(
    _ number: Int, identify: Identify, reader: sending (any PageReading)?,
    makeReader: @escaping @Sendable () throws -> any PageReading
  ) {
    executor = QueueExecutor("read-\(number)")
    self.identify = identify
    self.reader = reader
    self.makeReader = makeReader
  }

  /// What the page is and what stands in its zones. A page that cannot be worked on is a failure of that page alone.
  ///
  /// - Parameter begin: told of each stage before it begins.
  func process(
    _ scan: ScanPage, of file: ScanFile, keeping stages: StageKeeper?, in store: StoreBatch? = nil,
    begin: @Sendable (PageStage) -> Void = { _ in }
  ) -> PageOutcome {
    begin(.identify)
    let start = ContinuousClock.now
    var outcome = PageOutcome(index: scan.index, kind: .blank, isDamaged: scan.damaged)
    do { outcome.picture = try store?.keep(scan) } catch { outcome.unkept = error }
    do {
      let finding = try identify(scan.image, index: scan.index)
      outcome.seconds["identify"] = start.secondsSince
      if finding.isStray { outcome.thumbnail = try? scan.image.thumbnail(side: Self.thumbnailSide) }
      switch finding {
      case .blank: outcome.kind = .blank
      case .separator(let text): outcome.kind = .separator(text)
      case .unknown(let reason, let candidates, let labels):
        outcome.kind = .unknown(reason: reason, candidates: candidates, labels: labels)
      case .form(let page, let evidence):
        let begun = ContinuousClock.now
        begin(.read)
        var readings = try readyReader().read(page)
        for index in readings.indices { readings[index].scaleBoxes(scan.sourceScaleX, scan.sourceScaleY) }
        outcome.seconds["read"] = begun.secondsSince
        stages?.keep(page, readings, of: file)
        outcome.kind = .form(
          .init(form: page.form.key, page: page.page.number, evidence: evidence, residualMM: page.residualMM, readings: readings)
        )
      }
    } catch let error as ReaderFailure {
      outcome.kind = .failed(
        Problem(
          place: "\(file.name) page \(scan.index + 1)", summary: "its reader could not be started (\(error.reason))",
          remedy: "Free memory, or ask for fewer --workers, and run it again."))
    } catch {
      outcome.kind = .failed(
        Problem(
          place: "\(file.name) page \(scan.index + 1)", summary: "the page could not be read (\(error))",
          remedy: "Scan it again; if it fails again, report it with the page."))
    }
    return outcome
  }

  /// The machine's fault, not the page's.
  private struct ReaderFailure: Error { var reason: any Error }

  private func readyReader() throws -> any PageReading {
    if let reader { return reader }
    do {
      let made = try makeReader()
      reader = made
      return made
    } catch {
      throw ReaderFailure(reason: error)
    }
  }
}

extension PageFinding {
  /// Whether the page is in no document, or is in none where no page beside it tells whose it is.
  fileprivate var isStray: Bool {
    switch self {
    case .form(_, let evidence): !evidence.twins.isEmpty
    case .blank, .separator, .unknown: true
    }
  }
}

extension ContinuousClock.Instant {
  /// Seconds from this instant to now.
  var secondsSince: Double { ContinuousClock.now - self < .zero ? 0 : (ContinuousClock.now - self) / .seconds(1) }
}

extension FieldReading {
  /// Brings pixel boxes from the page as it was read to the file's own pixels.
  mutating func scaleBoxes(_ x: Double, _ y: Double) {
    guard x != 1 || y != 1 else { return }
    func scaled(_ box: [Int]) -> [Int] {
      zip(box, [x, y, x, y]).map { Int((Double($0) * $1).rounded()) }
    }
    box = box.map(scaled)
    boxes = boxes?.mapValues { one in
      var one = one
      one.box = scaled(one.box)
      return one
    }
  }
}
