import Forms
import Foundation
import Testing

@testable import RecordStore

/// Several processes at one store.
struct TogetherTests {
  /// Adds records as a run does, in a process of its own.
  private static func add(_ numbers: ClosedRange<Int>, to folder: URL) throws {
    let store = try RecordStore(folder.appendingPathComponent("store.sqlite")), batch = try store.beginBatch("run")
    for number in numbers {
      let record = TestForm.record(number, doubts: ["/name", "/agrees"])
      let image = try store.images.keep(Data("picture \(number)".utf8), format: "png")
      let page = StoredPage(
        file: .init(sha256: record.source.sha256, name: record.source.file, received: nil), position: 0, kind: .form,
        form: "t1",
        formPage: 1, picture: .init(image: image, width: 10, height: 20, dpi: 300))
      try store.add(record, form: TestForm.definition, pages: [page], batch: batch, policy: ReviewPolicy(sample: 0))
    }
  }

  /// Takes records and decides their fields until nothing comes any more.
  ///
  /// - Returns: corrections that were acknowledged.
  private static func work(at store: RecordStore, as name: String, until total: Int) async throws -> Int {
    var kept = 0
    while try await store.released().count < total {
      guard let lease = try await store.leaseNext(for: name) else {
        await Task.yield()
        continue
      }
      for pointer in ["/name", "/agrees"] {
        let place = FieldPlace(lease.record, pointer), old = TestForm.values[pointer]
        try await store.decide(.init(place, old: old, new: pointer == "/name" ? .text("Alys \(name)") : old), by: name)
        kept += 1
      }
    }
    return kept
  }

  @Test(.timeLimit(.minutes(15)))
  func `runs add while operators decide, and nothing is lost or doubled`() async throws {
    let test = try await TestStore(), folder = test.folder, total = 120
    async let first = #expect(processExitsWith: .success) { [folder = folder as URL] in
      try TogetherTests.add(1...60, to: folder)
    }
    async let second = #expect(processExitsWith: .success) { [folder = folder as URL] in
      try TogetherTests.add(61...120, to: folder)
    }
    // Operators at two pools, as two servers have them.
    let store = try RecordStore(test.file), other = try RecordStore(test.file)
    let kept = try await withThrowingTaskGroup(of: Int.self) { group in
      for (store, name) in [(store, "ann"), (other, "bob"), (other, "cat")] {
        group.addTask { try await Self.work(at: store, as: name, until: total) }
      }
      return try await group.reduce(0, +)
    }
    _ = await (first, second)
    #expect(kept == 2 * total)
    let report = try await other.verify()
    #expect(report.problems == [] && report.corrections == kept && report.records == total)
    #expect(try test.number("SELECT count(*) FROM (SELECT DISTINCT record, pointer FROM corrections)") == kept)
  }

  @Test func `of two who decide one field at once, one is told that the other did`() async throws {
    let test = try await TestStore(), other = try RecordStore(test.file)
    try test.add((1...50).map { TestForm.record($0, doubts: ["/name", "/postcode"]) })
    for number in 1...50 {
      let won = await withTaskGroup(of: Bool.self) { group in
        for (store, name) in [(test.store, "ann"), (other, "bob")] {
          group.addTask {
            do {
              try await store.decide(.init(FieldPlace(number), old: .text("Alys Wyn"), new: .text("By \(name)")), by: name)
              return true
            } catch { return error as? Refusal != .conflict([FieldPlace(number)]) }
          }
        }
        return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
      }
      #expect(won == 1)
    }
    #expect(try await other.verify().corrections == 50)
    #expect(try await other.verify().problems == [])
  }
}
