/// What unpacking one archive may cost before it is refused. What its headers state counts for nothing: these are measured.
public struct UnpackLimits: Codable, Hashable, Sendable {
  /// Files in it.
  public var entries = 1000
  /// MiB of the archive as it lies there, of one file in it, and of all of them.
  public var fileSize = 1024, entrySize = 300, unpacked = 2048
  /// How many times its own size an archive may grow; a scan hardly shrinks, so that much more is made to do harm.
  public var ratio = 200
  /// Seconds for all of it, by the clock and of CPU alike.
  public var seconds = 60.0
  /// Address space of the unpacking process, in MiB.
  public var memory = 1536

  public init() {}
}
