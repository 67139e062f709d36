import ArgumentParser
import Forms
import Foundation
import Pipeline

/// Makes of shards what one run writes.
struct MergeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge",
    abstract: "Puts together what shards of a manifest have read.",
    discussion: """
      Writes what one run over the same input writes: the same records, table, strays and summary, but for times. Documents may lie \
      across shards, and belong to documents of other shards. Every file of the manifest must be in exactly one shard, read with the \
      program, libraries and definitions that are here; else nothing is written, and what to run again is said.

      What goes to a store, and what leaves by the pipeline's outputs, goes now, once. The manifest's files must still be there.

        formscan merge shards/* --output out
        formscan merge shards/* --output out --store desk.sqlite

      \(ExitStatus.help)
      """)

  @Argument(help: "Output folders of the shards.")
  var shards: [String]
  @Option(help: ArgumentHelp("The manifest (the one that the first shard read by, if not given).", valueName: "file"))
  var manifest: String?
  @Option(help: ArgumentHelp("Where the manifest's files are on this machine, if not where they were.", valueName: "folder"))
  var root: String?
  @Option(help: ArgumentHelp("The pipeline's settings, as for the shards.", valueName: "file"))
  var pipeline: String?
  @Option(help: ArgumentHelp("Where to write.", valueName: "folder"))
  var output = "out"
  @Option(
    help: ArgumentHelp("Add documents and pictures of their pages to this store too, for 'formscan review'.", valueName: "file")
  )
  var store: String?
  @Flag(help: "Say for each field that needs a look why; values are not shown.")
  var explain = false
  @OptionGroup var definitions: Definitions

  func run() async throws {
    let pipeline = try definitions.pipeline(pipeline)
    let forms = try definitions.forms(pipeline.forms)
    try definitions.check(pipeline.outputs, forms)
    let listed = try Listed(manifest ?? shards[0] + "/manifest.json", root: root)
    let (gathered, problems) = try ShardSet.gather(
      shards.map { URL(fileURLWithPath: $0) }, of: listed.manifest, basis: definitions.basis(pipeline, self.pipeline))
    guard let gathered else {
      for problem in problems { complain(problem) }
      print("nothing is merged: \(output)/ is left as it is")
      throw ExitStatus.someFailed.code
    }
    let found = try listed.all()
    var run = Run(pipeline: pipeline, forms: forms, output: try RecordFolder(URL(fileURLWithPath: output)))
    run.rules = try definitions.rules(pipeline.forms.isEmpty ? forms : nil)
    if let store { run.store = try RunCommand.batch(store, run) }
    let progress = Progress(explain: explain, forms: forms)
    run.report = { progress.note($0) }
    let ready = run
    let summary = try await RunCommand.finish(languages: pipeline.languages) { try await ready(found, from: gathered) }
    progress.finish(summary, output: output)
    let status = RunCommand.status(summary)
    if status != .allDone { throw status.code }
  }
}
