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
        formscan specimen lp1f --damage torn-barcode,folded      every page damaged
        formscan specimen --mixed --count 40                     forty mixed files

      Damage, one kind or several with commas between:

        torn-barcode      the corner with the barcode is missing
        blurred-barcode   the barcode is smeared beyond reading
        cut-left, cut-right, cut-top, cut-bottom
                          10 mm of the form are cut off on that side
        faint             30 % of the contrast is left
        speckled          6 to 25 specks in a square centimetre
        folded            a fold; below it the form lies up to 1 mm and 0.5° off
        photocopied       a copy of a copy: 97 % of the size, strokes grown or eaten

      A mixed file is what a post room scans: 3 to 8 documents of the forms named, of all if none is: continuation sheets behind their power of attorney, \
      three kinds of separators, labels stuck on pages, backs, letters, pages turned, missing, twice or out of order. Its truth says \
      with 'link' to which document continuation sheets belong.
      """)

  @Argument(help: "The form of each document, such as n5b; several make one file. With --mixed, the forms to choose from.")
  var forms: [String] = []
  @Flag(help: "Files of several documents with what lies between them and what goes wrong, planned by the seed.") var mixed =
    false
  @Option(help: "Seed of the first specimen; the next ones count up.") var seed: UInt64 = 1
  @Option(help: "How many files.") var count = 1
  @Option(help: "typed, handwritten or blank. If not given: typed, and with --mixed each document its own.") var mode: String?
  @Option(
    help: ArgumentHelp(
      "Recorded pen strokes to write by hand with, in place of fonts: JSON lines with writer, label and strokes.",
      valueName: "file"))
  var hands: String?
  @Option(help: "clean, moderate or severe. If not given: clean, and with --mixed clean or moderate.") var severity: String?
  @Option(help: "What befalls every form page, such as torn-barcode or folded,faint; see above.") var damage: String?
  @Option(help: "Pixels an inch.") var dpi = 300
  @Option(help: "bitonal or grey.") var color = "bitonal"
  @Option(help: "pdf or tif.") var container = "pdf"
  @Option(help: "Degrees by which sheets lie turned, used in turn, such as 0,180.") var turns = "0"
  @Option(
    help: "What the file holds, in order: pages such as 3 or 2:3 (document 2), blank, letter, separator, coloured, code, cover."
  )
  var sheets: String?
  @Option(help: "Name of the files; a number is added if there are several.") var name: String?
  @Option(help: ArgumentHelp("Where to write.", valueName: "folder")) var output = "specimens"
  @Flag(help: "Fill with text that no context gives away, to fit confidence on.") var calibration = false
  @OptionGroup var definitions: Definitions

  func validate() throws {
    guard mixed || !forms.isEmpty else { throw ValidationError("Name a form, such as n5b, or use --mixed.") }
    guard !mixed || sheets == nil && turns == "0" && !calibration else {
      throw ValidationError("--mixed plans the sheets itself: leave out --sheets, --turns and --calibration.")
    }
    guard SpecimenMaker.Mode(rawValue: mode ?? "typed") != nil, SpecimenMaker.Severity(rawValue: severity ?? "clean") != nil,
      SpecimenMaker.Container(rawValue: container) != nil, ["bitonal", "grey"].contains(color), (100...600).contains(dpi)
    else { throw ValidationError("Check --mode, --severity, --container, --color and --dpi; see --help.") }
    guard hands == nil || mode == "handwritten" || mixed && mode == nil else {
      throw ValidationError("--hands goes with --mode handwritten.")
    }
    do { _ = try damages() } catch { throw ValidationError("\(error)") }
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
    let pens = try hands.map { try PenHands(contentsOf: URL(fileURLWithPath: $0)) }
    try makeFolder(output)
    for seed in seed..<seed + UInt64(count) {
      let base = name ?? (mixed ? (["mixed"] + forms) : forms + [mode ?? "typed", severity ?? "clean"]).joined(separator: "-")
      let title = count > 1 || name == nil ? "\(base)-\(seed)" : base
      let path = "\(output)/\(title).\(container)"
      do {
        try writing(path) {
          let folder = URL(fileURLWithPath: output)
          if mixed {
            let batch = MixedBatch(
              of: known, mode: mode.flatMap { .init(rawValue: $0) }, severity: severity.flatMap { .init(rawValue: $0) },
              seed: seed)
            var maker = try maker(seed, pens)
            maker.severity = batch.severity
            try maker.write(batch.documents, sheets: batch.sheets, name: title, to: folder)
          } else {
            try maker(seed, pens).write(documents.map { .init(form: $0) }, sheets: sheets, name: title, to: folder)
          }
        }
      } catch let missing as SpecimenMaker.MissingFont {
        complain(missing.problem)
        throw ExitStatus.dependencyIsMissing.code
      }
      print(path)
    }
  }

  private func maker(_ seed: UInt64, _ pens: PenHands?) throws -> SpecimenMaker {
    var maker = SpecimenMaker()
    maker.seed = seed
    maker.mode = mode.flatMap { .init(rawValue: $0) } ?? maker.mode
    maker.severity = severity.flatMap { .init(rawValue: $0) } ?? maker.severity
    maker.container = .init(rawValue: container) ?? maker.container
    (maker.dpi, maker.isBitonal, maker.isScattered) = (dpi, color == "bitonal", calibration)
    maker.turns = Self.degrees(turns) ?? maker.turns
    maker.damages = try damages()
    maker.pens = pens
    return maker
  }

  private func damages() throws -> [Damage] { try damage.map(Damage.list) ?? [] }

  /// Quarter turns such as `0,180`; nil if there is none or it is another angle.
  private static func degrees(_ text: String) -> [Int]? {
    let turns = text.split(separator: ",", omittingEmptySubsequences: false).map { Int($0) }
    return turns.allSatisfy { [0, 90, 180, 270].contains($0) } ? turns.compactMap(\.self) : nil
  }

  private func parse(_ text: String, _ documents: [FormDefinition]) throws -> [SpecimenMaker.Sheet] {
    try text.split(separator: ",", omittingEmptySubsequences: false).map { word in
      switch word {
      case "blank": return .init(.blank)
      case "letter": return .init(.letter)
      case "separator": return .init(.separator)
      case "coloured": return .init(.coloured)
      case "code": return .init(.code)
      case "cover": return .init(.cover)
      default:
        let numbers = word.split(separator: ":", omittingEmptySubsequences: false).map { Int($0) }
        guard let page = numbers.last ?? nil, let document = numbers.count == 2 ? numbers[0] : 1, numbers.count <= 2,
          documents.indices.contains(document - 1), documents[document - 1].page(page) != nil
        else {
          throw ValidationError(
            "'\(word)' is no sheet: write a page (3), document and page (2:3), blank, letter, separator, coloured, code or cover."
          )
        }
        return .init(.form(document: document - 1, page: page))
      }
    }
  }
}
