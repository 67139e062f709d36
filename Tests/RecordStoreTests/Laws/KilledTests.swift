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
    let log = open(folder.appendingPathComponent("acknowledged").path, O_WRONLY | O_CREAT | O_APPEND, 0o600)
    for number in 1... {
      if number == 21 {
        Thread.detachNewThread {
          usleep(killed)
          kill(getpid(), SIGKILL)
        }
      }
      let place = FieldPlace((number - 1) % 300 + 1), turn = (number - 1) / 300
      let old = turn == 0 ? "Alys Wyn" : "Alys \(turn)", new = "Alys \(turn + 1)"
      try await store.decide([.init(place, old: .text(old), new: .text(new))], by: "ann")
      let line = Array("\(place.record) \(turn + 1)\n".utf8)
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
}
