import Forms
import Foundation
import Glibc
import Testing

@testable import RecordStore

/// A process that is killed while it works (`SIGKILL`), at any moment.
struct KilledTests {
  /// Decides one field after another and writes down which ones were acknowledged, until it is killed so many microseconds after the
  /// twentieth.
  private static func decide(in folder: URL, killedAfter killed: UInt32) async throws {
    let store = try RecordStore(folder.appendingPathComponent("store.sqlite"))
    try await untilKilled(after: killed, in: folder) { number in
      let place = FieldPlace((number - 1) % 300 + 1), turn = (number - 1) / 300
      let old = turn == 0 ? "Alys Wyn" : "Alys \(turn)", new = "Alys \(turn + 1)"
      try await store.decide([.init(place, old: .text(old), new: .text(new))], by: "ann")
      return "\(place.record) \(turn + 1)"
    }
  }

  /// Adds one record after another, each with an image, in the same way.
  private static func add(in folder: URL, killedAfter killed: UInt32) async throws {
    let store = try RecordStore(folder.appendingPathComponent("store.sqlite")), batch = try store.beginBatch("run")
    try await untilKilled(after: killed, in: folder) { number in
      let record = TestForm.record(number)
      try store.add(
        record, form: TestForm.definition, pages: pages(of: record, in: store), batch: batch, policy: ReviewPolicy(sample: 0))
      return record.id
    }
  }

  private static func pages(of record: FormRecord, in store: RecordStore) throws -> [StoredPage] {
    let image = try store.images.keep(Data("picture of \(record.id)".utf8), format: "png")
    return [
      StoredPage(
        file: .init(sha256: record.source.sha256, name: record.source.file, received: nil), position: 0, kind: .form,
        form: "t1",
        formPage: 1, picture: .init(image: image, width: 10, height: 20, dpi: 300))
    ]
  }

  private static func untilKilled(after killed: UInt32, in folder: URL, _ step: (Int) async throws -> String) async throws {
    let log = open(folder.appendingPathComponent("acknowledged").path, O_WRONLY | O_CREAT | O_APPEND, 0o600)
    for number in 1... {
      if number == 21 {
        Thread.detachNewThread {
          usleep(killed)
          kill(getpid(), SIGKILL)
        }
      }
      let line = Array("\(try await step(number))\n".utf8)
      guard write(log, line, line.count) == line.count else { return }
    }
  }

  @Test(arguments: [1, 2, 3, 4, 5, 6])
  func `every correction that was acknowledged is there, once, and at most one more`(seed: Int) async throws {
    let test = try await TestStore(), folder = test.folder
    // Two fields wait, so that each record stays open while the other one is decided.
    try test.add((1...300).map { TestForm.record($0, doubts: ["/name", "/postcode"]) })
    var random = Seeded(seed)
    let killed = UInt32.random(in: 0...200_000, using: &random)
    await #expect(processExitsWith: .signal(SIGKILL)) { [folder = folder as URL, killed = killed as UInt32] in
      try await KilledTests.decide(in: folder, killedAfter: killed)
    }
    let text = (try? String(contentsOf: folder.appendingPathComponent("acknowledged"), encoding: .utf8)) ?? ""
    let acknowledged = text.split(separator: "\n").count
    let store = try RecordStore(test.file), report = try await store.verify()
    #expect(report.problems == [] && acknowledged >= 20)
    #expect(report.corrections == acknowledged || report.corrections == acknowledged + 1)
    for line in text.split(separator: "\n") {
      let parts = line.split(separator: " ")
      let kept = try test.number("SELECT count(*) FROM corrections WHERE record = '\(parts[0])' AND new = 'Alys \(parts[1])'")
      #expect(kept == 1, "\(line)")
    }
    // What was half done is not there, and the next one can work on.
    let next = try #require(await store.leaseNext(for: "bob"))
    let shown = try #require(await store.record(next.record)?.fields["/name"]?.value)
    #expect(
      try await store.decide(.init(FieldPlace(next.record, "/name"), old: shown, new: .text("Mair")), by: "bob").waiting == 1)
  }

  @Test(arguments: [1, 2, 3])
  func `every record that was acknowledged is there whole, and the run that comes again adds the rest`(seed: Int) async throws {
    let test = try await TestStore(), folder = test.folder
    var random = Seeded(seed)
    let killed = UInt32.random(in: 0...200_000, using: &random)
    await #expect(processExitsWith: .signal(SIGKILL)) { [folder = folder as URL, killed = killed as UInt32] in
      try await KilledTests.add(in: folder, killedAfter: killed)
    }
    let acknowledged = try String(contentsOf: folder.appendingPathComponent("acknowledged"), encoding: .utf8).split(
      separator: "\n"
    ).count
    let store = try RecordStore(test.file), report = try await store.verify()
    #expect(report.problems == [] && acknowledged >= 20)
    #expect(report.records == acknowledged || report.records == acknowledged + 1)
    let batch = try store.beginBatch("run")
    for number in 1...acknowledged + 5 {
      let record = TestForm.record(number)
      let added = try store.add(record, form: TestForm.definition, pages: Self.pages(of: record, in: store), batch: batch)
      #expect(added == (number <= report.records ? .known : .new))
    }
    #expect(try await store.verify().problems == [])
  }
}
