public import Forms
public import Foundation
public import RecordStore

/// Takes a drop folder in, batch by batch: files stand still, are moved, read in a process of their own, and moved on when their records
/// are in the store.
///
/// It may die at any moment: where each file is and what the store says of it is all its state, and the next start goes on from there.
/// No file is changed or deleted; each is in one of the drop folder's folders.
public struct Ingest: Sendable {
  let folder: DropFolder
  let settings: IngestSettings
  let store: RecordStore
  let output: URL
  let read: any BatchReading
  /// How many pages are read side by side.
  let workers: Int
  /// Told in words of what happens, without values, and of each batch that is worked on.
  let say: @Sendable (String) -> Void, begun: @Sendable (_ batch: String) -> Void

  /// The code of the problem that another ingestion works on the folder.
  public static let busy = "busy"

  public init(
    _ folder: DropFolder, settings: IngestSettings, store: RecordStore, output: URL, workers: Int, read: any BatchReading,
    say: @escaping @Sendable (String) -> Void = { _ in }, begun: @escaping @Sendable (_ batch: String) -> Void = { _ in }
  ) {
    (self.folder, self.settings, self.store, self.output) = (folder, settings, store, output)
    (self.workers, self.read, self.say, self.begun) = (workers, read, say, begun)
  }

  /// Works until nothing is left that stands still, or, watching, until the task is cancelled.
  ///
  /// - Parameter tell: called with what is left in the drop folder when a batch is done with; watching, also when nothing comes and what
  ///   is left, or the night, is another than was told.
  /// - Returns: what was left in the drop folder.
  /// - Throws: `Problem` where the store cannot be written, or, when all else is done with, for the first file that could not be moved;
  ///   `IngestStop` where nothing can be read here.
  public func callAsFunction(watching: Bool, tell: @Sendable ([Problem]) async throws -> Void = { _ in }) async throws
    -> [Problem]
  {
    let lock = try IngestLock(folder)
    defer { withExtendedLifetime(lock) {} }
    try store.bind(to: folder.place)
    let strange = try strangeBatches()
    var left: [Problem] = [], told: (left: [Problem], night: Day?)?, stuck = Stuck()
    try await goOn(&stuck, with: { $0 <= Self.patience.divide }) { try await tell(strange + $0) }
    while !Task.isCancelled {
      let files = try await SettledFiles(in: folder.incoming, after: settings.settle)
      let waiting = strange + files.left + files.moving.map(Problem.init(moving:))
      let settled = files.settled.filter { !stuck.holds($0) }
      let statements = settled.filter { Statement.isOne(folder.incoming.appendingPathComponent($0)) }
      for name in statements { try stuck.note(name) { try take(statement: name) } }
      let scans = settled.filter { !statements.contains($0) }
      for start in stride(from: 0, to: scans.count, by: settings.batch) where !Task.isCancelled {
        let batch = try claim(scans[start..<min(start + settings.batch, scans.count)], &stuck)
        try await stuck.note(batch) { try await work(batch) }
        try await tell(waiting + stuck.problems)
      }
      guard scans.isEmpty else { continue }
      // What the whole job has ended with again and again comes last: it must keep nothing else from being read.
      try await goOn(&stuck, with: { _ in true }) { try await tell(waiting + $0) }
      left = waiting + stuck.problems
      let night = NightReport.day(at: store.now(), turn: settings.turn)
      if told.map({ $0.left != left || $0.night != night }) ?? true {
        try await tell(left)
        told = (left, night)
      }
      if !watching { break }
      try? await Task.sleep(for: .seconds(settings.settle))
    }
    if let first = stuck.problems.first { throw first }
    return left
  }

  /// Goes on with batches that an earlier start left.
  ///
  /// - Parameter isMeant: told how often a batch was begun.
  private func goOn(
    _ stuck: inout Stuck, with isMeant: (_ starts: Int) -> Bool, _ afterEach: (_ stuck: [Problem]) async throws -> Void
  ) async throws {
    // Work on one may make another.
    var met: Set<String> = []
    while !Task.isCancelled, let batch = Set(try folder.batches() + store.waitingBatches()).subtracting(met).min() {
      met.insert(batch)
      guard !stuck.holds(batch), isMeant(try store.starts(of: batch)) else { continue }
      say("going on with \(batch)")
      try await stuck.note(batch) { try await work(batch) }
      try await afterEach(stuck.problems)
    }
  }

