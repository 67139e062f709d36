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
        formscan check Pipelines/rules              all rules and the tables that they look things up in
        formscan check Pipelines/letters            what letters ask for where rules are broken
        formscan check Pipelines/default.yaml       one pipeline
        formscan check Pipelines/exports/opg/lpc.yaml   a form as another system's document
      """)

  @Argument(help: "Folders of forms, or pipelines' files; everything if none is given.")
  var paths: [String] = []
  @OptionGroup var definitions: Definitions

  func run() throws {
    let targets = try paths.isEmpty ? everything() : paths.map { URL(fileURLWithPath: $0) }
    var problems: [Problem] = []
    for target in targets {
      do { problems += try check(target) } catch let problem as Problem { problems.append(problem) }
    }
    // What is wrong with rules is said of rules and of letters about them.
    var said: Set<Problem> = []
    for problem in problems where said.insert(problem).inserted { complain(problem) }
    if !problems.isEmpty { throw ExitStatus.definitionIsWrong.code }
  }

  private func everything() throws -> [URL] {
    let folder = try definitions.folder()
    func names(_ folder: URL) -> [String] {
      ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).sorted()
    }
    let forms = folder.appendingPathComponent("forms")
    let rules = ["rules", "tables"].map { folder.appendingPathComponent($0) }
      .filter { FileManager.default.fileExists(atPath: $0.path) }
    let letters = names(folder).filter { $0 == "letters" }.map { folder.appendingPathComponent($0) }
    let pipelines = names(folder).filter { $0.hasSuffix(".yaml") }.map { folder.appendingPathComponent($0) }
    let exports = folder.appendingPathComponent("exports")
    let documents = names(exports).map { exports.appendingPathComponent($0) }.flatMap { kind in
      names(kind).filter { $0.hasSuffix(".yaml") }.map { kind.appendingPathComponent($0) }
    }
    return names(forms).map { forms.appendingPathComponent($0) }
      .filter { has("form.yaml", $0) || has("fields.yaml", $0) } + rules.prefix(1) + letters + documents + pipelines
  }

  private func check(_ target: URL) throws -> [Problem] {
    if target.lastPathComponent == "fields.yaml" { return try checkBinding(target) }
    if ["rules", "tables"].contains(target.lastPathComponent) { return try checkRules(target.deletingLastPathComponent()) }
    if target.lastPathComponent == "letters" { return try checkLetters(target.deletingLastPathComponent()) }
    if target.deletingLastPathComponent().lastPathComponent == "letters" {
      return try checkLetters(target.deletingLastPathComponent().deletingLastPathComponent())
    }
    if let kind = documentKind(target) { return try checkDocument(target, for: kind) }
    if target.pathExtension == "yaml", target.lastPathComponent != "form.yaml" {
      let (pipeline, problems) = try PipelineDefinition.read(
        target, forms: FormLibrary.ids(in: definitions.folder().appendingPathComponent("forms")),
        kinds: ExportKinds.withEnvelope, definitions: definitions.folder(), isInstalled: TextEngine.isInstalled)
      if problems.isEmpty {
        print(
          "\(pipeline.name): a pipeline for \(pipeline.forms.isEmpty ? "all forms" : pipeline.forms.joined(separator: ", "))")
      }
      return problems
    }
    let folder = target.lastPathComponent == "form.yaml" ? target.deletingLastPathComponent() : target
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

  /// The kind of output of which `exports/<kind>/<form>.yaml` describes a document; nil for other files.
  private func documentKind(_ file: URL) -> String? {
    let folder = file.deletingLastPathComponent(), kind = folder.lastPathComponent
    let isKnown = ExportKinds.all.contains { $0.kind == kind }
    return isKnown && folder.deletingLastPathComponent().lastPathComponent == "exports" ? kind : nil
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
