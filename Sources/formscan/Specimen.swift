import ArgumentParser
import Forms
import Foundation
import Pipeline

/// Draws filled specimens of a form and scans them in make-believe.
struct Specimen: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Draws filled forms as a scanner would see them, with their truth.",
    discussion: """
      The form is drawn from its layout's numbers, filled in by made-up people and put through a simulated scanner. The same \
      options give the same files.

        formscan specimen n5b --count 3                          three typed claims
        formscan specimen lp1f --mode handwritten --color grey   one power of attorney filled in by hand
        formscan specimen n5b --sheets 1,3,2,blank,letter        pages in this order, with strangers between
      """)

  @Argument(help: "The form of each document, such as n5b; several make one file.")
  var forms: [String]
  @Option(help: "Seed of the first specimen; the next ones count up.") var seed: UInt64 = 1
  @Option(help: "How many files.") var count = 1
  @Option(help: "typed or handwritten.") var mode = "typed"
  @Option(help: "clean, moderate or severe.") var severity = "clean"
  @Option(help: "Pixels an inch.") var dpi = 300
  @Option(help: "bitonal or grey.") var color = "bitonal"
  @Option(help: "pdf or tif.") var container = "pdf"
  @Option(help: "Degrees by which sheets lie turned, used in turn, such as 0,180.") var turns = "0"
  @Option(help: "What the file holds, in order: pages such as 3 or 2:3 (document 2), blank, letter, separator.") var sheets:
    String?
  @Option(help: "Name of the files; a number is added if there are several.") var name: String?
  @Option(help: ArgumentHelp("Where to write.", valueName: "folder")) var output = "specimens"
  @Flag(help: "Fill with text that no context gives away, to fit confidence on.") var calibration = false
  @OptionGroup var definitions: Definitions

  func run() throws {
    guard let mode = SpecimenMaker.Mode(rawValue: mode), let severity = SpecimenMaker.Severity(rawValue: severity),
      let container = SpecimenMaker.Container(rawValue: container), ["bitonal", "grey"].contains(color),
      (100...600).contains(dpi)
    else { throw ValidationError("Check --mode, --severity, --container, --color and --dpi; see --help.") }
    let folder = URL(fileURLWithPath: output)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    do {
      let known = try definitions.forms(Array(Set(forms)))
      let documents = forms.compactMap { id in known.first { $0.id == id } }
      let sheets = try self.sheets.map { try parse($0, documents) }
      for number in 0..<count {
        var maker = SpecimenMaker()
        (maker.seed, maker.mode, maker.severity) = (seed + UInt64(number), mode, severity)
        (maker.dpi, maker.isBitonal, maker.container) = (dpi, color == "bitonal", container)
        maker.turns = turns.split(separator: ",").compactMap { Int($0) }
        maker.isScattered = calibration
        let base = name ?? "\(forms.joined(separator: "-"))-\(mode)-\(severity)"
        let title = count > 1 || name == nil ? "\(base)-\(seed + UInt64(number))" : base
        try maker.write(documents, sheets: sheets, name: title, to: folder)
        print("\(output)/\(title).\(container.rawValue)")
      }
    } catch let problem as Problem {
      complain(problem)
      throw ExitStatus.dependencyIsMissing.code
    }
  }

  private func parse(_ text: String, _ documents: [FormDefinition]) throws -> [SpecimenMaker.Sheet] {
    try text.split(separator: ",").map { word in
      switch word {
      case "blank": return .blank
      case "letter": return .letter
      case "separator": return .separator
      default:
        let numbers = word.split(separator: ":").compactMap { Int($0) }
        let document = numbers.count == 2 ? numbers[0] - 1 : 0
        guard let page = numbers.last, documents.indices.contains(document), documents[document].page(page) != nil else {
          throw ValidationError("'\(word)' is no sheet: write a page (3), document and page (2:3), blank, letter or separator.")
        }
        return .form(document: document, page: page)
      }
    }
  }
}