  /// Batches that were done with here and of which the store knows nothing.
  ///
  /// - Throws: `Problem` where it knows nothing at all: it is not the one that took them.
  private func strangeBatches() throws -> [Problem] {
    let strange = try store.unknown(Set(folder.pastBatches()).sorted()).filter(hasUnreadFiles)
    guard !strange.isEmpty, try !store.hasArrivals() else {
      return strange.map { batch in
        Problem(
          place: batch, summary: "the store knows nothing of this batch, of which files lie in done or quarantine",
          remedy: "If the store was restored from an older backup, put its files into the drop folder again: they are read, once.")
      }
    }
    throw Problem(
      place: store.file.path, summary: "it is empty, and files were taken in here before: it is not the store that took them",
      remedy: "Name that one with --store, or restore it with 'formscan store restore'. To begin anew, move done and quarantine away.")
  }

  /// Whether files lie in `done` or `quarantine` under a batch's name whose content the store has not read.
  private func hasUnreadFiles(_ batch: String) throws -> Bool {
    try folder.pastFiles(of: batch).contains { file in
      let scan = try? ScanFile(url: file, name: file.lastPathComponent, received: nil, fileSize: Self.anySize)
      return try scan.map { try !store.hasRead($0.sha256) } ?? true
    }
  }

  /// Moves files into the folder of a new batch.
  private func claim(_ names: ArraySlice<String>, _ stuck: inout Stuck) throws -> String {
    let batch = try nextBatch()
    for name in names {
      let place = folder.folder(of: batch).appendingPathComponent(name)
      try stuck.note(name) { try folder.move(folder.incoming.appendingPathComponent(name), to: place) }
    }
    return batch
  }

  /// A name that no batch had: its day and its number on it.
  func nextBatch() throws -> String {
    let day = String(store.now().ISO8601Format().prefix(10))
    let number = max(try folder.numbers(of: day).max() ?? 0, try store.lastBatch(of: day)) + 1
    return "\(day)-\(String(repeating: "0", count: max(0, 4 - "\(number)".count)))\(number)"
  }

  /// Keeps a supplier's statement, and moves its file on.
  private func take(statement name: String) throws {
    let file = folder.incoming.appendingPathComponent(name), batch = "statements"
    try store.keep(statement: try Data(contentsOf: file), name: name)
    let stamp = store.now().ISO8601Format().replacing(":", with: "")
    try folder.move(file, to: folder.done.appendingPathComponent("\(batch)/\(stamp)/\(name)"))
    say("\(name): kept as a supplier's statement")
  }
}

/// Nothing can be read on this machine or with these definitions; what was taken waits for the next start.
public struct IngestStop: Error {
  public var problem: Problem
  /// The exit code that says so.
  public var status: Int32
}

/// Files in the drop folder that could not be moved, and batches of which one could not. They stay where they are, keep no other up, and
/// are tried again after a while.
private struct Stuck {
  private static let patience = Duration.seconds(300)
  private var why: [String: (problem: Problem, since: ContinuousClock.Instant)] = [:]
  var problems: [Problem] { why.sorted { $0.key < $1.key }.map(\.value.problem) }

  func holds(_ name: String) -> Bool { why[name].map { .now - $0.since < Self.patience } ?? false }

  /// Tries to move a file.
  mutating func note(_ name: String, _ move: () throws -> Void) throws {
    why[name] = nil
    do { try move() } catch let problem as Problem where problem.code == DropFolder.immovable { why[name] = (problem, .now) }
  }

  /// Tries to read a batch and to move its files on.
  mutating func note(_ batch: String, _ work: () async throws -> Void) async throws {
    why[batch] = nil
    do { try await work() } catch let problem as Problem where problem.code == DropFolder.immovable { why[batch] = (problem, .now) }
  }
}

extension Problem {
  /// The code of the problem that needs nothing but time.
  public static let moving = "moving"

  fileprivate init(moving name: String) {
    self.init(
      place: name, summary: "it was still being written", remedy: "Nothing needs doing: it is taken when it stands still.")
    code = Self.moving
  }
}
