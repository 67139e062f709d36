import ArgumentParser
import Forms
import Foundation
import Imaging
import Pipeline

extension RunCommand {
  /// What may go with what.
  func validateShard() throws {
    guard inputs.isEmpty != (manifest == nil) else {
      throw ValidationError(
        inputs.isEmpty
          ? "Name scans or folders of them, or a --manifest." : "Name scans, or a --manifest that lists them, not both.")
    }
    if manifest != nil, received != nil {
      throw ValidationError("--received goes with 'formscan manifest': all shards go by it.")
    }
    if manifest == nil, root != nil || shard != nil { throw ValidationError("--root and --shard go with a --manifest.") }
    if shard != nil, store != nil {
      throw ValidationError("--store goes with 'formscan merge': what shards have read goes there once, when all is known.")
    }
    if let shard { _ = try number(shard) }
  }

  private func number(_ shard: String) throws -> ShardNumber {
    do { return try ShardNumber(shard, environment: ProcessInfo.processInfo.environment) } catch {
      throw ValidationError("\(error.place): \(error.summary). \(error.remedy ?? "")")
    }
  }

  /// Reads a shard.
  func read(_ shard: String, _ pipeline: PipelineDefinition, _ forms: [FormDefinition]) async throws {
    let number = try number(shard), listed = try Listed(manifest ?? "", root: root), found = try listed.part(number)
    let networks = try LineNetworks(definitions: definitions.folder())
    var run = Run(
      pipeline: pipeline, forms: forms, output: try RecordFolder(URL(fileURLWithPath: output), isShard: true),
      networks: networks)
    run.stages = try keepStages.map { try StageKeeper(URL(fileURLWithPath: $0)) }
    let progress = Progress(explain: false, forms: forms)
    run.report = { progress.note($0) }
    let ready = run, definitions = definitions, file = self.pipeline
    let report = try await Self.finish(languages: pipeline.languages) {
      let part = Run.Shard(number, of: listed.manifest, basis: try definitions.basis(pipeline, file))
      return try await ready(part, of: found)
    }
    guard let report else {
      throw Problem(
        place: output, summary: "shard \(number) stopped before all was read",
        remedy: "Run the same shard again with this --output; it goes on where it stopped.")
    }
    let before = report.kept > 0 ? ", \(report.kept) of them before" : ""
    print("shard \(number): \(report.scans.count) scans, \(report.pages) pages read\(before); readings: \(output)/")
    if !pipeline.outputs.isEmpty { print("nothing leaves by the pipeline's outputs before 'formscan merge'") }
  }
}

extension Definitions {
  /// What readings rest on besides the scans.
  func basis(_ pipeline: PipelineDefinition, _ file: String?) throws -> ReadingBasis {
    try ReadingBasis(
      definitions: folder(), pipeline: file.map { URL(fileURLWithPath: $0) }, languages: pipeline.languages)
  }
}
