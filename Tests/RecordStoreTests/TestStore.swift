import Forms
import Foundation
import GRDB
import Synchronization
import Testing

@testable import RecordStore

/// A store in a folder of its own, with a clock that tests turn.
final class TestStore: Sendable {
  let folder: URL
  let store: RecordStore
  private let clock = TestClock()
  /// A hash that no password has: people of tests do not log in.
  static let noPassword = "scrypt$1$1$1$AA==$AA=="

  var file: URL { folder.appendingPathComponent("store.sqlite") }
  var now: Date { clock() }

  init(
    operators: [String: Operator.Role] = ["ann": .operator, "bob": .operator, "cat": .senior], revalidate: Revalidate? = nil
  ) async throws {
    folder = Self.folder()
    store = try RecordStore(
      folder.appendingPathComponent("store.sqlite"), create: true, now: { [clock] in clock() }, revalidate: revalidate)
    for (name, role) in operators { try await store.set(operator: name, role: role, hash: Self.noPassword, by: "test") }
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  static func folder() -> URL {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("formscan-\(UUID().uuidString)")
    try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return folder
  }

  func wait(_ seconds: Double) { clock.turn(by: seconds) }

  /// Puts records in, each with a page image.
  @discardableResult func add(_ records: [FormRecord], policy: ReviewPolicy = ReviewPolicy(sample: 0)) throws -> [Added] {
    let batch = try store.beginBatch("test")
    let added = try records.map { record in
      try store.add(record, form: TestForm.definition, pages: pages(of: record), batch: batch, policy: policy)
    }
    try store.end(batch: batch)
    return added
  }

  /// Sends records on.
  func export(_ ids: [String]) async throws {
    let claimed = try await store.claimCases().consignments.flatMap(\.cases).flatMap(\.records)
    #expect(claimed.filter(ids.contains) == ids)
    try await store.noteExport(of: [ids], by: "export")
    try await store.giveBack(claimed.filter { !ids.contains($0) })
  }

  func pages(of record: FormRecord) throws -> [StoredPage] {
    try record.pages.map { page in
      let image = try store.images.keep(Data("picture of \(record.source.sha256) \(page.index)".utf8), format: "png")
      return StoredPage(
        file: .init(sha256: record.source.sha256, name: record.source.file, received: record.source.received),
        position: page.index, kind: .form, form: record.form.id, formPage: page.formPage,
        picture: .init(image: image, width: 10, height: 20, dpi: 300))
    }
  }

  /// The first number that a statement gives.
  func number(_ sql: String) throws -> Int { try store.pool.read { try Int.fetchOne($0, sql: sql) ?? 0 } }

  /// Runs a statement behind the store's back.
  func tamper(_ sql: String) throws { try store.pool.write { try $0.execute(sql: sql) } }
}

/// A clock that stands until it is turned.
final class TestClock: Sendable {
  private let time = Mutex(Date(timeIntervalSince1970: 1_800_000_000))
  func callAsFunction() -> Date { time.withLock { $0 } }
  func turn(by seconds: Double) { time.withLock { $0 += seconds } }
}

extension RecordStore {
  /// A purge with one period for all.
  func purge(closedBefore date: Date, by actor: String, pretend: Bool = false) async throws -> PurgeReport {
    try await purge(valuesBefore: date, imagesBefore: date, by: actor, pretend: pretend)
  }

  /// The cases that may leave now.
  func ready() async throws -> [[String]] {
    let since = now().addingTimeInterval(-Self.silence).stamp
    return try await read { try Self.readyCases(since: since, in: $0) }.ready
  }

  /// Ids of the records that are released, in the order of that.
  func released() async throws -> [String] {
    try await read { db in
      try String.fetchAll(
        db,
        sql: """
          SELECT id FROM records WHERE released IS NOT NULL AND disposition = 'accepted' AND superseded IS NULL AND purged IS NULL
          ORDER BY released, id
          """)
    }
  }
}
