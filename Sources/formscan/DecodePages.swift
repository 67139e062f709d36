import ArgumentParser
import Imaging

/// Decodes one file for another `formscan`, which starts it with limits and reads its pages from standard output.
struct DecodePages: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "decode-pages", abstract: "Decodes one file for another formscan.", shouldDisplay: false)

  @Argument var file: String
  @Option var first = 0
  @Option var maxPages = DecodeLimits().pages
  @Option var megapixels = DecodeLimits().megapixels
  @Option var seconds = DecodeLimits().seconds
  @Option var memory = DecodeLimits().memory
  @Option var fileSize = DecodeLimits().fileSize

  func run() {
    var limits = DecodeLimits()
    (limits.pages, limits.megapixels, limits.seconds) = (maxPages, megapixels, seconds)
    (limits.memory, limits.fileSize) = (memory, fileSize)
    PageSender(path: file, first: first, limits: limits).run()
  }
}
