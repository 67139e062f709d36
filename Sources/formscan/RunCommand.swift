import ArgumentParser
import Forms
import Foundation
import Imaging
import Pipeline
import RecordStore

/// Reads scans into records.
struct RunCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Reads scanned forms into records.",
    discussion: """
      Takes PDF, TIFF, PNG and JPEG scans, HMCTS envelopes (.zip) and OPG sets (.xml), files or whole folders, in any order and \
      mix, and writes

        OUT/records/*.json   one record a document, with every value's place, confidence and reasons for a look
        OUT/records.csv      the same as a table, one row a field
        OUT/summary.json     counts, times, pages that belong to no document, and problems
        OUT/unpacked/*.pdf   the scans out of envelopes and sets
        OUT/answers/*.json   what the supplier is told of each envelope that was refused, with HMCTS's own code

      OUT always holds one run's results: what an earlier run wrote there is kept in OUT/earlier/1 and so on, unless this run \
      writes the same again. OUT and the folder of --keep-stages are no input, even where they lie within it. Hidden names, and \
      files beside scans that are none by their endings (.txt, .csv …), are left out of folders, and listed in summary.json.

      EXAMPLES
        formscan run scans/                        every scan in a folder, into out/
        formscan run a.pdf b.tif --output today    two files, into today/
        formscan run scans/ --explain              and say for each field that needs a look why

      On more than one machine, 'formscan manifest' lists the input, each machine reads a shard of it, and 'formscan merge' makes of \
      these what one run writes:

        formscan run --manifest in.json --shard 3/8 --output shards/3      the third of eight
        formscan run --manifest in.json --shard auto/8 --output shards/$N  the one of this task of Slurm's, Kubernetes' or AWS Batch's

      A shard writes no record: OUT then holds readings/*.json and, once all is read, shard.json. It ends with 0 if all was read, \
      and started again it goes on where it stopped. Slurm's tasks count from 1, the others' from 0; 'auto' alone takes their \
      number from Slurm, AWS Batch or FORMSCAN_SHARDS.

      \(ExitStatus.help)
      """)

  @Argument(help: "Scans, or folders of them; none with --manifest.")
  var inputs: [String] = []
  @Option(help: ArgumentHelp("Read what this lists, as 'formscan manifest' wrote it.", valueName: "file"))
  var manifest: String?
  @Option(help: ArgumentHelp("Where the manifest's files are on this machine, if not where they were.", valueName: "folder"))
  var root: String?
  @Option(help: ArgumentHelp("Read only this part of the manifest: 3/8, auto/8 or auto.", valueName: "shard"))
  var shard: String?
  @Option(help: ArgumentHelp("The pipeline's settings.", valueName: "file"))
  var pipeline: String?
  @Option(help: ArgumentHelp("Where to write.", valueName: "folder"))
  var output = "out"
  @Option(help: ArgumentHelp("How many pages to read side by side (the pipeline's if not given).", valueName: "n"))
  var workers: Int?
  @Option(
    help: ArgumentHelp(
      "When the paper arrived, YYYY-MM-DD or YYYY-MM-DDThh:mm:ssZ (the envelope's, or each file's own time if not given).",
      valueName: "date")
  )
  var received: String?
  @Option(help: ArgumentHelp("Keep what each stage made of each page here. Holds people's data.", valueName: "folder"))
  var keepStages: String?
  @Option(help: ArgumentHelp("Add documents and pictures of their pages to this store too, for 'formscan review'.", valueName: "file"))
  var store: String?
  @Flag(help: "Say for each field that needs a look why; values are not shown.")
  var explain = false
  @OptionGroup var definitions: Definitions

  func validate() throws {
    try validateShard()
    try refuseEmpty(["--output": output])
    if let workers, !(1...64).contains(workers) { throw ValidationError("--workers takes a number from 1 to 64.") }
    try Self.check(received: received)
  }

  func run() async throws {
    let pipeline = try settings()
    let forms = try definitions.forms(pipeline.forms)
    try definitions.check(pipeline.outputs, forms)
    let output = URL(fileURLWithPath: output), stages = keepStages.map { URL(fileURLWithPath: $0) }
    if let shard { return try await read(shard, pipeline, forms) }
    let found = try manifest.map { try Listed($0, root: root).all() } ?? look(pipeline)
    guard !found.files.isEmpty else {
      for problem in found.problems { complain(problem) }
      print("nothing to read: \(self.output)/ is left as it is")
      throw ExitStatus.someFailed.code
    }
    let networks = try LineNetworks(definitions: definitions.folder())
    var run = Run(pipeline: pipeline, forms: forms, output: try RecordFolder(output), networks: networks)
    run.rules = try definitions.rules(pipeline.forms.isEmpty ? forms : nil)
    if let store { run.store = try Self.batch(store, run) }
    run.stages = try stages.map { try StageKeeper($0) }
    let progress = Progress(explain: explain, forms: forms)
    run.report = { progress.note($0) }
    let ready = run
    let summary = try await Self.finish(languages: pipeline.languages) { try await ready(found) }
    progress.finish(summary, output: self.output)
    let status = Self.status(summary)
    if status != .allDone { throw status.code }
  }

  /// What lies in the folders and files that were named.
  private func look(_ pipeline: PipelineDefinition) -> Intake.Found {
    let intake = Intake(
      received: received.flatMap(Self.time), fileSize: pipeline.fileSize, archiveSize: pipeline.archiveUnpacked,
      output: RecordFolder.folders(of: URL(fileURLWithPath: output)) + (keepStages.map { [URL(fileURLWithPath: $0)] } ?? [])
        + pipeline.outputs.map { URL(fileURLWithPath: $0.folder) }
        + (store.map { [URL(fileURLWithPath: $0 + "-images")] } ?? []))
    return intake(inputs.map { URL(fileURLWithPath: $0) })
  }

  /// Begins a batch of a store.
  ///
  /// - Parameter create: whether to make the store where there is none.
  static func batch(_ store: String, _ run: Run, name: String = "run", create: Bool = true) throws -> StoreBatch {
    let kept = try RecordStore(URL(fileURLWithPath: store), create: create, revalidate: run.rules.revalidation)
    return try StoreBatch(kept, name: name, policy: ReviewPolicy(run.pipeline))
  }

  /// Ends with status 1 where there is no such day or time, or it is still to come.
  static func check(received: String?) throws {
    guard let received else { return }
    guard let time = time(received) else {
      throw ValidationError(
        "--received takes a day of the calendar such as 2026-11-23, or a time such as 2026-11-23T21:00:00Z.")
    }
    // A day begins somewhere on earth 14 hours before it does in UTC.
    if let date = try? Date(time, strategy: .iso8601), date.timeIntervalSinceNow > 14 * 3600 {
      throw ValidationError("--received takes no day that is still to come: every time limit is judged by it.")
    }
  }

  /// Works to the end, or to a signal.
  static func finish<Made: Sendable>(
    languages: [String], _ body: @escaping @Sendable () async throws -> Made
  ) async throws -> Made {
    do {
      return try await Drain.work(body)
    } catch let error as ImagingError {
      let packages = languages.map { "tesseract-ocr-\($0)" }.joined(separator: " and ")
      complain(
        Problem(
          place: "formscan", summary: "the text engine cannot be started (\(error))",
          remedy: "Nothing was read. Install \(packages); if TESSDATA_PREFIX is set, check that it is their folder."))
      throw ExitStatus.dependencyIsMissing.code
    }
  }

  func settings() throws -> PipelineDefinition {
    var settings = try definitions.pipeline(pipeline)
    settings.workers = workers ?? settings.workers
    return settings
  }

  static func status(_ summary: RunSummary) -> ExitStatus {
    let failed =
      summary.failedPages > 0 || summary.failed > 0 || summary.interrupted || summary.problems.count > summary.duplicateFiles
    return failed ? .someFailed : summary.review + summary.rejected > 0 || summary.unknownPages > 0 ? .someNeedReview : .allDone
  }

  /// The time as ISO 8601 UTC; nil if there is no such day or time. What is parsed must come back as it was written, for the parser
  /// takes 30 February for 2 March.
  static func time(_ text: String) -> String? {
    let full = text.contains("T") ? text : text + "T00:00:00Z"
    let back = (try? Date(full, strategy: .iso8601))?.ISO8601Format()
    return back == full ? full : nil
  }
}
