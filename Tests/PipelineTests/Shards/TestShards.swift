import Forms
import Foundation
import Testing

@testable import Pipeline

/// A batch that is read once as a whole, and once in shards that are merged.
struct TestShards: Sendable {
  let batch: TestBatch
  static let basis = ReadingBasis(libraries: ["a": "1"], program: "p", definitions: "d", pipeline: "l", languages: "e")

  init() throws { batch = try TestBatch() }

  func manifest() throws -> Manifest { try Manifest(batch.found(), executable: try builtCommand()) }

  func folder(_ number: Int) -> URL { batch.folder.appending(path: "shards/\(number)") }

  @discardableResult func read(
    _ number: Int, of count: Int, _ manifest: Manifest, basis: ReadingBasis = basis,
    reader: @escaping @Sendable () throws -> any PageReading = { NumberingReader() },
    report: @escaping @Sendable (RunEvent) -> Void = { _ in }
  ) async throws -> ShardReport? {
    let shard = try #require(ShardNumber(number, of: count))
    let (found, changed) = manifest.found(manifest.part(shard))
    #expect(changed == [])
    var run = Run(
      pipeline: PipelineDefinition(), forms: [TestBatch.form], output: try RecordFolder(folder(number), isShard: true))
    run.executable = try builtCommand()
    run.makeReader = reader
    run.report = report
    return try await run(.init(shard, of: manifest, basis: basis), of: found)
  }

  func gather(_ numbers: [Int], _ manifest: Manifest, basis: ReadingBasis = basis) throws -> (ShardSet?, [Problem]) {
    try ShardSet.gather(numbers.map(folder), of: manifest, basis: basis)
  }

  func merge(
    _ count: Int, _ manifest: Manifest, to output: String = "merged", change: (inout Run) throws -> Void = { _ in }
  ) async throws -> RunSummary {
    let (shards, problems) = try gather(Array(1...count), manifest)
    #expect(problems == [])
    var run = try batch.run(output) { NumberingReader() }
    try change(&run)
    return try await run(manifest.found().found, from: try #require(shards))
  }

  /// One run over the same manifest.
  func once(
    _ manifest: Manifest, to output: String = "once",
    reader: @escaping @Sendable () throws -> any PageReading = { NumberingReader() },
    change: (inout Run) throws -> Void = { _ in }
  ) async throws -> RunSummary {
    var run = try batch.run(output, workers: 2, reader: reader)
    try change(&run)
    return try await run(manifest.found().found)
  }

  /// All that a run wrote, its summary without times.
  func results(_ output: String) throws -> [String: Data] {
    var written = try batch.written(output)
    let file = batch.folder.appending(path: output).appending(path: "summary.json")
    var summary = try JSONDecoder().decode(RunSummary.self, from: Data(contentsOf: file))
    summary.seconds = [:]
    written["summary.json"] = try CanonicalJSON.data(summary)
    return written
  }
}
