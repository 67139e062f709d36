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

  func validate() throws {
    guard SpecimenMaker.Mode(rawValue: mode) != nil, SpecimenMaker.Severity(rawValue: severity) != nil,
      SpecimenMaker.Container(rawValue: container) != nil, ["bitonal", "grey"].contains(color), (100...600).contains(dpi)
    else { throw ValidationError("Check --mode, --severity, --container, --color and --dpi; see --help.") }
    guard Self.degrees(turns) != nil else { throw ValidationError("--turns takes 0, 90, 180 and 270, with commas between.") }
    guard (1...10_000).contains(count) else { throw ValidationError("--count takes a number from 1 to 10000.") }
    guard !seed.addingReportingOverflow(UInt64(count)).overflow else {
      throw ValidationError("--seed is so large that there are no \(count) seeds from it.")
    }
    guard name?.contains("/") != true, name?.isEmpty != true else {
      throw ValidationError("--name takes a file's name without its folder; see --output.")
    }
  }

  func run() throws {
    let known = try definitions.forms(Array(Set(forms)))
    let documents = forms.compactMap { id in known.first { $0.id == id } }
    let sheets = try self.sheets.map { try parse($0, documents) }
    try makeFolder(output)
    for seed in seed..<seed + UInt64(count) {
      let base = name ?? "\(forms.joined(separator: "-"))-\(mode)-\(severity)"
      let title = count > 1 || name == nil ? "\(base)-\(seed)" : base
      let path = "\(output)/\(title).\(container)"
      do {
        try writing(path) {
          try maker(seed).write(documents, sheets: sheets, name: title, to: URL(fileURLWithPath: output))
        }
      } catch let missing as SpecimenMaker.MissingFont {
        complain(missing.problem)
        throw ExitStatus.dependencyIsMissing.code
      }
      print(path)
    }
  }

  private func maker(_ seed: UInt64) -> SpecimenMaker {
    var maker = SpecimenMaker()
    maker.seed = seed
    maker.mode = .init(rawValue: mode) ?? maker.mode
    maker.severity = .init(rawValue: severity) ?? maker.severity
    maker.container = .init(rawValue: container) ?? maker.container
    (maker.dpi, maker.isBitonal, maker.isScattered) = (dpi, color == "bitonal", calibration)
    maker.turns = Self.degrees(turns) ?? maker.turns
    return maker
  }

  /// Quarter turns such as `0,180`; nil if there is none or it is another angle.
  private static func degrees(_ text: String) -> [Int]? {
    let turns = text.split(separator: ",", omittingEmptySubsequences: false).map { Int($0) }
    return turns.allSatisfy { [0, 90, 180, 270].contains($0) } ? turns.compactMap(\.self) : nil
  }

  private func parse(_ text: String, _ documents: [FormDefinition]) throws -> [SpecimenMaker.Sheet] {
    try text.split(separator: ",", omittingEmptySubsequences: false).map { word in
      switch word {
      case "blank": return .blank
      case "letter": return .letter
      case "separator": return .separator
      default:
        let numbers = word.split(separator: ":", omittingEmptySubsequences: false).map { Int($0) }
        guard let page = numbers.last ?? nil, let document = numbers.count == 2 ? numbers[0] : 1, numbers.count <= 2,
          documents.indices.contains(document - 1), documents[document - 1].page(page) != nil
        else {
          throw ValidationError("'\(word)' is no sheet: write a page (3), document and page (2:3), blank, letter or separator.")
        }
        return .form(document: document - 1, page: page)
      }
    }
  }
}
