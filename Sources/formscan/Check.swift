import ArgumentParser
import Forms
import Foundation
import Imaging
import Pipeline

/// Says what is wrong with definitions, or lists them.
struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Checks form definitions and pipelines.",
    discussion: """
      Every error names file, line and column and says what to do.

        formscan check                              every form and pipeline in Pipelines/
        formscan check Pipelines/forms/n5b          one form's folder
        formscan check Pipelines/forms/n5           a form that is prepared: its fields.yaml
        formscan check Pipelines/rules              all rules and the tables that they look things up in;
                                                    the same if one file of them is named
        formscan check Pipelines/letters            what letters ask for where rules are broken
        formscan check Pipelines/default.yaml       one pipeline
        formscan check Pipelines/exports/opg/lpc.yaml   a form as another system's document, or all in a folder
      """)

  @Argument(help: "Files or folders of definitions; everything if none is given.")
  var paths: [String] = []
  @OptionGroup var definitions: Definitions

  func run() throws {
    let named = try paths.isEmpty ? [definitions.folder()] : paths.map { URL(fileURLWithPath: $0) }
    let kinds = ExportKinds.all.map { $0.kind }
    var problems: [Problem] = []
    for path in named {
      do {
        for target in try DefinitionTarget.all(at: path, kinds: kinds) {
          do { problems += try check(target) } catch let problem as Problem { problems.append(problem) }
        }
      } catch let problem as Problem { problems.append(problem) }
    }
    // What is wrong with rules is said of rules and of letters about them.
    var said: Set<Problem> = []
    for problem in problems where said.insert(problem).inserted { complain(problem) }
    if !problems.isEmpty { throw ExitStatus.definitionIsWrong.code }
  }

  private func check(_ target: DefinitionTarget) throws -> [Problem] {
    switch target {
    case .form(let folder): try checkForm(folder)
    case .fields(let file): try checkBinding(file)
    case .rules(let folder): try checkRules(folder)
    case .letters(let folder): try checkLetters(folder)
    case .document(let file, let kind): try checkDocument(file, for: kind)
    case .pipeline(let file): try checkPipeline(file)
    }
  }

  private func checkPipeline(_ file: URL) throws -> [Problem] {
    let (pipeline, problems) = try PipelineDefinition.read(
      file, forms: FormLibrary.ids(in: definitions.folder().appendingPathComponent("forms")),
      kinds: ExportKinds.withEnvelope, definitions: definitions.folder(), isInstalled: TextEngine.isInstalled,
      keyProblem: Definitions.keyProblem)
    if problems.isEmpty {
      print("\(pipeline.name): a pipeline for \(pipeline.forms.isEmpty ? "all forms" : pipeline.forms.joined(separator: ", "))")
    }
    return problems
  }

  private func checkForm(_ folder: URL) throws -> [Problem] {
    var problems: [Problem] = []
    if has("fields.yaml", folder) {
      problems = try checkBinding(folder.appendingPathComponent("fields.yaml"))
      if !has("form.yaml", folder) { return problems }
    }
    let (forms, wrong) = FormLibrary.readForm(folder)
    let found = wrong + forms.flatMap { FormLibrary.belongingProblems(of: $0, in: folder) }
    for form in forms where found.isEmpty {
      let zones = form.pages.reduce(0) { $0 + $1.zones.count }
      let prints = Set(form.prints.map(\.name)).sorted().map { ", also printed as '\($0)'" }.joined()
      print("\(form.id) \(form.edition): \(form.pages.count) pages, \(zones) zones, \(form.fields.count) fields\(prints)")
    }
    return problems + found
  }

  private func checkRules(_ folder: URL) throws -> [Problem] {
    let (library, wrong) = FormLibrary.read(folder.appendingPathComponent("forms"))
    guard wrong.isEmpty else { return wrong }
    let (book, problems) = RuleBook.read(folder, forms: library.forms)
    if problems.isEmpty { print("\(book.rules.count) rules, \(book.rules.count { !$0.isVerified }) of them not verified") }
    return problems
  }

  private func checkLetters(_ folder: URL) throws -> [Problem] {
    let (library, wrong) = FormLibrary.read(folder.appendingPathComponent("forms"))
    guard wrong.isEmpty else { return wrong }
    let (rules, unknown) = RuleBook.read(folder, forms: library.forms)
    guard unknown.isEmpty else { return unknown }
    let (book, problems) = LetterBook.read(folder, rules: rules)
    if problems.isEmpty { print("\(book.textCount) rules have a letter's text") }
    return problems
  }

  /// A form as another system's document.
  private func checkDocument(_ file: URL, for kind: String) throws -> [Problem] {
    let (library, wrong) = FormLibrary.read(try definitions.folder().appendingPathComponent("forms"))
    let isOPG = kind == OPGSetExporter.kind
    let (form, problems) = try isOPG ? OPGMapping.check(file, library.forms) : JSONMapping.check(file, library.forms)
    if (problems + wrong).isEmpty { print("\(form): a document for \(kind)") }
    return problems
  }

  private func has(_ name: String, _ folder: URL) -> Bool {
    FileManager.default.fileExists(atPath: folder.appendingPathComponent(name).path)
  }

  private func checkBinding(_ file: URL) throws -> [Problem] {
    var (binding, problems) = try FormBinding.read(file)
    let folder = file.deletingLastPathComponent()
    if let binding, binding.id != folder.lastPathComponent {
      problems.append(
        Problem(
          place: file.path, summary: "the form is called '\(binding.id)' but its folder '\(folder.lastPathComponent)'",
          remedy: "Give both one name."))
    }
    if let binding, problems.isEmpty, !has("form.yaml", folder) {
      print(
        "\(binding.id): prepared, \(binding.fields.count) fields; its places come from the official PDF with 'formscan draft --bind'"
      )
    }
    return problems
  }
}
