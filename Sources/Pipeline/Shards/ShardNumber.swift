public import Forms

/// Which of how many shards: 1 of 8 to 8 of 8.
public struct ShardNumber: Codable, Hashable, Sendable, CustomStringConvertible {
  public let number, count: Int

  /// Nil where there is no such shard.
  public init?(_ number: Int, of count: Int) {
    guard count >= 1, (1...count).contains(number) else { return nil }
    (self.number, self.count) = (number, count)
  }

  public var description: String { "\(number)/\(count)" }

  /// Reads `3/8`; `auto/8`, whose number is that of a scheduler's task; or `auto`, whose count is the scheduler's too.
  ///
  /// - Throws: `Problem` where it is neither, or the scheduler says otherwise.
  public init(_ text: String, environment: [String: String]) throws(Problem) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    if parts.count == 2, let number = Int(parts[0]), let count = Int(parts[1]), let shard = Self(number, of: count) {
      self = shard
      return
    }
    let stated = parts.count == 2 ? Int(parts[1]) : nil
    guard parts.first == "auto", parts.count == 1 || stated.map({ $0 > 0 }) == true else {
      throw Problem(
        place: "--shard", summary: "'\(text)' is no shard",
        remedy: "Write 3/8 for the third of eight, auto/8 for a scheduler's task, or auto.")
    }
    let task = try ArrayTask(environment)
    guard let count = stated ?? task.count else {
      throw Problem(
        place: "--shard", summary: "\(task.scheduler) does not say how many tasks there are",
        remedy: "Say it: --shard auto/8, or FORMSCAN_SHARDS=8.")
    }
    guard let shard = Self(task.number, of: count) else {
      throw Problem(
        place: "--shard", summary: "this is task \(task.number) of \(task.scheduler), and there are \(count) shards",
        remedy: "Start as many tasks as shards\(task.hint).")
    }
    self = shard
  }
}
