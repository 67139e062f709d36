import Forms
import Foundation
import Testing

@testable import RecordStore

struct ForgettingTests {
  /// Two released records and one that waits, of scans that the night job took: the second lay in an envelope, the third came twice.
  private func night() async throws -> TestStore {
    let test = try await TestStore(), store = test.store
    let files = ["1": "Zzyzx 1.pdf", "envelope": "e.zip", "3": "Zzyzx 3.pdf"]
    let arrivals = files.map { Arrival(batch: "b1", name: $0.value, sha256: $0.key, bytes: 1, arrived: test.now.stamp) }
    try store.register(arrivals, in: "b1")
    try test.add([TestForm.record(1, doubts: []), TestForm.record(2, doubts: []), TestForm.record(3)])
    try store.take(
      arrivals.map { arrival in
        var file = TakenFile(arrival)
        file.arrival.state = .done
        file.arrival.problem = Problem(place: arrival.name, summary: "of Zzyzx", remedy: "")
        if arrival.sha256 == "envelope" { file.scans = ["2": "e.zip/Zzyzx 2.pdf"] }
        return file
      }, of: "b1")
    try store.register([Arrival(batch: "b2", name: "Zzyzx again.pdf", sha256: "1", bytes: 1, arrived: test.now.stamp)], in: "b2")
    test.wait(40 * 86_400)
    return test
  }

  @Test func `what nothing is left of can go, and what waits, or whose images stay, can not`() async throws {
    let test = try await night(), before = test.now.addingTimeInterval(-30 * 86_400)
    let early = try await test.store.purge(closedBefore: before.addingTimeInterval(-20 * 86_400), by: "admin")
    #expect(early.arrivals.isEmpty)
    let values = try await test.store.purge(valuesBefore: before, imagesBefore: nil, by: "admin")
    #expect(values.records == 2 && values.arrivals.isEmpty)
    let plan = try await test.store.purge(closedBefore: before, by: "admin", pretend: true)
    #expect(Set(plan.arrivals.map(\.name)) == ["Zzyzx 1.pdf", "e.zip", "Zzyzx again.pdf"])
    // The first batch has the one that waits.
    #expect(plan.batches == ["b2"])
    #expect(try await test.store.purge(closedBefore: before, by: "admin").arrivals == plan.arrivals)
  }

  @Test func `names that are forgotten are gone from the disk, and the same content is known still`() async throws {
    let test = try await night(), store = test.store
    try await store.decide(.init(FieldPlace(3), old: .text("Alys Wyn"), new: .text("Alys Wyn")), by: "ann")
    test.wait(40 * 86_400)
    let report = try await store.purge(closedBefore: test.now.addingTimeInterval(-30 * 86_400), by: "admin")
    #expect(report.arrivals.count == 4 && report.batches == ["b1", "b2"])
    try await store.forget(report.arrivals)
    for name in try FileManager.default.contentsOfDirectory(atPath: test.folder.path) where name.hasPrefix("store.sqlite") {
      let bytes = try? Data(contentsOf: test.folder.appendingPathComponent(name))
      #expect(bytes?.range(of: Data("Zzyzx".utf8)) == nil, "\(name)")
    }
    #expect(try await store.purge(closedBefore: test.now, by: "admin").arrivals.isEmpty)
    let again = ["1", "2", "3"].map { Arrival(batch: "b3", name: $0, sha256: $0, bytes: 1, arrived: test.now.stamp) }
    #expect(try store.register(again, in: "b3").map(\.state) == [.duplicate, .duplicate, .duplicate])
    #expect(try await store.verify().problems == [])
  }
}
