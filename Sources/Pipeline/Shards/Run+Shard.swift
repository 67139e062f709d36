import Forms
import Foundation

extension Run {
  /// A shard of the input that a manifest lists.
  public struct Shard: Sendable {
    public var manifest: Manifest
    public var number: ShardNumber
    public var basis: ReadingBasis

    public init(_ number: ShardNumber, of manifest: Manifest, basis: ReadingBasis) {
      (self.manifest, self.number, self.basis) = (manifest, number, basis)
    }
  }

  /// Reads one shard into `output`: each page's fields and marks, and no documents, for what belongs together may lie in other shards.
  /// What an earlier attempt read to its end is not read again.
  ///
  /// Envelopes and sets are opened each by itself, and whatever they hold is read: whether one must be refused because of another is
  /// known when shards are merged, and then nothing is missing.
  ///
  /// - Returns: what was read; nil where it was stopped before all was.
  /// - Throws: as a run does; nothing is read then.
  public func callAsFunction(_ shard: Shard, of found: Intake.Found) async throws -> ShardReport? {
    let start = ContinuousClock.now
    let lanes = try makeLanes()
    let folder = ShardFolder(output.folder), basis = try shard.basis.digest
    try folder.begin(shard.manifest)
    defer { folder.removeUnpacked() }
    let scans = try scans(in: found)
    if Task.isCancelled { return nil }
    report(.found(files: scans.count))
    var result = ShardReport(
      manifest: try shard.manifest.digest, shard: shard.number, basis: shard.basis, files: found.files.map(\.name))
    var left: [ScanFile] = []
    for scan in scans {
      if let kept = folder.reading(of: scan, basis: basis) { result.scans.append(kept.scan) } else { left.append(scan) }
    }
    result.kept = result.scans.count
    var book = ShardBook(folder, basis: basis, report: report)
    await read(left, on: lanes, into: &book)
    if let problem = stages?.problem { report(.problem(problem)) }
    if Task.isCancelled || book.isStuck { return nil }
    result.scans = (result.scans + book.scans).sorted { $0.name < $1.name }
    result.seconds = (start.secondsSince * 1000).rounded() / 1000
    try folder.complete(result)
    return result
  }

  private func scans(in found: Intake.Found) throws -> [ScanFile] {
    let open = try ParcelOpening(pipeline, forms: forms, output: output, executable: executable)
    return try found.files.flatMap { file -> [ScanFile] in
      if file.kind == .scan || Task.isCancelled { return [file] }
      var alone = Intake.Found()
      (alone.received, alone.files) = (found.received, [file])
      return try open(alone).files
    }
  }
}
