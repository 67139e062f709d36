import Foundation
import Testing

/// Compares with a file in `Golden/` beside the test. `RECORD_GOLDEN=1` writes it and fails, so that nobody records unawares.
func expectGolden(
  _ data: Data, _ name: String, test file: String = #filePath, at location: SourceLocation = #_sourceLocation
) throws {
  let golden = URL(fileURLWithPath: file).deletingLastPathComponent().appendingPathComponent("Golden/\(name)")
  if ProcessInfo.processInfo.environment["RECORD_GOLDEN"] == "1" {
    try FileManager.default.createDirectory(at: golden.deletingLastPathComponent(), withIntermediateDirectories: true)
    try data.write(to: golden)
    Issue.record("Golden/\(name) was written: look at it, and run again without RECORD_GOLDEN", sourceLocation: location)
    return
  }
  let isSame = (try? Data(contentsOf: golden)) == data
  if !isSame { Attachment.record(data, named: name, sourceLocation: location) }
  #expect(isSame, "the output is not Golden/\(name); the actual one is attached", sourceLocation: location)
}
