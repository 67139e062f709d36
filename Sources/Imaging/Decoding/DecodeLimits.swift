/// What decoding one file may cost before it is given up.
public struct DecodeLimits: Codable, Hashable, Sendable {
  /// Pages a file.
  public var pages = 400
  /// Pixels a page, in millions, as the file's header states them.
  public var megapixels = 120.0
  /// Seconds a page, by the clock and of CPU alike.
  public var seconds = 60.0
  /// Address space of the decoding process, in MiB.
  public var memory = 1536
  /// Size of the file, in MiB.
  public var fileSize = 300

  public init() {}

  /// The longest side that a page may have, in pixels: cairo's own limit.
  static let longestSide = 32_767
  /// The shortest side that a page may have, in pixels: nothing can be written on less.
  static let shortestSide = 30
}
