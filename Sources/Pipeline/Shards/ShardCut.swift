/// Deals files out to shards so that these take about as long: the heaviest file first, each to the shard that has least.
///
/// Files may be cut apart anywhere, for what lies across several, such as a document of single-page files, is put together when the
/// shards are merged. No shard has more than another but by one file's weight.
struct ShardCut {
  /// By shard, the places of its files, in their order.
  let parts: [[Int]]

  /// - Parameter weights: of each file; what has none counts 1.
  init(weights: [Int], into count: Int) {
    var parts = Array(repeating: [Int](), count: count), loads = Array(repeating: 0, count: count)
    for place in weights.indices.sorted(by: { (weights[$1], $0) < (weights[$0], $1) }) {
      let least = loads.indices.min { (loads[$0], $0) < (loads[$1], $1) } ?? 0
      parts[least].append(place)
      loads[least] += max(1, weights[place])
    }
    self.parts = parts.map { $0.sorted() }
  }
}

extension Manifest {
  /// The files that a shard reads.
  public func part(_ shard: ShardNumber) -> [Entry] {
    ShardCut(weights: weights, into: shard.count).parts[shard.number - 1].map { files[$0] }
  }

  /// Pages; where nobody counted them, as of an archive, as many as its size lets think.
  private var weights: [Int] {
    let counted = files.compactMap { file in file.pages.map { (pages: $0, bytes: file.bytes) } }
    let pages = counted.reduce(0) { $0 + $1.pages }, bytes = counted.reduce(0) { $0 + $1.bytes }
    let bytesPerPage = pages == 0 ? 50_000 : max(1, bytes / pages)
    return files.map { $0.pages ?? max(1, $0.bytes / bytesPerPage) }
  }
}
