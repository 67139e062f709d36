public import Forms
public import Foundation
public import RecordStore
import Synchronization

/// The reports of the nights through which a job works.
public final class NightReports: Sendable {
  private let store: RecordStore, turn: Int, folder: URL
  /// The morning's day of the report that was written last.
  private let last: Mutex<Day?>

  /// - Parameters:
  ///   - turn: the hour of UTC at which one night ends and the next begins.
  ///   - folder: takes the reports.
  public init(_ store: RecordStore, turn: Int, folder: URL) {
    (self.store, self.turn, self.folder) = (store, turn, folder)
    last = Mutex(NightReport.day(at: store.now(), turn: turn))
  }

  /// Writes tonight's report, and once more that of a night that has ended since the last: what ended just before is in none yet.
  ///
  /// - Throws: `Problem` where one cannot be written.
  public func write(left: [Problem] = [], stopped: Problem? = nil) async throws {
    guard let day = NightReport.day(at: store.now(), turn: turn) else { return }
    var before: Day? = day
    last.withLock { swap(&$0, &before) }
    if let before, before != day { try await again(before, said(of: before)).write(to: folder) }
    try await NightReport(of: store, on: day, turn: turn, left: left, stopped: stopped).write(to: folder)
  }

  /// Writes a night's report anew, of what the store knows, with what the job itself said in it.
  ///
  /// - Parameter day: the morning's; tonight's if nil.
  /// - Returns: the page's place.
  /// - Throws: `Problem` where it cannot be written.
  public func renew(_ day: Day? = nil) async throws -> URL {
    guard let day = day ?? NightReport.day(at: store.now(), turn: turn) else { return folder }
    let said = said(of: day)
    var report = try await again(day, said)
    if said == nil {
      report.next = ["No job wrote a report of this night: look whether it was started."] + report.next.filter { $0 != NightReport.nothing }
    }
    return try report.write(to: folder)
  }

  private func again(_ day: Day, _ said: Said?) async throws -> NightReport {
    try await NightReport(of: store, on: day, turn: turn, left: said?.left ?? [], stopped: said?.stopped)
  }

  /// What the store does not know of a night: what the job left, and why it ended.
  private struct Said: Decodable {
    var left: [Problem]
    var stopped: Problem?
  }

  private func said(of day: Day) -> Said? {
    let file = folder.appendingPathComponent("report-\(day).json")
    return (try? Data(contentsOf: file)).flatMap { try? JSONDecoder().decode(Said.self, from: $0) }
  }
}
