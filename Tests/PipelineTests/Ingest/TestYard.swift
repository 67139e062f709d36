import Forms
import Foundation
import RecordStore
import Synchronization
import Testing

@testable import Pipeline

/// A drop folder with a store, and a reader that does what the names of files say.
final class TestYard: Sendable {
  let folder: TestFolder
  let store: RecordStore
  let reader = TestReader()
  let said = Mutex<[String]>([])
  let settings: IngestSettings

  init(batch: Int = 50) throws {
    folder = try TestFolder()
    store = try RecordStore(folder["store.sqlite"], create: true)
    var settings = IngestSettings()
    settings.settle = 0.02
    settings.batch = batch
    self.settings = settings
  }

  func drop(_ names: String..., content: String? = nil) throws {
    for name in names { try folder.write(content ?? "content of \(name)", to: "incoming/\(name)") }
  }

  /// Takes in what lies there.
  ///
  /// - Parameter step: called before each move of a file.
  @discardableResult func ingest(step: @escaping @Sendable () throws(Problem) -> Void = { () throws(Problem) in }) async throws
    -> [Problem]
  {
    var drop = try DropFolder(folder["incoming"])
    drop.step = step
    return try await Ingest(
      drop, settings: settings, store: store, output: folder["night"], workers: 2, read: reader,
      say: { [self] words in said.withLock { $0.append(words) } })(watching: false)
  }

  /// Every file below a folder, without the reasons in quarantine.
  func files(_ path: String) -> [String] {
    let walk = FileManager.default.enumerator(atPath: folder[path].path)
    return (walk?.allObjects as? [String] ?? []).filter {
      FileStatus(folder[path + "/" + $0].path)?.kind != .folder && !$0.hasSuffix(".why.txt") && !$0.hasPrefix(".")
    }.map { ($0 as NSString).lastPathComponent }.sorted()
  }

  /// Tonight's report.
  func report() async throws -> NightReport {
    try await NightReport(of: store, on: #require(NightReport.day(at: Date(), turn: 12)), turn: 12)
  }

  func arrivals() async throws -> [Arrival] {
    try await store.night(from: .distantPast, to: Date(timeIntervalSince1970: 4_000_000_000)).arrivals
  }
}

/// Reads by name: `dies…` ends the process while it is in work, `mute…` ends it with nothing in work, `bad…` cannot be opened,
/// `full…` is not come to, for the disk is full; `….xml` is a set of a document with an ID.
final class TestReader: BatchReading {
  private let jobs = Mutex<[BatchJob]>([])
  private let readings = Mutex<[String: Int]>([:])

  var workers: [Int] { jobs.withLock { $0.map(\.workers) } }
  /// How often a file was read to its end.
  func readings(of name: String) -> Int { readings.withLock { $0[name] ?? 0 } }

  func callAsFunction(_ job: BatchJob) async throws -> BatchEnd {
    jobs.withLock { $0.append(job) }
    let names = (FileManager.default.enumerator(atPath: job.folder.path)?.allObjects as? [String] ?? []).sorted()
    let deadly = names.filter { $0.hasPrefix("dies") }
    if let name = deadly.first {
      // Another page is in work beside it, unless one is read at a time.
      let beside = job.workers > 1 ? names.filter { !$0.hasPrefix("dies") }.prefix(1) : []
      let places = ([name] + beside).map { (RunEvent.Place(file: $0, index: 2), PageStage.read) }
      return .died(BatchDeath(.signal(11), inFlight: Dictionary(uniqueKeysWithValues: places)))
    }
    if names.contains(where: { $0.hasPrefix("mute") }) { return .died(BatchDeath(.status(70))) }
    var account = BatchAccount(), summary = RunSummary()
    for name in names {
      if name.hasPrefix("full") {
        summary.unreadFiles.append(name)
        summary.problems.append(Problem(place: "records", summary: "the disk is full"))
      } else if name.hasPrefix("bad") {
        account.take(.problem(Problem(place: name, summary: "the file is cut short", remedy: "Send it again.")))
        account.take(.closed(name, pages: 0, failed: 0))
      } else {
        account.take(.closed(name, pages: 3, failed: 0))
        account.take(.document(file: name, waits: true))
        readings.withLock { $0[name, default: 0] += 1 }
        if name.hasSuffix(".xml") {
          var set = RunSummary.Parcel(file: name, status: .accepted)
          set.numbers = ["ID of \(name)"]
          summary.parcels = (summary.parcels ?? []) + [set]
        }
      }
    }
    account.take(.finished(summary))
    return .finished(account)
  }
}
