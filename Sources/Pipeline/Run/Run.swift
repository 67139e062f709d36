public import Forms
public import Foundation
public import Imaging

/// Scans in, records out: decode → identify and register → read → assemble → validate → emit.
///
/// Pages go through side by side and come out in order; how many are under way is bounded, so memory does not grow with the batch.
public struct Run: Sendable {
  public var pipeline: PipelineDefinition
  public var forms: [FormDefinition]
  /// What documents are held against.
  public var rules = RuleBook()
  public var output: RecordFolder
  public var stages: StageKeeper?
  /// What documents and pages are added to; the outputs are filled from there then.
  public var store: StoreBatch?
  /// The program that decodes in a child process: this one, unless a test says otherwise.
  public var executable = URL(fileURLWithPath: "/proc/self/exe")
  /// Makes a lane's reader.
  public var makeReader: @Sendable () throws -> any PageReading
  /// Told of every page done and every record written.
  public var report: @Sendable (RunEvent) -> Void = { _ in }

  /// - Parameter networks: what reads beside Tesseract.
  public init(
    pipeline: PipelineDefinition, forms: [FormDefinition], output: RecordFolder, networks: LineNetworks = .none
  ) {
    self.pipeline = pipeline
    self.forms = forms
    self.output = output
    makeReader = { try ZoneReaders(pipeline, networks: networks) }
  }

  /// Works through everything that was found. Cancelling the task lets the pages under way finish and stops there.
  ///
  /// - Throws: before anything is read: `Problem` where the output cannot be written, and what `makeReader` throws where the machine
  ///   lacks a part. What fails later is a problem of the summary.
  public func callAsFunction(_ found: Intake.Found) async throws -> RunSummary {
    let lanes = try makeLanes()
    return try await account(for: found) { found, ledger in await read(found.files, on: lanes, into: &ledger) }
  }

  /// Opens what holds scans, has a ledger filled with what is on them, and lets go what came of it.
  ///
  /// - Parameter fill: given the scans, and the ledger that is to know their pages.
  func account(for found: Intake.Found, _ fill: (Intake.Found, inout Ledger) async -> Void) async throws -> RunSummary {
    let start = ContinuousClock.now
    try Emit.makeFolders(of: pipeline.outputs)
    let open = try ParcelOpening(
      pipeline, forms: forms, output: output, executable: executable, earlier: store.map { EarlierParcels($0.store) })
    let earlier = try output.setAside()
    let found = try open(found)
    let leave = try exits(found)
    report(.found(files: found.files.count))
    var ledger = Ledger(
      found, forms: forms, target: pipeline.target, rules: rules, output: output, outputs: pipeline.outputs, store: store, report: report)
    await fill(found, &ledger)
    if let problem = stages?.problem { ledger.add(problem) }
    ledger.finish(cancelled: Task.isCancelled)
    await leave(&ledger)
    return ledger.close(earlier: earlier, seconds: start.secondsSince)
  }

  /// How accepted documents leave: from the store where there is one, else from the run's own folder.
  private func exits(_ found: Intake.Found) throws -> @Sendable (inout Ledger) async -> Void {
    guard !pipeline.outputs.isEmpty else { return { _ in } }
    if let store {
      let export = try StoreExport(store.store, to: pipeline.outputs, forms: forms)
      return { await $0.emit(by: export) }
    }
    let emit = try Emit(pipeline.outputs, forms: forms, scans: scans(found))
    return { await $0.emit(by: emit) }
  }

  private func scans(_ found: Intake.Found) -> ScanPages {
    ScanPages(found.files.map { ($0.name, $0.url) }, limits: DecodeLimits(pipeline), executable: executable)
  }

  func process(
    _ page: ScanPage, of file: ScanFile, on readers: LanePool<ReadLane>, decoded seconds: Double
  ) async -> PageOutcome {
    let lane = await readers.lend()
    let place = RunEvent.Place(file: file.name, index: page.index)
    var outcome = await lane.process(page, of: file, keeping: stages, in: store) { report(.begun(place, $0)) }
    await readers.takeBack(lane)
    outcome.seconds["decode"] = seconds
    report(.page(place, seconds: outcome.seconds.values.reduce(0, +)))
    return outcome
  }
}

/// What a run says while it works.
public enum RunEvent: Sendable {
  /// Envelopes and sets are opened: so many scans are to be read.
  case found(files: Int)
  case opened(String)
  /// A worker begins a stage of a page's work.
  case begun(Place, PageStage)
  /// A page is worked on to its end, in so many seconds.
  case page(Place, seconds: Double)
  /// Of a file every page came to its end: so many, and so many that could not be read.
  case closed(String, pages: Int, failed: Int)
  case record(FormRecord)
  case problem(Problem)

  /// A page: its file's name and its 0-based place there.
  public struct Place: Codable, Hashable, Sendable {
    public var file: String
    public var index: Int
  }
}

/// What a worker does with a page.
public enum PageStage: String, Codable, Sendable { case identify, read }

extension DecodeLimits {
  /// As a pipeline says.
  public init(_ pipeline: PipelineDefinition) {
    self.init()
    (pages, megapixels, seconds) = (pipeline.pages, Double(pipeline.megapixels), pipeline.seconds)
    (memory, fileSize) = (pipeline.memory, pipeline.fileSize)
  }
}
