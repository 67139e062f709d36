import ArgumentParser
import Forms
import Foundation
import Imaging
import Pipeline

/// Draws a form's zones, so that a person can see whether they lie right.
struct Preview: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Draws a form's zones with their fields over its pages, as PNG.",
    discussion: """
      Blue is a line, teal a block, violet a comb, orange a split field, red ticks, green a signature.

        formscan preview n5b                         over the form as its layout's numbers have it
        formscan preview n5b --page 2 --over x.pdf   over page 2 as found in a blank or a scan
        formscan preview drafts/n11b                 a form in another folder
      """)

  @Argument(help: "The form's id, or the folder of a form.") var form: String
  @Option(help: "Only this page of the form.") var page: Int?
  @Option(help: "A blank or a scan to draw over: PDF, TIFF, PNG or JPEG.", completion: .file()) var over: String?
  @Option(help: ArgumentHelp("Where to write.", valueName: "folder")) var output = "preview"
  @OptionGroup var definitions: Definitions

  func run() throws {
    let form = try definition()
    if let page, form.page(page) == nil {
      throw ValidationError("\(form.id) has pages 1 to \(form.pages.count), so there is no page \(page).")
    }
    try makeFolder(output)
    let found = try over.map { try drawOver($0, form) } ?? drawFacsimiles(form)
    if !found { throw ExitStatus.someFailed.code }
  }

  private func definition() throws -> FormDefinition {
    guard form.contains("/") else { return try definitions.form(form) }
    let (forms, problems) = FormLibrary.readForm(URL(fileURLWithPath: form))
    guard let definition = forms.first, problems.isEmpty else {
      for problem in problems { complain(problem) }
      throw ExitStatus.definitionIsWrong.code
    }
    return definition
  }

  private func drawFacsimiles(_ form: FormDefinition) throws -> Bool {
    for page in form.pages where self.page == nil || page.number == self.page {
      guard let layout = form.layout.page(page.number) else { continue }
      try write("\(form.id)-\(page.number)") { try ZonePreview()(page, layout: layout) }
    }
    for print in form.prints where page == nil || print.page.number == page {
      try write("\(form.id)-\(print.page.number)-\(print.name)") { try ZonePreview()(print.page, layout: print.layout) }
    }
    return true
  }

  /// - Returns: whether any page of the file is a page of the form that is wanted.
  private func drawOver(_ file: String, _ form: FormDefinition) throws -> Bool {
    let identify = Identify(forms: [form])
    let stream = PageStream(file: URL(fileURLWithPath: file))
    var isFound = false
    var copies: [Int: Int] = [:]
    while let next = try stream.nextPage() {
      guard case .page(let scan) = next else {
        if case .failed(_, let problem) = next { complain(problem) }
        continue
      }
      let place = "\(file) page \(scan.index + 1)"
      switch try identify(scan.image, index: scan.index) {
      case .form(var found, _):
        // The next copy of a print that several pages share is the next of those pages.
        let twins = form.pages.filter { [$0.number, $0.sameAs].contains(found.page.number) }
        found.page = twins[copies[found.page.number, default: 0] % twins.count]
        copies[twins[0].number, default: 0] += 1
        guard page == nil || found.page.number == page else { continue }
        try write("\(form.id)-\(found.page.number)-over-\(scan.index + 1)") { try ZonePreview()(found) }
        isFound = true
      case .blank, .separator: continue
      case .unknown(let reason, _, _):
        complain(Problem(place: place, summary: "not drawn: \(reason)"))
      }
    }
    if !isFound {
      complain(
        Problem(
          place: file, summary: "no page of the form \(form.id) was found",
          remedy: "Give a file that holds the form, or leave --over out to draw over the form's own numbers."))
    }
    return isFound
  }

  private func write(_ name: String, _ draw: () throws -> Drawing) throws {
    let path = "\(output)/\(name).png"
    try writing(path) { try draw().writePNG(to: path) }
    print(path)
  }
}
