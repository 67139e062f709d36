public import Foundation

/// How a run is set up: which forms it knows, its limits and how strict it is. Read from one YAML a pipeline; see `Pipelines/`.
public struct PipelineDefinition: Sendable {
  public var name = "default"
  /// Ids of the forms that it knows; all if empty.
  public var forms: [String] = []
  /// Pages of a file, millions of pixels of a page, seconds a page, MiB of a decoding process, MiB of a file.
  public var pages = 400, megapixels = 120, seconds = 60.0, memory = 1536, fileSize = 300
  /// Least score of a page, and how far it must lie above the next form's, 0…1.
  public var accept = 0.5, margin = 0.15
  /// Largest misfit of a page's print, in mm.
  public var residual = 0.6
  /// Two of Tesseract's language data sets: the reader and its witness.
  public var languages = ["eng", "cym"]
  /// How many pages are read side by side.
  public var workers = 2
  /// The confidence from which a value passes without a look, 0…1.
  public var target = 0.97

  public init() {}

  /// Reads a pipeline's file.
  ///
  /// - Throws: `Problem` where the file cannot be read or is no YAML.
  public static func read(_ file: URL) throws -> (pipeline: PipelineDefinition, problems: [Problem]) {
    guard let text = try? String(contentsOf: file, encoding: .utf8) else {
      throw Problem(place: file.path, summary: "the pipeline cannot be read", remedy: "Check the path given with --pipeline.")
    }
    let findings = Findings()
    let root = try YAMLValue(text: text, file: file.path, findings: findings)
    var pipeline = PipelineDefinition()
    pipeline.take(root)
    return (pipeline, findings.problems)
  }

  private mutating func take(_ root: YAMLValue) {
    let members = root.members(["pipeline", "forms", "limits", "stages", "review"])
    name = members["pipeline"]?.string ?? name
    forms = members["forms"]?.items.compactMap(\.string) ?? forms
    if let limits = members["limits"]?.members(["pages", "megapixels", "seconds", "memory", "fileSize"]) {
      pages = limits["pages"]?.integer ?? pages
      megapixels = limits["megapixels"]?.integer ?? megapixels
      seconds = limits["seconds"]?.number ?? seconds
      memory = limits["memory"]?.quantity(Self.mebibytes).map { Int($0) } ?? memory
      fileSize = limits["fileSize"]?.quantity(Self.mebibytes).map { Int($0) } ?? fileSize
    }
    if let stages = members["stages"]?.members(["identify", "register", "read"]) {
      let identify = stages["identify"]?.members(["accept", "margin"])
      accept = identify?["accept"]?.number ?? accept
      margin = identify?["margin"]?.number ?? margin
      residual = stages["register"]?.members(["residual"])["residual"]?.quantity(["mm": 1]) ?? residual
      let read = stages["read"]?.members(["languages", "workers"])
      if let languages = read?["languages"] {
        self.languages = languages.items.compactMap(\.string)
        if self.languages.count != 2 { languages.complain("two languages are needed", "Write languages: [eng, cym].") }
      }
      workers = read?["workers"]?.integer ?? workers
    }
    target = members["review"]?.members(["target"])["target"]?.number ?? target
  }

  private static let mebibytes: [String: Double] = ["MB": 1, "GB": 1024, "MiB": 1, "GiB": 1024]
}
