public import Forms
public import Foundation
public import RecordStore
import Synchronization

/// The reports of the nights through which a job works.
public final class NightReports: Sendable {
  private let store: RecordStore, turn: Int, folder: URL
  /// The morning's day of the report that was written last; nil where none was yet.
  private let last = Mutex<Day?>(nil)
  /// Days for which a report that lacks something is made good.
  private static let memory = 31.0

  /// - Parameters:
  ///   - turn: the hour of UTC at which one night ends and the next begins.
  ///   - folder: takes the reports.
  public init(_ store: RecordStore, turn: Int, folder: URL) {
    (self.store, self.turn, self.folder) = (store, turn, folder)
  }

  /// Writes tonight's report; before the first, those of nights that lack what was done with just before the job was cut off; and once
  /// more that of a night that has ended since the last: what ended just before is in none yet.
  ///
  /// - Throws: `Problem` where one cannot be written.
  public func write(left: [Problem] = [], stopped: Problem? = nil) async throws {
    guard let day = NightReport.day(at: store.now(), turn: turn) else { return }
    var before: Day? = day
    last.withLock { swap(&$0, &before) }
    var nights: [Day] = []
    if let before { nights = before == day ? [] : [before] } else { nights = try await lacking(before: day) }
    for night in nights { try await again(night, said(of: night)).write(to: folder) }
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

  /// Nights before this one in which a file was done with after their report was made, or of which there is none.
  private func lacking(before today: Day) async throws -> [Day] {
    let ends = try await store.ends(since: store.now() - Self.memory * 86_400)
    let nights = Dictionary(grouping: ends) { NightReport.day(at: $0, turn: turn) }
    return nights.compactMap { night, ends in
      guard let night, night < today, let last = ends.max() else { return nil }
      return made(night).map { $0 < last } ?? true ? night : nil
    }.sorted()
  }

  private func made(_ day: Day) -> Date? {
    said(of: day).flatMap { try? Date($0.made, strategy: .iso8601) }
  }

  private func again(_ day: Day, _ said: Said?) async throws -> NightReport {
    try await NightReport(of: store, on: day, turn: turn, left: said?.left ?? [], stopped: said?.stopped)
  }

  /// What the store does not know of a night: what the job left, and why it ended.
  private struct Said: Decodable {
    var made: String
    var left: [Problem]
    var stopped: Problem?
  }

  private func said(of day: Day) -> Said? {
    let file = folder.appendingPathComponent("report-\(day).json")
    return (try? Data(contentsOf: file)).flatMap { try? JSONDecoder().decode(Said.self, from: $0) }
  }
}
