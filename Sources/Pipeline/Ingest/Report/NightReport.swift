public import Forms
public import Foundation
public import RecordStore

/// What a night brought: `report-YYYY-MM-DD.json`. Names of files are in it, and no field's value.
public struct NightReport: Codable, Sendable {
  public var schema = "formscan.night/1"
  /// The morning's day, and the times from and before which things count, ISO 8601 UTC.
  public var day: String
  public var from, to: String
  /// When it was made.
  public var made: String
  /// Files that came; of these read, set aside, come before, and not done with yet.
  public var received = 0, done = 0, quarantined = 0, duplicates = 0, working = 0
  public var pages = 0, failedPages = 0, documents = 0
  /// Pages that are in no document and are neither blank nor separators.
  public var strays = 0
  /// Documents in envelopes and sets of which no page could be read.
  public var unreadScans = 0
  /// Documents that left the night without a person's look, and those that wait for one.
  public var accepted = 0, inReview = 0
  /// Seconds of work on pages, summed over workers.
  public var seconds = 0.0
  /// Files by the hour at which they were done with, such as `2026-11-26T02`.
  public var byHour: [String: Hour] = [:]
  public var files: [Arrival] = []
  /// Held against suppliers' statements; nil where none came.
  public var reconciliation: Reconciliation?
  /// What was left in the drop folder, and why.
  public var left: [Problem] = []
  /// Why the job ended before its time; nil where it did not.
  public var stopped: Problem?
  /// What a person should do, most pressing first.
  public var next: [String] = []

  static let nothing = "Nothing needs doing."

  /// What was done in an hour.
  public struct Hour: Codable, Hashable, Sendable { public var files = 0, pages = 0 }

  /// The morning's day of the night in which a moment is.
  ///
  /// - Parameter turn: the hour of UTC at which one night ends and the next begins.
  public static func day(at moment: Date, turn: Int) -> Day? {
    Day(moment.addingTimeInterval(Double(24 - turn) * 3600).ISO8601Format())
  }

  /// - Parameters:
  ///   - day: the morning's.
  ///   - turn: the hour of UTC at which one night ends and the next begins.
  public init(of store: RecordStore, on day: Day, turn: Int, left: [Problem] = [], stopped: Problem? = nil) async throws {
    let end = day.start.addingTimeInterval(Double(turn) * 3600), begin = end.addingTimeInterval(-86_400)
    self.day = "\(day)"
    (from, to, made) = (begin.ISO8601Format(), end.ISO8601Format(), store.now().ISO8601Format())
    (self.left, self.stopped) = (left, stopped)
    let night = try await store.night(from: begin, to: end)
    for arrival in night.arrivals { count(arrival) }
    files = night.arrivals
    let statements = night.statements.compactMap { Statement($0.json) }
    if !statements.isEmpty { reconciliation = try await Reconciliation(statements, night.envelopes, store, around: begin) }
    next = advice()
  }

  private mutating func count(_ arrival: Arrival) {
    received += 1
    switch arrival.state {
    case .done: done += 1
    case .quarantined: quarantined += 1
    case .duplicate: duplicates += 1
    case .working: working += 1
    }
    pages += arrival.pages
    failedPages += arrival.failedPages
    if arrival.state == .done { unreadScans += arrival.unreadScans }
    strays += arrival.strays
    documents += arrival.documents
    inReview += arrival.waiting
    accepted += arrival.documents - arrival.waiting
    seconds += arrival.seconds
    if let ended = arrival.ended {
      byHour[String(ended.prefix(13)), default: Hour()].files += 1
      byHour[String(ended.prefix(13)), default: Hour()].pages += arrival.pages
    }
  }

  /// Files whose pages took longest, a page's mean.
  public var slowest: [Arrival] {
    Array(files.filter { $0.pages > 0 }.sorted { $0.seconds / Double($0.pages) > $1.seconds / Double($1.pages) }.prefix(10))
  }

  /// Contents set aside that were not read after all, put in again; a file that could not even be opened is known by its name.
  var waiting: Int {
    func mark(_ file: Arrival) -> String { file.sha256.isEmpty ? "name " + file.name : file.sha256 }
    let read = files.filter { $0.state == .done || $0.state == .duplicate }
    let settled = Set(read.map(\.sha256) + read.map { "name " + $0.name })
    return Set(files.lazy.filter { $0.state == .quarantined }.map(mark)).subtracting(settled).count
  }

  private func advice() -> [String] {
    var next = stopped.map { ["The job ended before its time: \($0)"] } ?? []
    func advise(_ number: Int, _ one: String, _ many: String) {
      if number > 0 { next.append(number == 1 ? one : many.replacing("#", with: "\(number)")) }
    }
    advise(
      working, "1 file is not done with: start 'formscan ingest' again, or look whether it still runs.",
      "# files are not done with: start 'formscan ingest' again, or look whether it still runs.")
    advise(
      waiting, "Look at the file in quarantine; BATCH.why.txt there says why and what to do.",
      "Look at # files in quarantine; BATCH.why.txt there says why and what to do.")
    advise(
      reconciliation?.discrepancies.count ?? 0, "Ask the supplier about a discrepancy.",
      "Ask the suppliers about # discrepancies.")
    advise(
      unreadScans, "1 document of an envelope could not be read: ask the supplier for it again; its control number is free.",
      "# documents of envelopes could not be read: ask the suppliers for them again; their control numbers are free.")
    advise(inReview, "1 document waits for a look: 'formscan review'.", "# documents wait for a look: 'formscan review'.")
    advise(
      strays, "1 page is in no document: say what it is, 'formscan review'.",
      "# pages are in no document: say what they are, 'formscan review'.")
    advise(
      failedPages, "1 page could not be read; its document is queried for it.",
      "# pages could not be read; their documents are queried for them.")
    advise(left.count, "1 name was left in the drop folder.", "# names were left in the drop folder.")
    advise(
      duplicates, "1 file came before; nothing needs doing unless another scan was meant.",
      "# files came before; nothing needs doing unless other scans were meant.")
    return next.isEmpty ? [Self.nothing] : next
  }
}
