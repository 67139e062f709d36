/// `shard.json`: what a shard has read. Written last: a shard without it is not complete, whatever else lies there.
public struct ShardReport: Codable, Sendable {
  static let schema = "formscan.shard/1"

  /// A scan that was read; those out of envelopes and sets too.
  public struct Scan: Codable, Hashable, Sendable {
    public var name, sha256: String
    public var pages: Int
    /// The file with its reading, within the shard's folder, and that file's SHA-256.
    var reading, readingSHA256: String
  }

  public var schema = ShardReport.schema
  /// Digest of the manifest.
  public var manifest: String
  public var shard: ShardNumber
  public var basis: ReadingBasis
  /// Files of the manifest that are done, by their names: read, or opened and the scans in them read.
  public var files: [String]
  public var scans: [Scan] = []
  /// How many of the scans an earlier attempt had read.
  public var kept = 0
  /// By the clock.
  public var seconds = 0.0

  public var pages: Int { scans.reduce(0) { $0 + $1.pages } }
}
