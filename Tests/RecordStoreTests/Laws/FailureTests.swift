import Forms
import Foundation
import GRDB
import Testing

@testable import RecordStore

/// What the disk does to a store.
struct FailureTests {
  @Test func `a disk that is full keeps nothing of a step, says so without values, and the store goes on when there is room`()
    async throws
  {
    let test = try await TestStore()
    try test.add([TestForm.record(1)])
    try await test.store.pool.writeWithoutTransaction { db in
      let pages = try Int.fetchOne(db, sql: "PRAGMA page_count") ?? 0
      try db.execute(sql: "PRAGMA max_page_count = \(pages + 1)")
    }
    let many = (2...40).map { TestForm.record($0, other: ["/name": .text("Zzyzx" + String(repeating: "z", count: 2000))]) }
    #expect {
      try test.add(many)
    } throws: { error in
      let problem = error as? Problem
      return problem?.summary == "the disk is full" && !"\(error)".contains("Zzyzx")
    }
    #expect(try await test.store.verify().problems == [])
    try await test.store.pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA max_page_count = 1000000") }
    let known = try test.add(many).count { $0 == .known }
    #expect(known < many.count)
    #expect(try test.number("SELECT count(*) FROM records") == 40)
    #expect(try await test.store.verify().problems == [])
  }

  @Test func `a file that was damaged says what to do`() async throws {
    let test = try await TestStore()
    try test.add((1...20).map { TestForm.record($0) })
    try test.store.close()
    var bytes = try Data(contentsOf: test.file)
    for place in stride(from: 4096, to: bytes.count, by: 1) { bytes[place] = UInt8(truncatingIfNeeded: place) }
    try bytes.write(to: test.file)
    await #expect {
      let store = try RecordStore(test.file)
      _ = try await store.queue()
    } throws: {
      ($0 as? Problem)?.remedy?.contains("restore") == true
    }
  }
}
