import ArgumentParser
import Forms
import Foundation

/// Where forms and pipelines are read from.
struct Definitions: ParsableArguments {
  @Option(help: ArgumentHelp("Folder with forms/ and pipelines.", valueName: "folder"))
  var definitions: String?

  /// The folder: `--definitions`, `FORMSCAN_HOME`, beside an installed program, or `Pipelines` here or above.
  ///
  /// - Throws: `Problem` that says what was tried.
  func folder() throws -> URL {
    if let definitions { return URL(fileURLWithPath: definitions) }
    let program = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? CommandLine.arguments[0]
    var tried: [URL] = []
    if let home = ProcessInfo.processInfo.environment["FORMSCAN_HOME"] { tried.append(URL(fileURLWithPath: home)) }
    let installed = URL(fileURLWithPath: program).deletingLastPathComponent().deletingLastPathComponent()
    tried.append(installed.appendingPathComponent("share/formscan/Pipelines"))
    for start in [URL(fileURLWithPath: FileManager.default.currentDirectoryPath), URL(fileURLWithPath: program)] {
      var folder = start
      for _ in 0..<8 where folder.path != "/" {
        tried.append(folder.appendingPathComponent("Pipelines"))
        folder.deleteLastPathComponent()
      }
    }
    let found = tried.first { FileManager.default.fileExists(atPath: $0.appendingPathComponent("forms").path) }
    guard let found else {
      throw Problem(
        place: "formscan", summary: "the form definitions were not found",
        remedy:
          "Give their folder with --definitions or FORMSCAN_HOME. Looked in: \(tried.prefix(4).map(\.path).joined(separator: ", ")), …"
      )
    }
    return found
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

  /// Reads one form.
  func form(_ id: String) throws -> FormDefinition {
    try forms([id])[0]
  }
}

/// Prints a problem to standard error.
func complain(_ problem: Problem) {
  FileHandle.standardError.write(Data("\(problem)\n".utf8))
}
