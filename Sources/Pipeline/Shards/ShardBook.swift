import Forms

/// Keeps what a shard reads, scan by scan: each is written whole once all of its pages are back.
struct ShardBook: ReadingBook {
  private let folder: ShardFolder, basis: String
  private let report: @Sendable (RunEvent) -> Void
  private(set) var underWay = 0
  private(set) var isStuck = false
  /// What was written.
  private(set) var scans: [ShardReport.Scan] = []
  private var files: [Int: ScanFile] = [:]
  private var readings: [Int: ScanReading] = [:]
  /// By file: pages that are with a reader.
  private var out: [Int: Int] = [:]
  private var ended: Set<Int> = []

  init(_ folder: ShardFolder, basis: String, report: @escaping @Sendable (RunEvent) -> Void) {
    (self.folder, self.basis, self.report) = (folder, basis, report)
  }

  /// Whether another document came first is known when shards are merged; until then all are read.
  func leavesOut(_ file: ScanFile, at place: Int) -> Bool { false }

  mutating func begin(_ decoded: (page: DecodedPage, seconds: Double), of file: ScanFile, at place: Int) {
    files[place] = file
    switch decoded.page {
    case .page:
      underWay += 1
      out[place, default: 0] += 1
    case .failed(let pages, let problem):
      report(.problem(problem))
      readings[place, default: ScanReading(file, basis: basis)].failures.append(
        .init(pages: pages, problem: problem, seconds: decoded.seconds))
    }
  }

  mutating func add(_ outcome: PageOutcome, at place: Int) {
    guard let file = files[place] else { return }
    underWay -= 1
    out[place, default: 0] -= 1
    readings[place, default: ScanReading(file, basis: basis)].pages.append(outcome)
    settle(place)
  }

  mutating func end(_ place: Int) {
    ended.insert(place)
    settle(place)
  }

  mutating func stop(_ problem: Problem) {
    isStuck = true
    report(.problem(problem))
  }

  private mutating func settle(_ place: Int) {
    guard ended.contains(place), out[place, default: 0] == 0, let file = files.removeValue(forKey: place) else { return }
    var reading = readings.removeValue(forKey: place) ?? ScanReading(file, basis: basis)
    reading.pages.sort { $0.index < $1.index }
    do { scans.append(try folder.write(reading, of: file)) } catch {
      stop(error as? Problem ?? Problem(place: file.name, summary: "its reading cannot be written (\(error))"))
    }
  }
}
