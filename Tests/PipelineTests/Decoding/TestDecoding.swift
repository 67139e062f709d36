import Forms
import Foundation
import Imaging
import Pipeline
import Testing

/// What a stream gave for one file.
struct Decoded {
  var pages: [ScanPage] = []
  var problems: [(pages: Range<Int>?, problem: Problem)] = []
  var seconds = 0.0

  var summaries: [String] { problems.map(\.problem.summary) }
}

/// The `formscan` command that was built beside these tests.
func builtCommand() throws -> URL {
  let beside = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
  let command = beside.appending(path: "formscan")
  try #require(FileManager.default.isExecutableFile(atPath: command.path), "build the formscan command first")
  return command
}

/// Limits so tight that a hostile page costs a test a second.
var tightLimits: DecodeLimits {
  var limits = DecodeLimits()
  limits.seconds = 2
  return limits
}

/// Decodes `data` to its end, as a file called `name`.
func decode(_ data: Data, name: String = "scan.pdf", limits: DecodeLimits = DecodeLimits()) throws -> Decoded {
  let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  let file = folder.appending(path: name)
  try data.write(to: file)
  return try decode(file: file, limits: limits)
}

func decode(file: URL, limits: DecodeLimits = DecodeLimits(), executable: URL? = nil) throws -> Decoded {
  let stream = try PageStream(file: file, limits: limits, executable: executable ?? builtCommand())
  let start = ContinuousClock.now
  var all = Decoded()
  while let next = try stream.nextPage() {
    switch next {
    case .page(let page): all.pages.append(page)
    case .failed(let pages, let problem): all.problems.append((pages, problem))
    }
  }
  all.seconds = (ContinuousClock.now - start) / .seconds(1)
  return all
}

extension ScanPage {
  /// Its pixels as they are.
  var plane: GreyPlane { image.sampled(.identity, width: image.width, height: image.height) }
}

/// The largest difference between two planes' pixels; 256 where their sizes differ.
func difference(_ a: GreyPlane, _ b: GreyPlane) -> Int {
  guard a.width == b.width, a.height == b.height else { return 256 }
  return zip(a.pixels, b.pixels).reduce(0) { max($0, abs(Int($1.0) - Int($1.1))) }
}
