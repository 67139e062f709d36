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

        formscan draft n5.pdf --form n5                                            places, names and types guessed
        formscan draft n5.pdf --form n5 --bind Pipelines/forms/n5/fields.yaml      names and types as prepared

      With --bind nothing is guessed: the file says which of the PDF's own fields each field is filled in at. What the PDF \
      lacks is an error (exit code 2), and nothing is written then; what nothing is bound to is listed.
      """)
  @Argument(help: "The blank form.", completion: .file(extensions: ["pdf"]))
  var blank: String
  @Option(help: "The form's id: lower-case letters, digits and hyphens, such as n5b.")
  var form: String
  @Option(help: "The pages of the PDF that are the form, such as 3-22 or 2-5,7. All, if not given.")
  var pages: PageList?
  @Option(help: "The form's edition, such as 07.15. As printed near a page's foot, if not given.")
  var edition: String?
  @Option(help: "The form's title. As the PDF has it, if not given.")
  var title: String?
  @Option(help: "A form's fields.yaml, for a PDF that declares its fields.", completion: .file(extensions: ["yaml"]))
  var bind: String?
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
    let binding = try bind.map(readBinding)
    let pdf = try open()
    let list = pages?.pages ?? Array(1...max(1, pdf.pageCount))
    if let beyond = list.first(where: { $0 > pdf.pageCount }) {
      throw ValidationError("\(blank) has \(pdf.pageCount) pages, so there is no page \(beyond).")
    }
    let blanks = try list.enumerated().map { try look(at: $1, of: pdf, number: $0 + 1) }.numberedAsPrinted
    let edition = edition ?? binding?.edition ?? blanks.lazy.compactMap(\.edition).first ?? ""
    let title = title ?? binding?.title ?? pdf.title ?? form.uppercased()
    let definition =
      try binding.map { try bound($0, blanks, edition: edition, title: title) }
      ?? FormDrafter(id: form, edition: edition, title: title)(blanks)
    try write(definition)
  }

  private func write(_ definition: FormDefinition) throws {
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
    if definition.edition.isEmpty { print("no edition was found: give it with --edition, or write it into form.yaml") }
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
