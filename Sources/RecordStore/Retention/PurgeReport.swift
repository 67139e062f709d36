/// What a purge removes, or would.
public struct PurgeReport: Equatable, Sendable {
  /// Records whose period is over: their values go; the log, counts and what is known of them without content stay.
  public var records = 0
  public var values = 0, corrections = 0
  /// Of these records, accepted ones that no export has taken.
  public var notExported = 0
  /// Page images that no record needs any more, and their bytes.
  public var images = 0, bytes = 0
  /// Records of the same age that stay: because they wait for somebody; because a document of their case does.
  public var waiting = 0, held = 0
  /// Pages of that age in no document, of which nobody has said what they are: they stay.
  public var strays = 0
  /// Whether what was removed is overwritten in the file. While another process reads an earlier state it is not; a later purge does it.
  public var isOverwritten = true
  /// Files in the images' folder that no page speaks of: left by a run that was killed.
  public var leftovers = 0
  /// Files of the night job of which nothing is left in the store, and batches of which no other file is: they can go from its folders
  /// and be forgotten.
  public var arrivals: [Arrival] = []
  public var batches: [String] = []
}
