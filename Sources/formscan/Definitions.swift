import ArgumentParser
import Forms
import Foundation
import Pipeline

/// Where forms and pipelines are read from.
struct Definitions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Folder with forms/ and pipelines. If not given: FORMSCAN_HOME, Pipelines/ here, or the installed ones.",
      valueName: "folder"))
  var definitions: String?

  /// The same for another process of this program.
  var arguments: [String] { definitions.map { ["--definitions", $0] } ?? [] }

  /// The folder: `--definitions`, `FORMSCAN_HOME`, `Pipelines` here, the installed one, or `Pipelines` above. A folder that was
  /// named and is none is never passed over. Prints what is wrong and ends with status 5.
  func folder() throws -> URL {
    do { return try find() } catch {
      complain(error)
      throw ExitStatus.dependencyIsMissing.code
    }
  }

  private func find() throws(Problem) -> URL {
    let home = ProcessInfo.processInfo.environment["FORMSCAN_HOME"]
    if let named = definitions ?? home {
      let folder = URL(fileURLWithPath: named)
      guard Self.holdsForms(folder) else {
        throw Problem(
          place: folder.path, summary: "the form definitions are not here",
          remedy: "Give a folder that holds forms/ with \(definitions == nil ? "FORMSCAN_HOME" : "--definitions").")
      }
      return folder
    }
    let program = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? CommandLine.arguments[0]
    let here = URL(fileURLWithPath: FileManager.default.currentDirectoryPath)
    let installed = URL(fileURLWithPath: program).deletingLastPathComponent().deletingLastPathComponent()
    var tried = [here.appendingPathComponent("Pipelines"), installed.appendingPathComponent("share/formscan/Pipelines")]
    for start in [here, URL(fileURLWithPath: program)] {
      var folder = start
      for _ in 0..<8 where folder.path != "/" {
        let next = folder.appendingPathComponent("Pipelines")
        if !tried.contains(next) { tried.append(next) }
        folder.deleteLastPathComponent()
      }
    }
    guard let found = tried.first(where: Self.holdsForms) else {
      throw Problem(
        place: "formscan", summary: "the form definitions were not found",
        remedy:
          "Give their folder with --definitions or FORMSCAN_HOME. Looked in: \(tried.prefix(3).map(\.path).joined(separator: ", ")), …"
      )
    }
    return found
  }

  private static func holdsForms(_ folder: URL) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: folder.appendingPathComponent("forms").path, isDirectory: &isFolder)
      && isFolder.boolValue
  }

  /// Reads the forms that are wanted, all if none is named; prints what is wrong and ends with status 2.
  func forms(_ wanted: [String] = []) throws -> [FormDefinition] {
    let (library, problems) = FormLibrary.read(try folder().appendingPathComponent("forms"), forms: wanted)
    guard problems.isEmpty else {
      for problem in problems { complain(problem) }
      throw ExitStatus.definitionIsWrong.code
    }
    return library.forms
  }

  /// Reads the rules and their tables; prints what is wrong and ends with status 2.
  ///
  /// - Parameter forms: all forms, if they were read; else they are read for it.
  func rules(_ forms: [FormDefinition]? = nil) throws -> RuleBook {
    let (book, problems) = RuleBook.read(try folder(), forms: try forms ?? self.forms())
    guard problems.isEmpty else {
      for problem in problems { complain(problem) }
      throw ExitStatus.definitionIsWrong.code
    }
    return book
  }

  /// Reads what letters are made of; prints what is wrong and ends with status 2.
  func letters() throws -> LetterBook {
    let (book, problems) = LetterBook.read(try folder(), rules: try rules())
    guard problems.isEmpty else {
      for problem in problems { complain(problem) }
      throw ExitStatus.definitionIsWrong.code
    }
    return book
  }

  /// Reads a pipeline's settings, the standard ones if none is named; prints what is wrong and ends with status 2.
  func pipeline(_ path: String?) throws -> PipelineDefinition {
    var file = path.map { URL(fileURLWithPath: $0) }
    if file == nil {
      let standard = try folder().appendingPathComponent("default.yaml")
      if FileManager.default.fileExists(atPath: standard.path) { file = standard }
    }
    guard let file else { return PipelineDefinition() }
    let (settings, problems): (PipelineDefinition, [Problem])
    do {
      (settings, problems) = try PipelineDefinition.read(
        file, kinds: ExportKinds.withEnvelope, definitions: folder(), keyProblem: Self.keyProblem)
    } catch let problem as Problem {
      complain(problem)
      throw ExitStatus.definitionIsWrong.code
    }
    for problem in problems { complain(problem) }
    if !problems.isEmpty { throw ExitStatus.definitionIsWrong.code }
    return settings
  }

  /// What is wrong with the file of a supplier's public key.
  static func keyProblem(_ file: URL) -> Problem? {
    do throws(Problem) {
      _ = try EnvelopeSignature.Verifier(file)
      return nil
    } catch {
      return error
    }
  }

  /// Ends with status 2 where an output's own definitions do not fit the forms.
  func check(_ outputs: [OutputDefinition], _ forms: [FormDefinition]) throws {
    let problems = outputs.flatMap { $0.exporter.problems(with: forms) }
    for problem in problems { complain(problem) }
    if !problems.isEmpty { throw ExitStatus.definitionIsWrong.code }
  }

  /// Reads one form.
  func form(_ id: String) throws -> FormDefinition {
    try forms([id])[0]
  }
}

/// Prints a problem to standard error.
func complain(_ problem: Problem) {
  FileHandle.standardError.write(Data("\(problem)\n".utf8))
}
