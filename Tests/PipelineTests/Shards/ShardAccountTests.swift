import Forms
import Foundation
import Testing

@testable import Pipeline

/// Shards that are not complete, not of one kind or not all there: each is refused with what to do.
@Suite(.serialized) struct ShardAccountTests {
  let shards: TestShards
  private let manifest: Manifest

  init() async throws {
    shards = try TestShards()
    for (place, name) in ["a", "b", "c"].enumerated() { try shards.batch.scan([1], as: "\(name).tif", dust: place) }
    manifest = try shards.manifest()
    for number in 1...3 { try await shards.read(number, of: 3, manifest) }
  }

  private func problem(_ numbers: [Int], basis: ReadingBasis = TestShards.basis) throws -> Problem {
    let (gathered, problems) = try shards.gather(numbers, manifest, basis: basis)
    #expect(gathered == nil)
    return try #require(problems.last)
  }

  @Test func `a shard that is not there is told by its files, with what to run`() throws {
    let problem = try problem([1, 3])
    #expect(problem.summary.contains("b.tif") && problem.summary.contains("1 of 3"))
    #expect(problem.remedy?.contains("--shard 2/3") == true && problem.remedy?.contains("1/3") == false)
  }

  @Test func `a file in two shards is told with both`() throws {
    #expect(try problem([1, 1, 2, 3]).summary.contains("a.tif; in \(shards.folder(1).path)"))
  }

  @Test func `of shards of several numbers nobody can say which is missing`() async throws {
    try await shards.read(4, of: 4, manifest)
    #expect(try problem([1, 2, 4]).remedy?.contains("of 3 and of 4") == true)
  }

  @Test func `a shard that stopped, or is read anew, does not count`() async throws {
    let report = shards.folder(2).appending(path: "shard.json")
    try FileManager.default.removeItem(at: report)
    let (_, problems) = try shards.gather([1, 2, 3], manifest)
    #expect(problems.map(\.place).first == shards.folder(2).path && problems[0].summary.contains("not complete"))
    try Data("{".utf8).write(to: report)
    #expect(try shards.gather([1, 2, 3], manifest).1.first?.place == report.path)
    #expect(try problem([1, 7]).summary.contains("2 of 3"))
  }

  @Test func `a shard of another manifest, program or definitions is refused by name`() async throws {
    var other = manifest
    other.received = "2026-01-01T00:00:00Z"
    #expect(try shards.gather([1, 2, 3], other).1.allSatisfy { !$0.summary.contains("other things") })
    #expect(try shards.gather([1], other).1[0].summary.contains("another manifest"))
    var basis = TestShards.basis
    basis.definitions = "others"
    basis.libraries = ["a": "2"]
    let problems = try shards.gather([1, 2, 3], manifest, basis: basis).1
    #expect(problems[0].summary.contains("the definitions, the version of a") && problems[0].place == shards.folder(1).path)
    #expect(problems.count == 3)
  }

  @Test func `a reading that is not as it was written stops the merge, which names it`() async throws {
    let folder = shards.folder(2).appending(path: "readings")
    let name = try #require(FileManager.default.contentsOfDirectory(atPath: folder.path).first)
    try Data("{}".utf8).write(to: folder.appending(path: name))
    let summary = try await shards.merge(3, manifest)
    #expect(summary.problems.first?.place.hasSuffix(name) == true && summary.unreadFiles == ["b.tif", "c.tif"])
    try await shards.read(2, of: 3, manifest)
    #expect(try await shards.merge(3, manifest).unreadFiles == [])
  }
}
