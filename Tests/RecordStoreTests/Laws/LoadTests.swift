import Forms
import Foundation
import Testing

@testable import RecordStore

/// Many operators at one store. `FORMSCAN_LOAD=10000` fills it with so many records of 150 fields and lets 200 operators work for a
/// minute, each deciding a field and asking for the next one every five seconds; otherwise a few do so without a pause.
struct LoadTests {
  private static let full = ProcessInfo.processInfo.environment["FORMSCAN_LOAD"].flatMap { Int($0) }
  private static let doubts = ["/name", "/born", "/postcode"]

  private func record(_ number: Int) -> FormRecord {
    var record = TestForm.record(number, doubts: Self.doubts)
    guard let usual = record.fields["/agrees"], Self.full != nil else { return record }
    for field in 0..<145 { record.fields["/more/\(field)"] = usual }
    return record
  }

  /// What one operator saw: milliseconds until the next field was there, and until a decision was kept.
  private struct Times: Sendable {
    var next: [Double] = []
    var decide: [Double] = []
  }

  private func work(
    at store: RecordStore, as name: String, token: String, steps: Int, pause: Duration, start: ContinuousClock.Instant
  ) async throws -> Times {
    let clock = ContinuousClock()
    var times = Times(), view: RecordView?
    for step in 0..<steps {
      if pause > .zero { try await clock.sleep(until: start + pause * step) }
      if let record = view?.record, let pointer = view?.standing.pointers.first {
        let decision = FieldDecision(
          FieldPlace(record.id, pointer), old: record.fields[pointer]?.value, new: TestForm.values[pointer])
        let began = clock.now
        _ = try await store.session(token)
        try await store.decide(decision, by: name)
        times.decide.append((clock.now - began) / .milliseconds(1))
      }
      let began = clock.now
      _ = try await store.session(token)
      guard let lease = try await store.leaseNext(for: name) else { break }
      view = try await store.view(lease.record, for: name)
      times.next.append((clock.now - began) / .milliseconds(1))
    }
    return times
  }

  @Test(.timeLimit(.minutes(15)))
  func `operators by the hundred get their next field at once, and no correction is lost or doubled`() async throws {
    let people = Self.full == nil ? 12 : 200, pause = Duration.seconds(Self.full == nil ? 0 : 5), steps = 12
    let names = (1...people).map { "op\($0)" }
    // Rules are asked after each decision, as in a server: that takes the record apart.
    let test = try await TestStore(
      operators: Dictionary(uniqueKeysWithValues: names.map { ($0, .operator) }),
      revalidate: { _, _ in Revalidation(asked: ["r"]) })
    for first in stride(from: 1, through: Self.full ?? 80, by: 100) {
      try test.add((first...min(first + 99, Self.full ?? 80)).map(record))
    }
    var tokens: [String] = []
    for name in names {
      let token = Data.random(32).hex, time = test.now.stamp
      tokens.append(token)
      try test.tamper(
        "INSERT INTO sessions (token, operator, csrf, started, seen) VALUES ('\(Data(token.utf8).sha256)', '\(name)', '', '\(time)', '\(time)')"
      )
    }
    #expect(try await test.store.session(tokens[0]) != nil)
    let begin = ContinuousClock.now
    let times = try await withThrowingTaskGroup(of: Times.self) { group in
      for (index, name) in names.enumerated() {
        let start = begin + pause * index / people, token = tokens[index]
        group.addTask { try await work(at: test.store, as: name, token: token, steps: steps, pause: pause, start: start) }
      }
      return try await group.reduce(into: Times()) { all, one in
        all.next += one.next
        all.decide += one.decide
      }
    }
    let seconds = (ContinuousClock.now - begin) / .seconds(1)
    let beganAudit = ContinuousClock.now, found = try await test.store.verify(images: Self.full == nil)
    let audit = ContinuousClock.now - beganAudit
    #expect(found.problems == [] && found.corrections == times.decide.count)
    #expect(try test.number("SELECT count(*) FROM (SELECT DISTINCT record, pointer FROM corrections)") == times.decide.count)
    func figures(_ name: String, _ values: [Double]) -> String {
      let values = values.sorted()
      func at(_ share: Double) -> String {
        String(format: "%.1f", values[min(values.count - 1, Int(share * Double(values.count)))])
      }
      return "\(name): \(values.count) in \(Int(seconds)) s, p50 \(at(0.5)) ms, p99 \(at(0.99)) ms, longest \(at(1)) ms"
    }
    print(figures("next field", times.next), figures("decision", times.decide), separator: "\n")
    let clock = ContinuousClock()
    let queue = try await clock.measure { _ = try await test.store.queue() }
    let report = try await clock.measure { _ = try await test.store.report() }
    let bytes = try FileManager.default.attributesOfItem(atPath: test.file.path)[.size] as? Int ?? 0
    print("counts of the queue: \(queue), report: \(report), audit: \(audit), database: \(bytes / 1_048_576) MB")
    if Self.full != nil { #expect(times.next.sorted()[times.next.count * 99 / 100] < 150) }
  }
}
