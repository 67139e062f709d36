public import Foundation

/// How a run is set up: which forms it knows, its limits and how strict it is. Read from one YAML a pipeline; see `Pipelines/`.
public struct PipelineDefinition: Sendable {
  public var name = "default"
  /// Ids of the forms that it knows; all if empty.
  public var forms: [String] = []
  /// Pages of a file, millions of pixels of a page, seconds a page, MiB of a decoding process, MiB of a file. What a file may set
  /// each of these to is a range in which a run can work: outside it scans would be blamed, or nothing would be looked at.
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
  /// Which critical fields two operators key without seeing each other's value.
  public enum KeyedTwice: String, CaseIterable, Sendable { case never, doubtful, all }
  /// Of a run with a store: what is keyed twice, and the share of accepted fields that a person checks, 0…1.
  public var keyedTwice = KeyedTwice.never, sample = 0.02
  /// What an archive may hold: files, MiB of all of them, and how many times it may grow when it is unpacked.
  public var archiveFiles = 1000, archiveUnpacked = 2048, archiveRatio = 200
  /// How long a store keeps what is done with, for `formscan purge`.
  public var retention = RetentionPeriods()
  /// How envelopes are taken.
  public var envelopes = EnvelopeSettings()
  /// How a drop folder is taken in; nil where the pipeline says nothing of it.
  public var ingest: IngestSettings?
  /// Where accepted documents go besides the run's own folder.
  public var outputs: [OutputDefinition] = []

  public init() {}

  /// Reads a pipeline's file.
  ///
  /// - Parameters:
  ///   - known: ids of the forms that there are; nil if that does not matter.
  ///   - kinds: the kinds of output that there are.
  ///   - definitions: the folder that holds `forms` and `exports`, for kinds of output that are described there.
  ///   - isInstalled: whether there is data for one of Tesseract's languages.
  ///   - keyProblem: what is wrong with the file of a supplier's public key.
  /// - Throws: `Problem` where the file cannot be read or is no YAML.
  public static func read(
    _ file: URL, forms known: [String]? = nil, kinds: [any Exporter.Type] = ExportKinds.all, definitions: URL? = nil,
    isInstalled: (_ language: String) -> Bool = { _ in true }, keyProblem: (_ file: URL) -> Problem? = { _ in nil }
  ) throws -> (pipeline: PipelineDefinition, problems: [Problem]) {
    let findings = Findings()
    let root = try YAMLValue(file, findings: findings)
    var pipeline = PipelineDefinition()
    pipeline.take(root, known, isInstalled)
    if let key = root["envelopes"]?["publicKey"], let path = key.string, let problem = keyProblem(URL(fileURLWithPath: path)) {
      key.complain(problem.summary, problem.remedy)
    }
    if let list = root["outputs"] { pipeline.take(outputs: list, kinds: kinds, definitions: definitions) }
    return (pipeline, findings.problems)
  }

  private mutating func take(_ root: YAMLValue, _ known: [String]?, _ isInstalled: (String) -> Bool) {
    let members = root.members(["pipeline", "forms", "limits", "stages", "review", "outputs", "envelopes", "ingest", "retention"])
    name = members["pipeline"]?.string ?? name
    for item in members["forms"]?.items ?? [] {
      guard let form = item.string else { continue }
      if forms.contains(form) { item.complain("the form '\(form)' comes twice", "Name each form once.") }
      if let known, !known.contains(form) {
        item.complain("there is no form '\(form)'", "Known: \(known.joined(separator: ", ")).")
      }
      forms.append(form)
    }
    if let limits = members["limits"]?.members(["pages", "megapixels", "seconds", "memory", "fileSize", "archive"]) {
      pages = limits["pages"]?.integer(in: 1...10_000) ?? pages
      megapixels = limits["megapixels"]?.integer(in: 1...1000) ?? megapixels
      seconds = limits["seconds"]?.number(in: 1...3600) ?? seconds
      memory = limits["memory"]?.quantity(Self.mebibytes, in: 512...65_536).map { Int($0) } ?? memory
      fileSize = limits["fileSize"]?.quantity(Self.mebibytes, in: 1...65_536).map { Int($0) } ?? fileSize
      let archive = limits["archive"]?.members(["files", "unpacked", "ratio"])
      archiveFiles = archive?["files"]?.integer(in: 2...100_000) ?? archiveFiles
      archiveUnpacked = archive?["unpacked"]?.quantity(Self.mebibytes, in: 1...65_536).map { Int($0) } ?? archiveUnpacked
      archiveRatio = archive?["ratio"]?.integer(in: 2...10_000) ?? archiveRatio
    }
    if let value = members["retention"] { retention = RetentionPeriods(value) }
    if let value = members["envelopes"] { envelopes = EnvelopeSettings(value) }
    if let value = members["ingest"] { ingest = IngestSettings(value) }
    if let stages = members["stages"]?.members(["identify", "register", "read"]) {
      let identify = stages["identify"]?.members(["accept", "margin"])
      accept = identify?["accept"]?.number(in: 0.2...1) ?? accept
      margin = identify?["margin"]?.number(in: 0...1) ?? margin
      residual = stages["register"]?.members(["residual"])["residual"]?.quantity(["mm": 1], in: 0.1...5) ?? residual
      let read = stages["read"]?.members(["languages", "workers"])
      if let list = read?["languages"] { take(languages: list, isInstalled) }
      workers = read?["workers"]?.integer(in: 1...64) ?? workers
    }
    if let review = members["review"]?.members(["target", "keyedTwice", "sample"]) {
      target = review["target"]?.number(in: 0.5...1) ?? target
      sample = review["sample"]?.number(in: 0...1) ?? sample
      if let value = review["keyedTwice"] { take(keyedTwice: value) }
    }
  }

  private mutating func take(keyedTwice value: YAMLValue) {
    guard let word = value.string else { return }
    guard let known = KeyedTwice(rawValue: word) else {
      return value.complain("'\(word)' says not what is keyed twice", "Write never, doubtful or all.")
    }
    keyedTwice = known
  }

  private mutating func take(languages list: YAMLValue, _ isInstalled: (String) -> Bool) {
    languages = []
    for item in list.items {
      guard let language = item.string else { continue }
      if language.wholeMatch(of: /[A-Za-z_]+/) == nil {
        item.complain("'\(language)' is no language of Tesseract's", "Write a name such as eng or cym.")
      } else if languages.contains(language) {
        item.complain("the language '\(language)' comes twice", "Name another: the second checks what the first reads.")
      } else if !isInstalled(language) {
        item.complain(
          "there is no data for the language '\(language)'",
          "Install Debian's tesseract-ocr-\(language.replacing("_", with: "-")), or name another.")
      }
      languages.append(language)
    }
    if languages.count != 2 { list.complain("two languages are needed", "Write languages: [eng, cym].") }
  }

  static let mebibytes: [String: Double] = ["MB": 1, "GB": 1024, "MiB": 1, "GiB": 1024]
}
