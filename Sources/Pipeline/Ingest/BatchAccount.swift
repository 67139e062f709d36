public import Forms

/// What a process that read a batch said of it, file by file.
public struct BatchAccount: Sendable {
  /// What it said of one scan.
  struct Scan {
    var pages = 0, failedPages = 0, documents = 0, waiting = 0
    var seconds = 0.0
    var isClosed = false
  }

  var scans: [String: Scan] = [:]
  private(set) var problems: [Problem] = []
  /// Pages in work, and since when.
  private(set) var inFlight: [RunEvent.Place: (stage: PageStage, since: ContinuousClock.Instant)] = [:]
  public private(set) var summary: RunSummary?

  public init() {}

  public mutating func take(_ event: BatchEvent) {
    switch event {
    case .begun(let place, let stage): inFlight[place] = (stage, inFlight[place]?.since ?? .now)
    case .page(let place, let seconds):
      inFlight[place] = nil
      scans[place.file, default: Scan()].seconds += seconds
    case .closed(let file, let pages, let failed):
      scans[file, default: Scan()].pages += pages
      scans[file, default: Scan()].failedPages += failed
      scans[file, default: Scan()].isClosed = true
    case .document(let file, let waits):
      scans[file, default: Scan()].documents += 1
      if waits { scans[file, default: Scan()].waiting += 1 }
    case .problem(let problem): problems.append(problem)
    case .finished(let summary): self.summary = summary
    case .unable: break
    }
  }

  /// Lets pages in work have begun later.
  mutating func shift(by time: Duration) { for place in inFlight.keys { inFlight[place]?.since += time } }

  /// What is said of the file `name` and of the scans that lay in it.
  func scan(_ name: String) -> Scan {
    scans.filter { $0.key.isOf(name) }.values.reduce(into: Scan()) { sum, scan in
      sum.pages += scan.pages
      sum.failedPages += scan.failedPages
      sum.documents += scan.documents
      sum.waiting += scan.waiting
      sum.seconds += scan.seconds
      sum.isClosed = sum.isClosed || scan.isClosed
    }
  }

  /// The first thing that was wrong with the file itself, or with a page of it.
  func problem(of name: String) -> Problem? {
    problems.first { $0.place == name }
      ?? problems.first { problem in
        // `a.pdf page 3`, which is no page of `a`.
        problem.place.isOf(name)
          || problem.place.hasPrefix(name) && problem.place.dropFirst(name.count).wholeMatch(of: /\ pages?\ [0-9]+(–[0-9]+)?/) != nil
      }
  }
}
