import ArgumentParser
import Forms
import Foundation
import Imaging
import Pipeline
import RecordStore

/// Reads one batch for `ingest`, which starts it, watches it, and may end it.
struct ReadBatch: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "read-batch", abstract: "Reads one batch for 'formscan ingest'.", shouldDisplay: false)

  @Option var pipeline: String?
  @Option var store: String
  @Option var name: String
  @Option var folder: String
  @Option var output: String
  @Option var workers: Int
  @OptionGroup var definitions: Definitions

  func run() async throws {
    Self.endWithStarter()
    do {
      BatchEvent.finished(try await summary()).send()
    } catch let problem as Problem {
      BatchEvent.unable(problem, status: ExitStatus.someFailed.rawValue).send()
    } catch let error as ImagingError {
      let problem = Problem(
        place: "formscan", summary: "the text engine cannot be started (\(error))",
        remedy: "Install its language data; 'formscan doctor' says what is missing.")
      BatchEvent.unable(problem, status: ExitStatus.dependencyIsMissing.rawValue).send()
    }
  }

  private func summary() async throws -> RunSummary {
    var pipeline = try definitions.pipeline(pipeline)
    pipeline.workers = workers
    let forms = try definitions.forms(pipeline.forms), output = URL(fileURLWithPath: output)
    let intake = Intake(
      fileSize: pipeline.fileSize, archiveSize: pipeline.archiveUnpacked, output: RecordFolder.folders(of: output))
    let found = intake([URL(fileURLWithPath: folder)])
    let networks = try LineNetworks(definitions: definitions.folder())
    var run = Run(pipeline: pipeline, forms: forms, output: try RecordFolder(output), networks: networks)
    run.rules = try definitions.rules(pipeline.forms.isEmpty ? forms : nil)
    run.store = try RunCommand.batch(store, run, name: "ingest \(name)", create: false)
    run.report = { BatchEvent($0)?.send() }
    let ready = run
    return try await Drain.work { try await ready(found) }
  }

  /// Ends this process when the one that started it is gone: it holds the other end of standard input.
  private static func endWithStarter() {
    Thread.detachNewThread {
      while let more = try? FileHandle.standardInput.read(upToCount: 1024), !more.isEmpty {}
      _exit(ExitStatus.someFailed.rawValue)
    }
  }
}
