import Forms
import Foundation
import RecordStore
import Testing

struct CopiesTests {
  @Test func `a store that is restored from its backup is the same, while the first goes on`() async throws {
    let test = try await TestStore()
    try test.add((1...5).map { TestForm.record($0) })
    try await test.store.decide(.init(FieldPlace(1), old: .text("Alys Wyn"), new: .text("Alys")), by: "ann")
    _ = try await test.store.leaseNext(for: "ann")
    let backup = test.folder.appendingPathComponent("backup")
    let manifest = try await test.store.backUp(to: backup, by: "admin")
    #expect(manifest.records == 5 && manifest.images == 5)
    try await test.store.decide(.init(FieldPlace(2), old: .text("Alys Wyn"), new: .text("Later")), by: "ann")
    let file = test.folder.appendingPathComponent("restored/store.sqlite")
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try await RecordStore.restore(backup, to: file, by: "admin")
    let store = try RecordStore(file)
    // The log goes on from where the copy was made.
    #expect(try await store.verify(head: manifest.head).problems == [])
    #expect(try await store.record("t1-1")?.fields["/name"]?.value == .text("Alys"))
    #expect(try await store.record("t1-2")?.fields["/name"]?.value == .text("Alys Wyn"))
    #expect(try await store.queue().held == 0)
    #expect(try await test.store.verify(head: manifest.head).problems == [])
    for path in [file.path, file.path + "-images", backup.path] {
      let rights = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
      #expect((rights ?? 0o777) & 0o077 == 0, "\(path)")
    }
  }

  @Test func `a damaged backup and a place that is taken are refused`() async throws {
    let test = try await TestStore()
    try test.add([TestForm.record(1)])
    let backup = test.folder.appendingPathComponent("backup"), file = test.folder.appendingPathComponent("new.sqlite")
    _ = try await test.store.backUp(to: backup, by: "admin")
    await #expect(throws: Problem.self) { _ = try await test.store.backUp(to: backup, by: "admin") }
    #expect(try test.number("SELECT count(*) FROM audit WHERE action = 'backed up'") == 1)
    await #expect(throws: Problem.self) { try await RecordStore.restore(backup, to: test.file, by: "admin") }
    await #expect(throws: Problem.self) { try await RecordStore.restore(test.folder, to: file, by: "admin") }
    let copy = backup.appendingPathComponent("store.sqlite")
    var bytes = try Data(contentsOf: copy)
    bytes[bytes.count - 7] ^= 1
    try bytes.write(to: copy)
    await #expect(throws: Problem.self) { try await RecordStore.restore(backup, to: file, by: "admin") }
    #expect(!FileManager.default.fileExists(atPath: file.path))
  }

  @Test func `a page image that is missing or changed is found when it is copied, and when it comes back`() async throws {
    let test = try await TestStore(), file = test.folder.appendingPathComponent("new.sqlite")
    try test.add([TestForm.record(1)])
    let backup = test.folder.appendingPathComponent("backup"), bad = test.folder.appendingPathComponent("bad")
    _ = try await test.store.backUp(to: backup, by: "admin")
    let image = try #require(await test.store.view("t1-1", for: "ann")?.pages.first?.picture).image
    try Data("other".utf8).write(
      to: backup.appendingPathComponent("store.sqlite-images/\(image.sha256.prefix(2))/\(image.sha256).png"))
    await #expect(throws: Problem.self) { try await RecordStore.restore(backup, to: file, by: "admin") }
    try FileManager.default.removeItem(
      at: backup.appendingPathComponent("store.sqlite-images/\(image.sha256.prefix(2))/\(image.sha256).png"))
    await #expect(throws: Problem.self) { try await RecordStore.restore(backup, to: file, by: "admin") }
    try FileManager.default.removeItem(at: test.store.images.file(of: image))
    await #expect(throws: Problem.self) { _ = try await test.store.backUp(to: bad, by: "admin") }
    #expect(!FileManager.default.fileExists(atPath: file.path) && !FileManager.default.fileExists(atPath: bad.path))
  }
}
