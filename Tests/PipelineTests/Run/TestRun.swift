import Forms
import Foundation
import Imaging
import Pipeline
import Testing

/// Runs over pages of seeded forms, with a reader that finds nothing on them.
struct TestRun: Sendable {
  struct Reader: PageReading { func read(_ page: RegisteredPage) -> [FieldReading] { [] } }

  let folder: TestFolder
  let forms = [IdentifyTests.form(seed: 1)]

  init() throws { folder = try TestFolder() }

  /// Writes a scan of the form; different shifts make different scans.
  @discardableResult func scan(_ path: String, shift: Double = 0) throws -> URL {
    let map = IdentifyTests.map(turn: 0, skew: 0, scale: (1, 1), shift: (shift, 0))
    let url = try folder.write("", to: path)
    try IdentifyTests.scan(forms[0], by: map, turn: 0).writePNG(to: url.path)
    return url
  }

  func callAsFunction(
    _ inputs: [URL], stages: StageKeeper? = nil, reader: @escaping @Sendable () throws -> any PageReading = { Reader() },
    report: @escaping @Sendable (RunEvent) -> Void = { _ in }
  ) async throws -> RunSummary {
    var run = Run(pipeline: PipelineDefinition(), forms: forms, output: try RecordFolder(folder["out"]))
    run.executable = try builtCommand()
    run.makeReader = reader
    run.stages = stages
    run.report = report
    return try await run(Intake()(inputs))
  }
}
