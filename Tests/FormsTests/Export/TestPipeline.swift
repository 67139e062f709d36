import Forms
import Foundation

/// A pipeline's file, written for one test.
enum TestPipeline {
  static let definitions = URL(fileURLWithPath: #filePath).appendingPathComponent("../../../../Pipelines").standardizedFileURL

  static func read(_ yaml: String) throws -> (pipeline: PipelineDefinition, problems: [Problem]) {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID()).yaml")
    defer { try? FileManager.default.removeItem(at: file) }
    try Data(yaml.utf8).write(to: file)
    return try PipelineDefinition.read(file, definitions: definitions)
  }
}
