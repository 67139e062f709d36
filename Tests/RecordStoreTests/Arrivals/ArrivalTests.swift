import Forms
import Foundation
import Testing

@testable import RecordStore

struct ArrivalTests {
  private func arrival(_ name: String, _ batch: String, _ content: String) -> Arrival {
    Arrival(batch: batch, name: name, sha256: content, bytes: 1, arrived: "2026-11-26T00:00:00Z")
  }

  private func envelope(_ name: String, _ numbers: [String], of arrival: Arrival, scans: [String] = []) -> TakenFile {
    var file = TakenFile(arrival)
    file.arrival.state = .done
    var envelope = ArrivedEnvelope(name: name, status: .accepted)
    envelope.numbers = numbers
    (file.envelope, file.numbers) = (envelope, numbers)
    file.scans = Dictionary(uniqueKeysWithValues: scans.map { ($0, "\(name)/\($0).pdf") })
    return file
  }

  @Test func `an envelope's name, its numbers and its scans are known to all but the file itself`() async throws {
    let test = try await TestStore(), store = test.store
    let first = arrival("1.zip", "b1", "aa")
    try store.register([first], in: "b1")
    try store.take([envelope("1.zip", ["7", "8"], of: first, scans: ["s1"])], of: "b1")
    #expect(try store.earlierEnvelope("1.zip", than: "bb") == "1.zip of b1")
    #expect(try store.earlierEnvelope("1.zip", than: "aa") == nil)
    #expect(try store.earlierEnvelope("2.zip", than: "bb") == nil)
    #expect(try store.earlierUse(of: "8", than: "bb") == "1.zip of b1")
    #expect(try store.earlierUse(of: "8", than: "aa") == nil)
    #expect(try store.earlierUse(of: "9", than: "bb") == nil)
    #expect(try store.earlierScan("s1", than: "bb") == "1.zip/s1.pdf of b1")
    #expect(try store.earlierScan("s1", than: "aa") == nil)
    // A scan that comes loose after it came in an envelope.
    let loose = try store.register([arrival("loose.pdf", "b2", "s1")], in: "b2")
    #expect(loose.map(\.state) == [.duplicate])
  }

  @Test func `a refused envelope's name and numbers may come again`() async throws {
    let test = try await TestStore(), store = test.store
    let first = arrival("1.zip", "b1", "aa")
    try store.register([first], in: "b1")
    var file = envelope("1.zip", ["7"], of: first)
    file.arrival.state = .quarantined
    file.envelope?.status = .refused
    try store.take([file], of: "b1")
    #expect(try store.earlierEnvelope("1.zip", than: "bb") == nil)
    #expect(try store.earlierUse(of: "7", than: "bb") == nil)
  }

  @Test func `registering twice changes nothing, and a file that was moved is followed`() async throws {
    let test = try await TestStore(), store = test.store
    try store.register([arrival("a.pdf", "b1", "aa")], in: "b1")
    try store.register([arrival("a.pdf", "b1", "aa")], in: "b1")
    #expect(try store.arrivals(of: "b1").map(\.state) == [.working])
    try store.register([arrival("a.pdf", "b2", "aa")], in: "b2") { _, _ in false }
    #expect(try store.arrivals(of: "b1").isEmpty)
    #expect(try store.arrivals(of: "b2").map(\.state) == [.working])
    #expect(try store.waitingBatches() == ["b2"])
  }

  @Test func `what is done with stays as it is, and the audit log stands`() async throws {
    let test = try await TestStore(), store = test.store
    let first = arrival("a.pdf", "2026-11-26-0003", "aa")
    try store.register([first], in: first.batch)
    try store.quarantine("a.pdf", of: first.batch, for: Problem(place: "a.pdf", summary: "it is broken"))
    var late = TakenFile(first)
    late.arrival.state = .done
    try store.take([late], of: first.batch)
    #expect(try store.arrivals(of: first.batch).map(\.state) == [.quarantined])
    #expect(try store.lastBatch(of: "2026-11-26") == 3)
    #expect(try store.lastBatch(of: "2026-11-27") == 0)
    #expect(try await store.verify().problems.isEmpty)
  }
}
