import ArgumentParser
import Imaging

/// Unpacks one archive for another `formscan`, which starts it with limits and reads its files from standard output.
struct Unpack: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "unpack", abstract: "Unpacks one archive for another formscan.", shouldDisplay: false)

  @Argument var file: String
  @Option(transform: { ArchiveKind(rawValue: $0) ?? .zip }) var kind: ArchiveKind
  @Option var entries = UnpackLimits().entries
  @Option var fileSize = UnpackLimits().fileSize
  @Option var entrySize = UnpackLimits().entrySize
  @Option var unpacked = UnpackLimits().unpacked
  @Option var ratio = UnpackLimits().ratio
  @Option var seconds = UnpackLimits().seconds
  @Option var memory = UnpackLimits().memory

  func run() {
    var limits = UnpackLimits()
    (limits.entries, limits.fileSize, limits.entrySize) = (entries, fileSize, entrySize)
    (limits.unpacked, limits.ratio) = (unpacked, ratio)
    (limits.seconds, limits.memory) = (seconds, memory)
    ArchiveSender(path: file, kind: kind, limits: limits).run()
  }
}
