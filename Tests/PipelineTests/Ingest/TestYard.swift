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
    try FileManager.default.createDirectory(at: folder["incoming"], withIntermediateDirectories: true)
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
  /// - Parameters:
  ///   - other: a store that is not the yard's.
  ///   - step: called before each move of a file.
  @discardableResult func ingest(into other: RecordStore? = nil, step: @escaping @Sendable () throws(Problem) -> Void = { () throws(Problem) in }) async throws
    -> [Problem]
  {
    var drop = try DropFolder(folder["incoming"])
    drop.step = step
    return try await Ingest(
      drop, settings: settings, store: other ?? store, output: folder["night"], workers: 2, read: reader,
      say: { [self] words in said.withLock { $0.append(words) } })(watching: false)
  }

  /// Takes in what lies there, and cannot move one file.
  ///
  /// - Parameter move: the number of the move of that file, from 1.
  func ingest(holding name: String, atMove move: Int) async throws {
    let moves = Mutex(0)
    try await ingest { () throws(Problem) in
      guard moves.withLock({ $0 += 1; return $0 }) == move else { return }
      var problem = Problem(place: name, summary: "the file cannot be moved", remedy: "")
      problem.code = DropFolder.immovable
      throw problem
    }
  }

  /// What is said of the files in quarantine, batch by batch.
  var reasons: String {
    folder.names("quarantine").filter { $0.hasSuffix(".why.txt") }
      .map { (try? String(contentsOf: folder["quarantine/\($0)"], encoding: .utf8)) ?? "" }.joined()
  }

  /// Every file below a folder, without the reasons in quarantine.
  func files(_ path: String) -> [String] {
    let walk = FileManager.default.enumerator(atPath: folder[path].path)
    return (walk?.allObjects as? [String] ?? []).filter {
      FileStatus(folder[path + "/" + $0].path)?.kind != .folder && !$0.hasPrefix(".")
        && !(path == "quarantine" && !$0.contains("/"))
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
/// `letter…` is a page that is in no document; `full…` is not come to, for the disk is full; `late…` is read and its record cannot be written; `grows…` is written to meanwhile;
/// `….xml` is a set of a document with an ID; `….zip` is an envelope of a scan `1`, which is read, and one, `2`, which is not, unless its
/// name says `none`: then neither is.
final class TestReader: BatchReading {
  private let jobs = Mutex<[BatchJob]>([])
  private let readings = Mutex<[String: Int]>([:])
  /// How every batch ends, whatever is in it; nil for what its files say.
  let end = Mutex<BatchEnd?>(nil)

  var workers: [Int] { jobs.withLock { $0.map(\.workers) } }
  /// How often a file was read to its end.
  func readings(of name: String) -> Int { readings.withLock { $0[name] ?? 0 } }

  func callAsFunction(_ job: BatchJob) async throws -> BatchEnd {
    jobs.withLock { $0.append(job) }
    if let end = end.withLock({ $0 }) { return end }
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
      } else if name.hasSuffix(".zip") {
        var envelope = RunSummary.Parcel(file: name, status: .incomplete)
        envelope.numbers = ["\(name) 1", "\(name) 2"]
        for scan in ["1", "2"] {
          var inside = RunSummary.Parcel.Scan(name: "\(name)/\(scan)", kept: "", sha256: "\(name)/\(scan)", number: "\(name) \(scan)")
          if scan == "2" || name.contains("none") { inside.unread = true }
          account.take(.closed(inside.name, pages: inside.unread == true ? 0 : 1, failed: 0))
          envelope.scans.append(inside)
        }
        summary.parcels = (summary.parcels ?? []) + [envelope]
      } else if name.hasPrefix("bad") {
        account.take(.problem(Problem(place: name, summary: "the file is cut short", remedy: "Send it again.")))
        account.take(.closed(name, pages: 0, failed: 0))
      } else {
        if name.hasPrefix("letter") { summary.strays.append(.init(file: name, index: 0, kind: .unknown, reason: "no form")) }
        if name.hasPrefix("late") { summary.unwritten = Problem(place: "the store", summary: "another process kept it locked") }
        if name.hasPrefix("grows") { try Data("whole".utf8).write(to: job.folder.appendingPathComponent(name)) }
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
