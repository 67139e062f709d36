import Foundation

/// The public schemas of the receiving services, which lie beside the project where they are at hand.
enum Contracts {
  static let folder = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
    .appendingPathComponent("../../../../../shared/contracts").standardizedFileURL

  static func has(_ path: String) -> Bool { FileManager.default.fileExists(atPath: folder.appendingPathComponent(path).path) }

  static let opg = has("opg/SET.xsd") && FileManager.default.isExecutableFile(atPath: "/usr/bin/xmllint")

  /// What `xmllint` finds wrong with a document; nil for nothing.
  static func complaints(of xml: Data, schema: String) throws -> String? {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID()).xml")
    defer { try? FileManager.default.removeItem(at: file) }
    try xml.write(to: file)
    return try output(
      of: "/usr/bin/xmllint", ["--noout", "--schema", folder.appendingPathComponent("opg/\(schema).xsd").path, file.path])
  }

  /// What a program that failed has to say; nil if it did not fail.
  static func output(of program: String, _ arguments: [String]) throws -> String? {
    let process = Process(), pipe = Pipe()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    (process.standardOutput, process.standardError) = (pipe, pipe)
    try process.run()
    let said = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return process.terminationStatus == 0 ? nil : String(decoding: said, as: UTF8.self)
  }
}
