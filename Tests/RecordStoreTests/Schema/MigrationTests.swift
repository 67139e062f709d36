import Forms
import Foundation
import GRDB
import Testing

@testable import RecordStore

/// A store that an earlier version wrote.
struct MigrationTests {
  /// A file with the first version's tables, and in them what a store of today has had done to it.
  private func version1(of test: TestStore) throws -> URL {
    let file = test.folder.appendingPathComponent("version1.sqlite")
    var configuration = StoreFile.configuration
    configuration.foreignKeysEnabled = false
    let pool = try DatabasePool(path: file.path, configuration: configuration)
    try Schema.migrator.migrate(pool, upTo: "1")
    try pool.writeWithoutTransaction { db in
      try db.execute(sql: "PRAGMA application_id = 0x464F5253; ATTACH '\(test.file.path)' AS new")
      let tables = try String.fetchAll(
        db,
        sql: "SELECT name FROM main.sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name NOT LIKE 'grdb%'")
      for table in tables {
        let columns = try db.columns(in: table, in: "main").map(\.name).joined(separator: ", ")
        try db.execute(sql: "INSERT INTO main.\(table) (\(columns)) SELECT \(columns) FROM new.\(table)")
      }
      try db.execute(sql: "DETACH new")
    }
    try pool.close()
    try FileManager.default.copyItem(atPath: test.file.path + "-images", toPath: file.path + "-images")
    return file
  }

  @Test func `a store of the first version has all that it had, and does what it could not do`() async throws {
    let test = try await TestStore()
    try test.add([TestForm.record(1), TestForm.record(2), TestForm.record(3, doubts: [])])
    try await test.store.decide(.init(FieldPlace(1), old: .text("Alys Wyn"), new: .text("Alys Ŵyn")), by: "ann")
    let head = try await test.store.verify().head, file = try version1(of: test)
    let store = try RecordStore(file)
    let report = try await store.verify(head: head)
    #expect(report.problems == [] && report.records == 3 && report.corrections == 1)
    #expect(try await store.record("t1-1")?.fields["/name"]?.value == .text("Alys Ŵyn"))
    #expect(try await store.leaseNext(for: "bob")?.record == "t1-2")
    // Both are new in the second version.
    #expect(try await store.nextSample(for: "ann") == nil)
    let page = try #require(await store.view("t1-2", for: "bob")?.pages.first)
    try await store.askReread(page: page.id, as: "t2", formPage: 1, by: "bob")
    try store.spend(cpu: 1.5, on: 1)
    #expect(try await store.queue().rereads == 1)
    #expect(try await store.verify(head: head).problems == [])
  }

  @Test func `it has the same tables as a new one, column by column`() async throws {
    let test = try await TestStore()
    try test.add([TestForm.record(1)])
    let file = try version1(of: test)
    try RecordStore(file).close()
    func shape(_ file: URL) async throws -> [String] {
      try await DatabaseQueue(path: file.path).read { db in
        try String.fetchAll(
          db,
          sql: """
            SELECT m.name || ' ' || c.cid || ' ' || c.name || ' ' || c.type FROM sqlite_master m, pragma_table_info(m.name) c
            WHERE m.type = 'table' ORDER BY m.name, c.cid
            """)
      }
    }
    let migrated = try await shape(file)
    #expect(migrated.count > 100)
    #expect(try await migrated == shape(test.file))
  }
}
