import Forms

/// Holds what shards have read against the manifest: each file must be in exactly one.
struct ShardAccount {
  let problems: [Problem]

  /// - Parameter folders: of each report, for what is said.
  init(_ manifest: Manifest, _ reports: [ShardReport], in folders: [String]) {
    var holders: [String: [Int]] = [:]
    for (place, report) in reports.enumerated() {
      for name in report.files { holders[name, default: []].append(place) }
    }
    let missing = manifest.files.map(\.name).filter { holders[$0] == nil }
    var problems: [Problem] = []
    if !missing.isEmpty {
      problems.append(
        Problem(
          place: "the shards", summary: "\(missing.count) of \(manifest.files.count) files are in none: \(Self.list(missing))",
          remedy: Self.advice(for: Set(missing), manifest, reports)))
    }
    let groups = Dictionary(grouping: manifest.files.map(\.name), by: { holders[$0] ?? [] })
    for (places, names) in groups.sorted(by: { $0.value[0] < $1.value[0] })
    where places.count > 1 {
      let shards = places.map { "\(folders[$0]) (shard \(reports[$0].shard))" }.joined(separator: ", ")
      problems.append(
        Problem(
          place: "the shards", summary: "\(names.count) files are in several: \(Self.list(names)); in \(shards)",
          remedy: "Leave out all of these folders but one, or run every shard again as one of the same number."))
    }
    self.problems = problems
  }

  /// Which shards have the files, where all were cut alike.
  private static func advice(for missing: Set<String>, _ manifest: Manifest, _ reports: [ShardReport]) -> String {
    let counts = Set(reports.map(\.shard.count))
    guard counts.count == 1, let count = counts.first else {
      return
        "Run every shard again as one of the same number: these are of \(counts.sorted().map { "\($0)" }.joined(separator: " and of "))."
    }
    let shards = (1...count).compactMap { ShardNumber($0, of: count) }
      .filter { shard in manifest.part(shard).contains { missing.contains($0.name) } }
    return "Give their folders, or run these again: " + shards.map { "--shard \($0)" }.joined(separator: ", ") + "."
  }

  private static func list(_ names: [String]) -> String {
    names.prefix(10).joined(separator: ", ") + (names.count > 10 ? " and \(names.count - 10) more" : "")
  }
}
