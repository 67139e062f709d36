public import Forms
public import Foundation
import Imaging

/// Scans in, records out: decode → identify and register → read → assemble → validate → emit.
///
/// Pages go through side by side and come out in order; how many are under way is bounded, so memory does not grow with the batch.
public struct Run: Sendable {
  public var pipeline: PipelineDefinition
  public var forms: [FormDefinition]
  public var output: RecordFolder
  public var stages: StageKeeper?
  /// The program that decodes in a child process: this one, unless a test says otherwise.
  public var executable = URL(fileURLWithPath: "/proc/self/exe")
  /// Makes a lane's reader.
  public var makeReader: @Sendable () throws -> any PageReading
  /// Told of every page done and every record written.
  public var report: @Sendable (RunEvent) -> Void = { _ in }

  public init(pipeline: PipelineDefinition, forms: [FormDefinition], output: RecordFolder) {
    self.pipeline = pipeline
    self.forms = forms
    self.output = output
    makeReader = { [languages = pipeline.languages, target = pipeline.target] in
      let readers = try ZoneReaders(languages: languages)
      readers.target = target
      return readers
    }
  }

  /// Works through everything that was found. Cancelling the task lets the pages under way finish and stops there.
  ///
  /// - Throws: `Problem` where the output cannot be written, `ImagingError` where the machine lacks a part.
  public func callAsFunction(_ found: Intake.Found) async throws -> RunSummary {
    let start = ContinuousClock.now
    let decoder = DecodeLane(limits: DecodeLimits(pipeline), executable: executable)
    let readers = LanePool(readLanes())
    return try await withThrowingTaskGroup(of: (Int, PageOutcome).self) { group in
      var ledger = Ledger(found, forms: forms, output: output, report: report)
      for (place, file) in found.files.enumerated() where !Task.isCancelled {
        report(.opened(file.name))
        await decoder.open(file)
        while !Task.isCancelled, let decoded = try await decoder.next() {
          if ledger.underWay >= pipeline.workers + 2, let (place, outcome) = try await group.next() {
            try ledger.add(outcome, at: place)
          }
          ledger.begin(decoded, of: file, at: place)
          if case .page(let page) = decoded.page {
            group.addTask { (place, try await process(page, of: file, on: readers, decoded: decoded.seconds)) }
          }
        }
        try ledger.end(place, complete: !Task.isCancelled)
      }
      for try await (place, outcome) in group { try ledger.add(outcome, at: place) }
      await decoder.close()
      return try ledger.close(interrupted: Task.isCancelled, seconds: start.secondsSince)
    }
  }

  private func process(
    _ page: ScanPage, of file: ScanFile, on readers: LanePool<ReadLane>, decoded seconds: Double
  ) async throws -> PageOutcome {
    let lane = await readers.lend()
    var outcome: PageOutcome
    do { outcome = try await lane.process(page, of: file, keeping: stages) } catch {
      // Others may wait for it.
      await readers.takeBack(lane)
      throw error
    }
    await readers.takeBack(lane)
    outcome.seconds["decode"] = seconds
    report(.page)
    return outcome
  }

  private func readLanes() -> [ReadLane] {
    var identify = Identify(forms: forms)
    (identify.accept, identify.margin, identify.residual) = (pipeline.accept, pipeline.margin, pipeline.residual)
    return (0..<max(1, pipeline.workers)).map { ReadLane($0, identify: identify, makeReader: makeReader) }
  }
}

/// What a run says while it works.
public enum RunEvent: Sendable {
  case opened(String)
  case page
  case record(FormRecord)
  case problem(Problem)
}

extension DecodeLimits {
  init(_ pipeline: PipelineDefinition) {
    self.init()
    (pages, megapixels, seconds) = (pipeline.pages, Double(pipeline.megapixels), pipeline.seconds)
    (memory, fileSize) = (pipeline.memory, pipeline.fileSize)
  }
}
