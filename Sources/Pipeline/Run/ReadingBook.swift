import Forms

/// Takes in what becomes of scans while they are read.
protocol ReadingBook {
  /// Pages that are with a reader now.
  var underWay: Int { get }
  /// Whether there is no sense in reading on.
  var isStuck: Bool { get }
  /// Whether a file is not to be read at all.
  mutating func leavesOut(_ file: ScanFile, at place: Int) -> Bool
  /// Notes a page that goes to a reader, or takes in one that could not be decoded.
  mutating func begin(_ decoded: (page: DecodedPage, seconds: Double), of file: ScanFile, at place: Int)
  /// Takes in what became of a page.
  mutating func add(_ outcome: PageOutcome, at place: Int)
  /// Notes that a file has no more pages.
  mutating func end(_ place: Int)
  /// Takes in what keeps the run from reading on.
  mutating func stop(_ problem: Problem)
}
