import Forms
import Foundation
import GRDB
import Testing

@testable import RecordStore

struct OpeningTests {
  @Test func `what was acknowledged is on the disk: the log is written ahead, and through`() async throws {
    let test = try await TestStore()
    let modes = try await test.store.pool.write { db in
      (try String.fetchOne(db, sql: "PRAGMA journal_mode"), try Int.fetchOne(db, sql: "PRAGMA synchronous"))
    }
    #expect(modes.0 == "wal" && modes.1 == 2)
  }

  @Test func `nobody but the owner can read the files`() async throws {
    let test = try await TestStore()
    try test.add([TestForm.record(1)])
    for name in try FileManager.default.contentsOfDirectory(atPath: test.folder.path) {
      let rights = try FileManager.default.attributesOfItem(atPath: test.folder.appendingPathComponent(name).path)[
        .posixPermissions]
      #expect((rights as? Int ?? 0o777) & 0o077 == 0, "\(name)")
    }
  }

  @Test func `another program's database, a text and a file of a later version are refused, and left as they are`() async throws
  {
    let folder = TestStore.folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let other = folder.appendingPathComponent("other.sqlite"), text = folder.appendingPathComponent("text.sqlite")
    let later = folder.appendingPathComponent("later.sqlite")
    try await DatabaseQueue(path: other.path).write { try $0.execute(sql: "CREATE TABLE t (x)") }
    try Data(repeating: 65, count: 5000).write(to: text)
    try await RecordStore(later, create: true).pool.write { try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('99')") }
    for (file, words) in [(other, "another program"), (text, "no store"), (later, "later version")] {
      #expect { try RecordStore(file, create: true) } throws: { ($0 as? Problem)?.summary.contains(words) == true }
      #expect(RecordStore.fault(of: file)?.summary.contains(words) == true)
    }
    let good = folder.appendingPathComponent("good.sqlite"), store = try RecordStore(good, create: true)
    #expect(RecordStore.fault(of: good) == nil)
    try store.close()
    #expect(RecordStore.fault(of: good) == nil && RecordStore.fault(of: folder.appendingPathComponent("none.sqlite")) == nil)
    #expect { try RecordStore(folder.appendingPathComponent("none.sqlite")) } throws: {
      ($0 as? Problem)?.summary == "there is no store"
    }
    #expect(try Data(contentsOf: text) == Data(repeating: 65, count: 5000))
  }

  @Test func `many can make and open it at once`() async throws {
    let folder = TestStore.folder(), file = folder.appendingPathComponent("store.sqlite")
    defer { try? FileManager.default.removeItem(at: folder) }
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<8 {
        group.addTask {
          let store = try RecordStore(file, create: true)
          try await store.set(operator: "op\(number)", role: .operator, hash: TestStore.noPassword, by: "test")
        }
      }
      try await group.waitForAll()
    }
    #expect(try await RecordStore(file).verify().rows == 8)
  }
}
