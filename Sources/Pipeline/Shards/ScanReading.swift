import Forms

/// What a shard made of one scan: all that a run knows of it before documents are put together.
struct ScanReading: Codable, Sendable {
  /// A part of the scan that could not be decoded; the whole file where `pages` is nil.
  struct Failure: Codable, Sendable {
    var pages: Range<Int>?
    var problem: Problem
    var seconds: Double
  }

  var schema = "formscan.reading/1"
  var name, sha256: String
  /// A digest of the `ReadingBasis` that it was read on.
  var basis: String
  /// In the order of the file.
  var pages: [PageOutcome] = []
  var failures: [Failure] = []

  init(_ file: ScanFile, basis: String) {
    (name, sha256, self.basis) = (file.name, file.sha256, basis)
  }

  /// Whether it is of this very scan, read on the same basis.
  func isOf(_ file: ScanFile, basis: String) -> Bool {
    name == file.name && sha256 == file.sha256 && self.basis == basis
  }

  /// How many pages it tells of.
  var pageCount: Int { pages.count + failures.reduce(0) { $0 + ($1.pages?.count ?? 0) } }
}
