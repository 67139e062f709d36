import Forms
import Foundation
import Synchronization
import Testing

@testable import Pipeline

struct ShardRunTests {
  let shards: TestShards

  init() throws {
    shards = try TestShards()
    for (place, name) in ["a", "b", "c"].enumerated() { try shards.batch.scan([1, 2], as: "\(name).tif", dust: place) }
  }

  /// The scans that a shard opens.
  private func opened(_ read: (@escaping @Sendable (RunEvent) -> Void) async throws -> Void) async throws -> [String] {
    let names = Mutex<[String]>([])
    try await read { event in if case .opened(let name) = event { names.withLock { $0.append(name) } } }
    return names.withLock { $0 }
  }

  @Test func `a shard that is run again reads only what is missing, or was read on another basis`() async throws {
    let manifest = try shards.manifest(), readings = shards.folder(1).appending(path: "readings")
    let first = try #require(try await shards.read(1, of: 1, manifest))
    #expect(first.kept == 0 && first.pages == 6 && first.files == ["a.tif", "b.tif", "c.tif"])
    let names = try FileManager.default.contentsOfDirectory(atPath: readings.path).sorted()
    try FileManager.default.removeItem(at: readings.appending(path: names[1]))
    try Data("half".utf8).write(to: readings.appending(path: names[2]))
    #expect(try await opened { _ = try await shards.read(1, of: 1, manifest, report: $0) } == ["b.tif", "c.tif"])
    #expect(try await opened { _ = try await shards.read(1, of: 1, manifest, report: $0) } == [])
    var basis = TestShards.basis
    basis.program = "another"
    #expect(try await opened { _ = try await shards.read(1, of: 1, manifest, basis: basis, report: $0) }.count == 3)
  }

  @Test func `a file that is another now is read, and what was read of the old one goes`() async throws {
    _ = try await shards.read(1, of: 1, try shards.manifest())
    try shards.batch.scan([1, 2], as: "b.tif", dust: 9)
    let manifest = try shards.manifest()
    #expect(try await opened { _ = try await shards.read(1, of: 1, manifest, report: $0) } == ["b.tif"])
    #expect(try FileManager.default.contentsOfDirectory(atPath: shards.folder(1).appending(path: "readings").path).count == 3)
    #expect(try shards.gather([1], manifest).1 == [])
  }

  @Test func `a shard that is stopped is not complete, and keeps what it has read to the end`() async throws {
    let manifest = try shards.manifest()
    let work = Task {
      try await shards.read(
        1, of: 1, manifest,
        report: { event in
          if case .opened("c.tif") = event { withUnsafeCurrentTask { $0?.cancel() } }
        })
    }
    #expect(try await work.value == nil)
    #expect(try shards.gather([1], manifest).1.first?.summary.contains("not complete") == true)
    #expect(try await opened { _ = try await shards.read(1, of: 1, manifest, report: $0) } == ["c.tif"])
    #expect(try shards.gather([1], manifest).1 == [])
  }

  @Test func `a folder with a run's results takes no shard`() async throws {
    let manifest = try shards.manifest()
    _ = try await shards.once(manifest, to: "shards/1")
    await #expect(throws: Problem.self) { try await shards.read(1, of: 1, manifest) }
    #expect(try !shards.batch.records("shards/1").isEmpty)
  }

  @Test func `an empty shard is complete`() async throws {
    let manifest = try shards.manifest()
    let report = try #require(try await shards.read(4, of: 4, manifest))
    #expect(report.files == [] && report.scans == [])
  }
}
