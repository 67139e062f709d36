import ArgumentParser
import Foundation
import Forms
import Imaging
import Pipeline

struct Draft: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Writes the first draft of a form's definition from its blank PDF.",
    discussion: """
      Makes form.yaml (every place to fill in, named and typed as well as can be guessed) and layout.json (the printed \
      geometry as numbers). An existing form.yaml is kept unless --force is given; layout.json is written anew.
      """)
  @Argument(help: "The blank form.", completion: .file(extensions: ["pdf"]))
  var blank: String
  @Option(help: "The form's id: lower-case letters, digits and hyphens, such as n5b.")
  var form: String
  @Option(help: "The pages of the PDF that are the form, such as 3-22. All, if not given.")
  var pages: PageRange?
  @Option(help: "Where to write. Pipelines/forms/ID, if not given.", completion: .directory)
  var output: String?
  @Flag(help: "Overwrite form.yaml.")
  var force = false

  func validate() throws {
    guard FormDefinition.isID(form) else {
      throw ValidationError("--form takes lower-case letters, digits and hyphens, such as n5b.")
    }
  }

  func run() throws {
    let pdf = try open()
    let range = pages?.range ?? 1...max(1, pdf.pageCount)
    guard range.upperBound <= pdf.pageCount else {
      throw ValidationError("\(blank) has \(pdf.pageCount) pages, so there is no page \(range.upperBound).")
    }
    let blanks = try range.enumerated().map { try look(at: $1, of: pdf, number: $0 + 1) }
    let drafter = FormDrafter(
      id: form, edition: blanks.lazy.compactMap(\.edition).first ?? "", title: pdf.title ?? form.uppercased())
    let definition = drafter(blanks)

    let folder = URL(fileURLWithPath: output ?? "Pipelines/forms/\(form)")
    let isFirst = output == nil && !FileManager.default.fileExists(atPath: "Pipelines/forms")
    try makeFolder(folder.path)
    try Data(definition.layout.text.utf8).writeWhole(to: folder.appending(path: "layout.json"))
    let yaml = folder.appending(path: "form.yaml")
    let kept = FileManager.default.fileExists(atPath: yaml.path) && !force
    if !kept { try Data(definition.text.utf8).writeWhole(to: yaml) }
    for page in definition.pages {
      print("page \(page.number): \(page.zones.count) zones" + (page.barcode.map { ", barcode \($0)" } ?? ""))
    }
    print(kept ? "\(yaml.path) is kept as it is (--force overwrites it)" : "wrote \(yaml.path)")
    if isFirst {
      print("from now on formscan reads Pipelines/ when it is started here; copy other forms that you need into it")
    }
  }

  private func open() throws -> PDFDocument {
    do { return try PDFDocument(path: blank) } catch let fault as DecodeFault {
      guard fault.kind == .foreign else { throw Problem(fault, place: blank) }
      throw Problem(
        place: blank, summary: "the blank form is no PDF",
        remedy: "Give the PDF that the form is printed from; a scan will not do.")
    }
  }

  private func look(at page: Int, of pdf: PDFDocument, number: Int) throws -> BlankPage {
    do { return try BlankPage(try pdf.page(page - 1), number: number) } catch {
      throw Problem(
        place: "\(blank) page \(page)", summary: "the page cannot be drawn (\(error))",
        remedy: "Save the blank form anew as PDF, or choose others with --pages.")
    }
  }
}

/// `7` or `3-22`, counted from 1.
struct PageRange: ExpressibleByArgument {
  var range: ClosedRange<Int>
  init?(argument: String) {
    let ends = argument.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
    guard let first = ends.first ?? nil, let last = ends.last ?? nil, ends.count < 3, first > 0, first <= last else {
      return nil
    }
    range = first...last
  }
}
