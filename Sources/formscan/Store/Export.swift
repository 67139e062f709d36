import ArgumentParser
import Forms
import Foundation
import Pipeline
import RecordStore

/// Lets released documents leave a store.
struct Export: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Writes the released documents of a store to a pipeline's outputs, each case once.",
    discussion: """
      What waits for a person stays, and holds back the documents of its case. What has left is noted in the audit log and does not leave \
      again. 'formscan run --store' does the same at its end.

        formscan export --store desk.sqlite --pipeline night.yaml
      """)

  @OptionGroup var store: StoreOption
  @Option(help: ArgumentHelp("The pipeline whose outputs are written.", valueName: "file"))
  var pipeline: String
  @OptionGroup var definitions: Definitions

  func run() async throws {
    let outputs = try definitions.pipeline(pipeline).outputs, forms = try definitions.forms()
    guard !outputs.isEmpty else {
      throw ValidationError("\(pipeline) has no outputs. Name where documents go under 'outputs'.")
    }
    try definitions.check(outputs, forms)
    let export = try StoreExport(try store.open(), to: outputs, forms: forms)
    let result = try await export(by: StoreOption.actor)
    for problem in result.problems { complain(problem) }
    Progress.say(result.outputs, waiting: result.waiting, arriving: result.arriving)
    if !result.problems.isEmpty { throw ExitStatus.someFailed.code }
    if result.waiting > 0 { throw ExitStatus.someNeedReview.code }
  }
}
