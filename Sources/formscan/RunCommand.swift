import ArgumentParser
import Forms
import Foundation
import Imaging
import Pipeline

/// Reads scans into records.
struct RunCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Reads scanned forms into records.",
    discussion: """
      Takes PDF, TIFF, PNG and JPEG scans, files or whole folders, in any order and mix, and writes

        OUT/records/*.json   one record a document, with every value's place, confidence and reasons for a look
        OUT/records.csv      the same as a table, one row a field
        OUT/summary.json     counts, times, pages that belong to no document, and problems

      EXAMPLES
        formscan run scans/                        every scan in a folder, into out/
        formscan run a.pdf b.tif --output today    two files, into today/
        formscan run scans/ --explain              and say for each field that needs a look why

      \(ExitStatus.help)
      """)

  @Argument(help: "Scans, or folders of them.")
  var inputs: [String]
  @Option(help: ArgumentHelp("The pipeline's settings.", valueName: "file"))
  var pipeline: String?
  @Option(help: ArgumentHelp("Where to write.", valueName: "folder"))
  var output = "out"
  @Option(help: ArgumentHelp("How many pages to read side by side (the pipeline's if not given).", valueName: "n"))
  var workers: Int?
  @Option(
    help: ArgumentHelp("When the paper arrived, YYYY-MM-DD or ISO 8601 (each file's own time if not given).", valueName: "date")
  )
  var received: String?
  @Option(help: ArgumentHelp("Keep what each stage made of each page here. Holds people's data.", valueName: "folder"))
  var keepStages: String?
  @Flag(help: "Say for each field that needs a look why; values are not shown.")
  var explain = false
  @OptionGroup var definitions: Definitions

  func validate() throws {
    if let workers, !(1...64).contains(workers) { throw ValidationError("--workers takes a number from 1 to 64.") }
    if let received, Self.time(received) == nil {
      throw ValidationError("--received takes a day such as 2026-11-23, or a time such as 2026-11-23T21:00:00Z.")
    }
  }

  func run() async throws {
    do {
      try await work()
    } catch let problem as Problem {
      complain(problem)
      throw ExitStatus.someFailed.code
    } catch let error as ImagingError {
      complain(
        Problem(
          place: "this machine", summary: "a part that reading needs is missing (\(error))",
          remedy: "Run Scripts/setup, or install Tesseract's data for the pipeline's languages."))
      throw ExitStatus.dependencyIsMissing.code
    }
  }

  private func work() async throws {
    let pipeline = try settings()
    let forms = try definitions.forms(pipeline.forms)
    var run = Run(pipeline: pipeline, forms: forms, output: try RecordFolder(URL(fileURLWithPath: output)))
    if let keepStages { run.stages = try StageKeeper(URL(fileURLWithPath: keepStages)) }
    let found = Intake(received: received.flatMap(Self.time))(inputs.map { URL(fileURLWithPath: $0) })
    let progress = Progress(files: found.files.count, explain: explain, forms: forms)
    run.report = { progress.note($0) }
    let work = Task { [run] in try await run(found) }
    let signals = Drain { work.cancel() }
    defer { signals.stop() }
    let summary = try await work.value
    progress.finish(summary, output: output)
    let status = Self.status(summary)
    if status != .allDone { throw status.code }
  }

  private func settings() throws -> PipelineDefinition {
    var file = pipeline.map { URL(fileURLWithPath: $0) }
    if file == nil {
      let standard = try definitions.folder().appendingPathComponent("default.yaml")
      if FileManager.default.fileExists(atPath: standard.path) { file = standard }
    }
    var settings = PipelineDefinition()
    if let file {
      let problems: [Problem]
      do { (settings, problems) = try PipelineDefinition.read(file) } catch let problem as Problem {
        complain(problem)
        throw ExitStatus.definitionIsWrong.code
      }
      for problem in problems { complain(problem) }
      if !problems.isEmpty { throw ExitStatus.definitionIsWrong.code }
    }
    settings.workers = workers ?? settings.workers
    return settings
  }

  private static func status(_ summary: RunSummary) -> ExitStatus {
    let failed =
      summary.failedPages > 0 || summary.failed > 0 || summary.interrupted || summary.problems.count > summary.duplicateFiles
    return failed ? .someFailed : summary.review > 0 || summary.unknownPages > 0 ? .someNeedReview : .allDone
  }

  /// The time as ISO 8601 UTC; nil if it is none.
  private static func time(_ text: String) -> String? {
    let full = text.contains("T") ? text : text + "T00:00:00Z"
    return (try? Date(full, strategy: .iso8601))?.ISO8601Format()
  }
}
