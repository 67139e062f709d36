import Foundation
import GRDB
import HummingbirdTesting
import Logging
import Synchronization

@testable import Forms
@testable import RecordStore
@testable import ReviewApp

/// A store with the web app over it, and a clock that tests turn.
final class TestDesk: Sendable {
  static let password = "correct horse battery"
  let store: RecordStore
  let server: ReviewServer
  let crops = TestCrops()
  let log = TestLog()
  private let folder: URL

  init(
    _ records: [FormRecord] = [TestForm.record(1)], policy: ReviewPolicy = ReviewPolicy(sample: 0),
    forms: [FormDefinition] = [TestForm.definition], settings: ReviewSettings = ReviewSettings(), reader: (any PageReader)? = nil, letters: LetterBook? = nil
  ) async throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("formscan-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let clock = TestClock()
    self.clock = clock
    store = try RecordStore(folder.appendingPathComponent("store.sqlite"), create: true, now: { clock() })
    // Cheap hashes: what a password costs is the store's own test.
    let hash = try PasswordHash(Self.password, cost: .init(rounds: 4, blockSize: 1, parallelism: 1)).text
    for (name, role) in ["ann": Operator.Role.operator, "bob": .operator, "cat": .senior] {
      try await store.set(operator: name, role: role, hash: hash, by: "test")
    }
    var logger = Logger(label: "test", factory: { [log] _ in log })
    logger.logLevel = .trace
    server = try await ReviewServer(
      store: store, forms: FormLibrary(forms: forms), crops: crops, reader: reader, letters: letters,
      welshRules: ["donor-of-age": "Nid oedd y rhoddwr yn 18."], settings: settings,
      logger: logger)
    try add(records, policy: policy)
  }
  private let clock: TestClock

  deinit { try? FileManager.default.removeItem(at: folder) }

  func wait(_ seconds: Double) { clock.turn(by: seconds) }

  func add(_ records: [FormRecord], policy: ReviewPolicy = ReviewPolicy(sample: 0)) throws {
    let batch = try store.beginBatch("test")
    for record in records {
      let pages = try record.pages.map { page in
        let image = try store.images.keep(Data("picture of \(record.source.sha256) \(page.index)".utf8), format: "png")
        return StoredPage(
          file: .init(sha256: record.source.sha256, name: record.source.file, received: record.source.received),
          position: page.index, kind: .form, form: record.form.id, formPage: page.formPage,
          picture: .init(image: image, width: 2000, height: 3000, dpi: 254))
      }
      try store.add(record, form: TestForm.definition, pages: pages, batch: batch, policy: policy)
    }
  }

  /// Rows of the audit log, oldest first.
  func audit(_ action: String) throws -> [(actor: String, subject: String, details: String)] {
    try store.pool.read { db in
      try Row.fetchAll(db, sql: "SELECT * FROM audit WHERE action = ? ORDER BY id", arguments: [action]).map {
        ($0["actor"], $0["subject"], $0["details"])
      }
    }
  }

  /// Runs a test with browsers, which have logged in where they have a name.
  func open(_ names: String..., body: @Sendable ([TestBrowser]) async throws -> Void) async throws {
    try await server.application().test(.router) { client in
      var browsers: [TestBrowser] = []
      for name in names {
        let browser = TestBrowser(client)
        if !name.isEmpty { try await browser.logIn(name) }
        browsers.append(browser)
      }
      try await body(browsers)
    }
  }
}

/// A clock that stands until it is turned.
final class TestClock: Sendable {
  private let time = Mutex(Date(timeIntervalSince1970: 1_800_000_000))
  func callAsFunction() -> Date { time.withLock { $0 } }
  func turn(by seconds: Double) { time.withLock { $0 += seconds } }
}

/// Notes what was asked for, and cuts nothing.
final class TestCrops: PageCrops {
  private let asked = Mutex<[PageCrop]>([])
  var all: [PageCrop] { asked.withLock { $0 } }
  func png(_ crop: PageCrop) async throws -> Data {
    asked.withLock { $0.append(crop) }
    return Data("a picture".utf8)
  }
}

/// Keeps everything that is logged.
final class TestLog: LogHandler {
  private let lines = Mutex<[String]>([])
  var all: String { lines.withLock { $0.joined(separator: "\n") } }
  var metadata: Logger.Metadata {
    get { [:] }
    set {}
  }
  var logLevel: Logger.Level {
    get { .trace }
    set {}
  }
  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { nil }
    set {}
  }
  func log(event: LogEvent) { lines.withLock { $0.append("\(event.level) \(event.message) \(event.metadata ?? [:])") } }
}
