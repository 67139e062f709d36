import Testing

@testable import Pipeline

struct ShardCutTests {
  @Test(arguments: 1...60) func `every file is in one shard, and no shard is heavier than another by more than a file`(
    seed: UInt64
  ) {
    var random = SeededRandom(seed: seed)
    let weights = (0..<random.whole(0...80)).map { _ in random.chance(0.1) ? random.whole(50...400) : random.whole(0...20) }
    let count = random.whole(1...12)
    let parts = ShardCut(weights: weights, into: count).parts
    #expect(parts.count == count && parts.joined().sorted() == Array(weights.indices))
    #expect(parts.allSatisfy { $0 == $0.sorted() })
    let loads = parts.map { $0.reduce(0) { $0 + max(1, weights[$1]) } }
    #expect(loads.max()! - loads.min()! <= max(1, weights.max() ?? 0))
    #expect(ShardCut(weights: weights, into: count).parts == parts)
  }

  @Test func `more shards than files leave some empty`() {
    #expect(ShardCut(weights: [3, 5], into: 4).parts == [[1], [0], [], []])
  }
}
