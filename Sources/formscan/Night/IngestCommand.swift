import ArgumentParser
import Forms
import Foundation
import Pipeline
import RecordStore
import Synchronization

/// Takes a drop folder in, through the night, with nobody watching.
struct IngestCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ingest",
    abstract: "Takes scans out of a drop folder into a store, once each, and reports in the morning.",
    discussion: """
      Files are taken once their size and time stand still, and move by renaming from incoming/ through working/ to done/ or quarantine/, \
      which stand beside it; none is changed or deleted. The same content is read once, whatever it is called. A file that cannot be read, \
      or that ends what reads it twice, is in quarantine/BATCH, and quarantine/BATCH.why.txt says why. However the job ended, the next start \
      goes on.

        OUT/report-YYYY-MM-DD.html   what the night brought and what to do next; .json and .csv beside it
        OUT/batches/NAME/            what 'formscan run' writes, of each batch
        OUT/store.sqlite             the store, for 'formscan review', unless --store or the pipeline names another

      A supplier's statement (.json with its envelopes) that lies in the folder is held against what came. Settings: ingest in the \
      pipeline's file; flags go over them.

        formscan ingest --incoming /srv/scans/incoming --output /srv/scans/night
        formscan ingest --watch                          goes on until it is told to stop (SIGTERM)
        formscan ingest --report-only --day 2026-11-27   the report of that morning again

      \(ExitStatus.help)
      """)

  @Option(help: ArgumentHelp("The pipeline's settings.", valueName: "file"))
  var pipeline: String?
  @OptionGroup var folders: NightOptions
  @Option(help: ArgumentHelp("The store.", valueName: "file"))
  var store: String?
  @Flag(help: "Go on until told to stop.")
  var watch = false
  @Flag(help: "Take nothing in; write the report alone.")
  var reportOnly = false
  @Option(
    help: ArgumentHelp("With --report-only: the morning's day, YYYY-MM-DD (the last one's if not given).", valueName: "day"))
  var day: String?
  @OptionGroup var definitions: Definitions

  func validate() throws {
    if let day, Day(day) == nil { throw ValidationError("--day takes a day such as 2026-11-27.") }
    try refuseEmpty(["--store": store])
    if day != nil, !reportOnly { throw ValidationError("--day goes with --report-only.") }
  }

  func run() async throws {
    let pipeline = try definitions.pipeline(pipeline), settings = over(pipeline.ingest ?? IngestSettings())
    let output = URL(fileURLWithPath: settings.output)
    if !reportOnly { try Self.make(output) }
    let file = NightFolders.store(settings.store, in: output)!
    let kept = try RecordStore(file, create: !reportOnly)
    let reports = NightReports(kept, turn: settings.turn, folder: output)
    if reportOnly { return print(try await reports.renew(day.flatMap { Day($0) }).path) }
    try check(pipeline)
    let batches = Mutex<Set<String>>([]), told = Mutex<[Problem]>([])
    do {
      let written = NightFolders.written(output: output, store: file, pipeline.outputs.map { URL(fileURLWithPath: $0.folder) })
      let ingest = Ingest(
        try DropFolder(URL(fileURLWithPath: settings.incoming), writing: written), settings: settings, store: kept, output: output,
        workers: pipeline.workers,
        read: BatchProcess(executable: URL(fileURLWithPath: "/proc/self/exe"), arguments: arguments(file), settings: settings),
        say: Self.say, begun: { batch in batches.withLock { _ = $0.insert(batch) } })
      try await Drain.work { [watch] in
        _ = try await ingest(watching: watch) { left in
          told.withLock { $0 = left }
          // The last report says so for good; what can be read is read all the same.
          do { try await reports.write(left: left) } catch let problem as Problem { complain(problem) }
        }
      }
    } catch is CancellationError {
      Self.say("stopped; the next start goes on with what waits")
    } catch let problem as Problem where problem.code == Ingest.busy {
      complain(problem)
      throw ExitStatus.anotherIsAtWork.code
    } catch let stop as IngestStop {
      complain(stop.problem)
      try? await reports.write(left: told.withLock { $0 }, stopped: stop.problem)
      throw ExitCode(stop.status)
    } catch let problem as Problem {
      // The morning must hear of it; where the disk is full, it cannot. What could not be moved is in the report, with all that was left.
      if problem.code != DropFolder.immovable { try? await reports.write(left: told.withLock { $0 }, stopped: problem) }
      throw problem
    }
    // Stopped, it left what it told of last.
    let left = told.withLock { $0 }
    try await reports.write(left: left)
    try end(kept, batches.withLock { $0 }, left)
  }

  private static func make(_ folder: URL) throws(Problem) {
    do { try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true) } catch {
      throw Problem(
        place: folder.path, summary: "the output folder cannot be made (\(error.localizedDescription))",
        remedy: "Choose another with --output.")
    }
  }

  /// Wrong definitions end it here, before a file is touched.
  private func check(_ pipeline: PipelineDefinition) throws {
    let forms = try definitions.forms(pipeline.forms)
    try definitions.check(pipeline.outputs, forms)
    _ = try definitions.rules(pipeline.forms.isEmpty ? forms : nil)
  }

  private func over(_ settings: IngestSettings) -> IngestSettings {
    var settings = folders.over(settings)
    settings.store = store ?? settings.store
    return settings
  }

  /// Of the command that reads a batch.
  private func arguments(_ store: URL) -> [String] {
    [ReadBatch.configuration.commandName!, "--store", store.path] + (pipeline.map { ["--pipeline", $0] } ?? [])
      + definitions.arguments
  }

  /// The exit code for what this start worked on and what it left.
  private func end(_ store: RecordStore, _ batches: Set<String>, _ left: [Problem]) throws {
    let files = try batches.sorted().flatMap { try store.arrivals(of: $0) }
    let states = Dictionary(grouping: files, by: \.state).mapValues(\.count)
    let documents = files.reduce(0) { $0 + $1.documents }, waiting = files.reduce(0) { $0 + $1.waiting }
    Self.say(
      "\(files.count) files: \(states[.done] ?? 0) read, \(states[.quarantined] ?? 0) in quarantine, "
        + "\(states[.duplicate] ?? 0) duplicates, \(states[.working] ?? 0) not done with; "
        + "\(documents) documents, \(waiting) to review")
    // What is still being written comes with the next start.
    if left.contains(where: { $0.code != Problem.moving }) { throw ExitStatus.someFailed.code }
    if (states[.quarantined] ?? 0) + (states[.working] ?? 0) + files.reduce(0, { $0 + $1.failedPages + $1.unreadScans }) > 0 {
      throw ExitStatus.someFailed.code
    }
    if waiting + files.reduce(0, { $0 + $1.strays }) > 0 { throw ExitStatus.someNeedReview.code }
  }

  @Sendable private static func say(_ words: String) {
    print("\(Date().ISO8601Format()) \(words.printable)")
    fflush(nil)
  }
}
