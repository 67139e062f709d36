public import Forms
public import Foundation
import Imaging

/// Looks whether all parts of FormScan are there and work.
public struct InstallationCheck: Sendable {
  private let pipeline: PipelineDefinition
  /// The program that decodes in a child process.
  private let executable: URL

  public init(_ pipeline: PipelineDefinition, executable: URL = URL(fileURLWithPath: "/proc/self/exe")) {
    (self.pipeline, self.executable) = (pipeline, executable)
  }

  /// This process could not run without them; others than it was built with may read otherwise.
  public func libraries() -> Diagnosis {
    Diagnosis(.ok, "libraries", LibraryVersions().all.map { "\($0.name) \($0.version)" }.joined(separator: ", "))
  }

  public func languages() -> [Diagnosis] {
    pipeline.languages.map { language in
      if let engine = try? TextEngine(language: language) {
        return Diagnosis(.ok, "language \(language)", "in \(engine.dataFolder?.path ?? "")")
      }
      return Diagnosis(
        .bad, "language \(language)", "Tesseract finds no data for it",
        remedy:
          "Install tesseract-ocr-\(language.replacing("_", with: "-")); if TESSDATA_PREFIX is set, check that it is its folder."
      )
    }
  }

  /// Forms, rules and letters are read as a run reads them.
  public func definitions(_ folder: URL) -> [Diagnosis] {
    let (library, problems) = FormLibrary.read(folder.appendingPathComponent("forms"), forms: pipeline.forms)
    guard problems.isEmpty else { return [Self.bad("definitions", problems)] }
    let (all, _) = pipeline.forms.isEmpty ? (library, []) : FormLibrary.read(folder.appendingPathComponent("forms"))
    let (book, wrong) = RuleBook.read(folder, forms: all.forms)
    guard wrong.isEmpty else { return [Self.bad("rules", wrong)] }
    let names = Set(library.forms.map(\.id)).sorted().joined(separator: ", ")
    return [Diagnosis(.ok, "definitions", "\(folder.path): \(names); \(book.rules.count) rules")]
  }

  /// FormScan's own networks that read lines.
  public func networks(_ definitions: URL) -> Diagnosis {
    do {
      let networks = try LineNetworks(definitions: definitions)
      let missing = [
        networks.handprint == nil ? "that for handprint: Tesseract alone reads handwriting, which it seldom can" : nil,
        networks.type == nil ? "that for type: Tesseract bears itself out, which takes twice as long" : nil,
      ].compactMap { $0 }
      guard missing.isEmpty else {
        return Diagnosis(
          .warn, "networks", "missing: \(missing.joined(separator: "; "))", remedy: "Install FormScan's definitions as a whole."
        )
      }
      return Diagnosis(.ok, "networks", "those for handprint and for type, and their words, are there")
    } catch {
      let problem = error as? Problem
      return Diagnosis(.bad, "networks", problem?.summary ?? "\(error)", remedy: problem?.remedy)
    }
  }

  /// Decodes a page of its own in a child process, under the pipeline's limits.
  public func decoding() -> Diagnosis {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("formscan-doctor-\(UUID().uuidString).tif")
    defer { try? FileManager.default.removeItem(at: file) }
    do {
      try ScanWriter.writeTIFF([PageImage(GreyPlane(width: 64, height: 64), dpi: 100)], to: file.path)
      let stream = PageStream(file: file, name: "a page of its own", limits: DecodeLimits(pipeline), executable: executable)
      defer { stream.close() }
      switch try stream.nextPage() {
      case .page:
        return Diagnosis(.ok, "decoding", "a process starts, with \(pipeline.memory) MB and \(Int(pipeline.seconds)) s a page")
      case .failed(_, let problem): return Diagnosis(.bad, "decoding", problem.summary, remedy: problem.remedy)
      case nil: return Diagnosis(.bad, "decoding", "the decoding process says nothing", remedy: "Install FormScan again.")
      }
    } catch {
      return Diagnosis(
        .bad, "decoding", "no page can be decoded (\((error as? Problem)?.summary ?? "\(error)"))",
        remedy: "Check memory, processes, and that \(FileManager.default.temporaryDirectory.path) can be written.")
    }
  }

  private static func bad(_ name: String, _ problems: [Problem]) -> Diagnosis {
    let more = problems.count > 1 ? " (and \(problems.count - 1) more)" : ""
    return Diagnosis(
      .bad, name, "\(problems[0].place): \(problems[0].summary)\(more)",
      remedy: problems[0].remedy ?? "'formscan check' says all of it.")
  }
}
