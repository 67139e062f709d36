import Forms
import Foundation

/// What a document's pages themselves give to query: those missing, twice, damaged, doubtful, or from several files.
struct PageQueries {
  let document: AssembledDocument
  let form: FormDefinition
  /// The batch's files by their places.
  let files: [Int: ScanFile]
  /// Form pages that are damaged in their file.
  let damaged: [Int]
  /// Form pages of whose print much is gone.
  let worn: [Int]
  /// Form pages of whose print some is elsewhere.
  let unlike: [Int]
  /// Form pages that another form prints alike, which the pages around them decided.
  let assumed: [Int]

  /// The issues and, where a person must look at every field that an issue names, why.
  var all: [(issue: FormRecord.Issue, reason: String?)] {
    missing + duplicates + doubtful + alike + damage + wear + unlikeness + sisters + joined + stated + repeated
  }

  private func issue(_ rule: String, _ numbers: [Int], _ message: String) -> FormRecord.Issue {
    let fields = numbers.flatMap { form.page($0)?.zones.map(\.field) ?? [] }
    return FormRecord.Issue(rule: rule, severity: .query, fields: fields, message: message)
  }

  /// A page's name in a message; one whose number is assumed may be another.
  private func name(_ number: Int) -> String {
    document.alike.contains { $0.numbers.contains(number) }
      ? "Page \(number), or another that prints the same," : "Page \(number)"
  }

  private var missing: [(FormRecord.Issue, String?)] {
    each(document.missing, "page-missing", "is missing.", reason: nil)
  }

  private var duplicates: [(FormRecord.Issue, String?)] {
    Set(document.pages.filter(\.isDuplicate).map(\.number)).sorted().map { number in
      let read = document.alike.contains { $0.numbers.contains(number) } ? "the first" : "the better copy"
      return (
        issue(
          "page-duplicate", [number],
          "\(name(number)) is there more than once; \(read) was read. Check that both say the same."), nil
      )
    }
  }

  /// An issue for each of some pages: `message` goes on from the page's name, and every field of the page is looked at for `reason`.
  private func each(_ numbers: [Int], _ rule: String, _ message: String, reason: String?) -> [(FormRecord.Issue, String?)] {
    numbers.map { (issue(rule, [$0], "\(name($0)) \(message)"), reason) }
  }

  private var doubtful: [(FormRecord.Issue, String?)] {
    document.doubtful.map { page in
      let (message, reason) =
        switch page.reason {
        case .next: ("may belong to the next document: nothing tells for sure where this one ends.", "to the next document")
        case .before:
          ("may belong to the document before: nothing tells for sure where this one begins.", "to the document before")
        case .apart:
          ("lay apart from those before it, behind pages of other forms. Check that it belongs to them.", "to another document")
        }
      return (issue("page-doubtful", [page.number], "Page \(page.number) \(message)"), "its page may belong \(reason)")
    }
  }

  private var alike: [(FormRecord.Issue, String?)] {
    document.alike.map { alike in
      let why = alike.doubts.map { doubt in
        switch doubt {
        case .count(let found): "\(found) scanned of \(alike.numbers.count)"
        case .repeated: "some saying the very same"
        case .order: "the document's pages being out of order"
        case .neighbour: "some perhaps of a document beside it"
        }
      }
      let assumed = document.pages.filter { alike.numbers.contains($0.number) }
        .sorted { ($0.page.file, $0.page.index) < ($1.page.file, $1.page.index) }
        .map { "\(place($0.page)) is page \($0.number)\($0.isDuplicate ? " again" : "")" }
      let isAgain = document.pages.contains { $0.isDuplicate && alike.numbers.contains($0.number) }
      let again = isAgain ? "; where a page that is there again differs, its values are among the alternatives" : ""
      return (
        issue(
          "pages-alike", alike.numbers,
          "Pages \(Self.list(alike.numbers.map(String.init))) print the same, and which is which is not known: "
            + "\(why.joined(separator: ", ")). Assumed: \(Self.list(assumed)). Check them against the paper\(again)."),
        "its page may be another of those that print the same"
      )
    }
  }

  private var damage: [(FormRecord.Issue, String?)] {
    each(
      damaged, "page-damaged", "is damaged in the file, and part of it may be lost. Compare it with the paper.",
      reason: "its page is damaged in the file")
  }

  private var wear: [(FormRecord.Issue, String?)] {
    each(
      worn, "page-worn", "has lost much of its print, and writing may be lost too. Compare it with the paper.",
      reason: "much of its page is gone")
  }

  private var unlikeness: [(FormRecord.Issue, String?)] {
    each(
      unlike, "page-edition",
      "is not printed quite as \(form.id.uppercased()) \(form.edition) is: it may be of a print that is not known. Compare it with the paper.",
      reason: "its page may be of another print")
  }

  private var sisters: [(FormRecord.Issue, String?)] {
    each(assumed, "page-assumed", "is printed alike in another form; the pages beside it decided.", reason: nil)
  }

  private var joined: [(FormRecord.Issue, String?)] {
    let places = Set(document.pages.map(\.page.file)).sorted()
    guard places.count > 1 else { return [] }
    let names = Self.list(places.map { files[$0]?.name ?? "" })
    return [
      (issue("pages-joined", [], "The pages come from \(names). Check that they belong to one document."), nil)
    ]
  }

  /// The files that the pages lie in.
  private var scans: [ScanFile] { Set(document.pages.map(\.page.file)).sorted().compactMap { files[$0] } }

  /// Files out of sets that state another number of pages.
  private var stated: [(FormRecord.Issue, String?)] {
    scans.compactMap { scan in
      guard let stated = scan.set?.pages, let found = scan.pageCount, stated != found else { return nil }
      let message = "The set states \(stated) pages (NoPages) for \(scan.name), which has \(found). Check that none is lost."
      return (issue("set-pages", [], message), nil)
    }
  }

  /// Scans that came again in an envelope or a set, and stand in no other record.
  private var repeated: [(FormRecord.Issue, String?)] {
    scans.flatMap(\.repeats).compactMap { scan in
      guard let origin = scan.origin else { return nil }
      let message = "The same scan came again: \(scan.name), \(origin). Ask the supplier whether another was meant."
      return (issue("scan-repeated", [], message), nil)
    }
  }

  /// Where a page lies, as people count; with its file where there are several.
  private func place(_ page: PlacedPage) -> String {
    let isOnly = document.pages.allSatisfy { $0.page.file == page.file }
    return "scan page \(page.index + 1)" + (isOnly ? "" : " of \(files[page.file]?.name ?? "")")
  }

  /// `a, b and c`.
  private static func list(_ words: [String]) -> String {
    words.count < 2 ? words.joined() : words.dropLast().joined(separator: ", ") + " and " + words[words.count - 1]
  }
}
