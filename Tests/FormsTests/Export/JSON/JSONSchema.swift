import Foundation

@testable import Forms

/// Judges JSON by a JSON Schema with Python's jsonschema (`Tests/Tools/schema-errors`).
enum JSONSchema {
  private static let tool = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
    .appendingPathComponent("../../../../Tools/schema-errors").standardizedFileURL.path

  /// Whether there is a Python with jsonschema.
  static let isAtHand: Bool = (try? Contracts.output(of: "/usr/bin/env", ["python3", "-c", "import jsonschema"])) == .some(nil)
  static let need: String = "needs python3-jsonschema"

  /// The pointers of what breaks a schema, with the reasons.
  ///
  /// - Parameter schemas: the one that counts, and those that it refers to.
  static func errors(in instance: Data, _ schemas: [Data]) throws -> [(pointer: String, message: String)] {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let files = try schemas.enumerated().map { index, schema in
      let file = folder.appendingPathComponent("\(index).json")
      try schema.write(to: file)
      return file.path
    }
    let input = folder.appendingPathComponent("instance.json")
    try instance.write(to: input)
    let process = Process(), pipe = Pipe()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3", tool] + files
    (process.standardInput, process.standardOutput) = (try FileHandle(forReadingFrom: input), pipe)
    try process.run()
    let said = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    if process.terminationStatus != 0 { throw Problem(place: tool, summary: "it could not judge the instance") }
    return said.split(separator: "\n").map { line in
      let parts = line.split(separator: "\t", maxSplits: 1, omittingEmptySubsequences: false)
      return (String(parts[0]), String(parts.last ?? ""))
    }
  }
}
