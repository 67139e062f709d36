import ArgumentParser
import Forms
import Foundation
import Imaging
import Pipeline

/// Lists the input of a run that several machines share.
struct ManifestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "manifest",
    abstract: "Lists scans for several machines to read, each with its content's hash.",
    discussion: """
      All shards of 'formscan run --manifest' and 'formscan merge' go by the list, so that they speak of the same input: a file that \
      has changed since is an error that names it. It holds names of files, no values. What 'run' says of its input it says too, and \
      so does 'merge' in its summary. It ends with 4 only where there is nothing to read.

        formscan manifest scans/ --output in.json
        formscan run --manifest in.json --shard 1/2 --output shards/1      here
        formscan run --manifest in.json --shard 2/2 --output shards/2      there
        formscan merge shards/* --output out
      """)

  @Argument(help: "Scans, or folders of them.")
  var inputs: [String]
  @Option(help: ArgumentHelp("Where to write.", valueName: "file"))
  var output = "manifest.json"
  @Option(help: ArgumentHelp("The pipeline's settings, for its limits.", valueName: "file"))
  var pipeline: String?
  @Option(help: ArgumentHelp("When the paper arrived, as for 'formscan run'.", valueName: "date"))
  var received: String?
  @OptionGroup var definitions: Definitions

  func validate() throws { try RunCommand.check(received: received) }

  func run() throws {
    let pipeline = try definitions.pipeline(pipeline)
    let intake = Intake(
      received: received.flatMap(RunCommand.time), fileSize: pipeline.fileSize, archiveSize: pipeline.archiveUnpacked,
      output: pipeline.outputs.map { URL(fileURLWithPath: $0.folder) })
    let found = intake(inputs.map { URL(fileURLWithPath: $0) })
    for problem in found.problems { complain(problem) }
    guard !found.files.isEmpty else {
      print("nothing to read: \(output) is not written")
      throw ExitStatus.someFailed.code
    }
    let manifest = try Manifest(found, limits: DecodeLimits(pipeline))
    try manifest.write(to: URL(fileURLWithPath: output))
    let pages = manifest.files.reduce(0) { $0 + ($1.pages ?? 0) }
    print("\(manifest.files.count) files, \(pages) pages counted: \(output)")
  }
}
