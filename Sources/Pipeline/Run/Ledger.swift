import Forms
import Foundation

/// Keeps account of a run: every page that came in ends in a document or on a list, and is counted once.
struct Ledger {
  private var summary = RunSummary()
  private var assembly: Assembly
  private var table = RecordTable()
  private var files: [Int: ScanFile] = [:]
  /// Pages that are with a reader now.
  private(set) var underWay = 0
  /// By file: what has come back, how many were sent, and whether its last page was seen; and the file that is written next.
  private var arrived: [Int: [PageOutcome]] = [:]
  private var expected: [Int: Int] = [:]
  private var ended: [Int: Bool] = [:]
  private var next = 0
  private var read: [PlacedPage: PageOutcome.Form] = [:]
  private let forms: [String: FormDefinition]
  private let output: RecordFolder
  private let report: @Sendable (RunEvent) -> Void

  init(_ found: Intake.Found, forms: [FormDefinition], output: RecordFolder, report: @escaping @Sendable (RunEvent) -> Void) {
    self.forms = Dictionary(uniqueKeysWithValues: forms.map { ($0.id, $0) })
    self.output = output
    self.report = report
    assembly = Assembly(forms: forms)
    summary.files = found.files.count
    summary.ignoredFiles = found.ignored
    summary.duplicateFiles = found.duplicates
    for problem in found.problems { add(problem) }
  }

  private mutating func add(_ problem: Problem) {
    summary.problems.append(problem)
    report(.problem(problem))
  }

  /// Notes a page that goes to a reader, or takes in one that could not be decoded.
  mutating func begin(_ decoded: (page: DecodedPage, seconds: Double), of file: ScanFile, at place: Int) {
    files[place] = file
    switch decoded.page {
    case .page: underWay += 1
    case .failed(let pages, let problem):
      guard let pages else { return add(problem) }
      for index in pages {
        arrived[place, default: []].append(
          PageOutcome(index: index, kind: .failed(problem), seconds: ["decode": decoded.seconds]))
      }
      expected[place, default: 0] += pages.count
      return
    }
    expected[place, default: 0] += 1
  }

  /// Takes in what became of a page.
  mutating func add(_ outcome: PageOutcome, at place: Int) throws {
    underWay -= 1
    arrived[place, default: []].append(outcome)
    try settle()
  }

  /// Notes that a file has no more pages.
  ///
  /// - Parameter complete: false where the run was told to stop before the file's last page.
  mutating func end(_ place: Int, complete: Bool) throws {
    ended[place] = complete
    try settle()
  }

  /// Writes the documents of the files whose pages are all there, file by file in their order.
  private mutating func settle() throws {
    while let complete = ended[next], arrived[next, default: []].count == expected[next, default: 0] {
      let outcomes = (arrived.removeValue(forKey: next) ?? []).sorted { $0.index < $1.index }
      if complete, let file = files[next] {
        try take(outcomes, of: file, at: next)
      } else if let file = files[next] {
        add(
          Problem(
            place: file.name, summary: "the run was stopped before its last page",
            remedy: "Run it again: nothing of it was written."))
      }
      next += 1
    }
  }

  private mutating func take(_ outcomes: [PageOutcome], of file: ScanFile, at place: Int) throws {
    var placed: [PlacedPage?] = []
    for outcome in outcomes {
      for (stage, seconds) in outcome.seconds { summary.seconds[stage, default: 0] += seconds }
      if let page = count(outcome, of: file, at: place) { placed.append(page) }
    }
    try write(assembly.add(placed))
  }

  /// Counts one page. What assembly should know of it is nil for a stranger between documents, and nothing at all for a blank back.
  private mutating func count(_ outcome: PageOutcome, of file: ScanFile, at place: Int) -> PlacedPage?? {
    summary.pages += 1
    if outcome.isDamaged {
      add(
        Problem(
          place: "\(file.name) page \(outcome.index + 1)", summary: "the page is damaged in the file",
          remedy: "Compare it with the paper."))
    }
    switch outcome.kind {
    case .form(var form):
      summary.formPages += 1
      form.isDamaged = outcome.isDamaged
      let page = PlacedPage(
        file: place, index: outcome.index, form: form.form, print: form.page, quality: form.quality, content: form.content)
      read[page] = form
      return .some(page)
    case .blank:
      summary.blankPages += 1
      let reason = outcome.isDamaged ? "nothing is left on it: it is damaged in the file" : "nothing on it"
      summary.strays.append(.init(file: file.name, index: outcome.index, kind: .blank, reason: reason))
      return nil
    case .unknown(let reason):
      summary.unknownPages += 1
      summary.strays.append(.init(file: file.name, index: outcome.index, kind: .unknown, reason: reason))
      return .some(nil)
    case .failed(let problem):
      if summary.problems.last != problem { add(problem) }
      summary.failedPages += 1
      summary.strays.append(.init(file: file.name, index: outcome.index, kind: .failed, reason: problem.summary))
      return .some(nil)
    }
  }

  private mutating func write(_ documents: [AssembledDocument]) throws {
    let make = RecordMaker(forms: forms)
    for document in documents {
      guard let record = make(document, files: files, outcome: { read[$0]! }) else { continue }
      try output.write(record)
      for entry in document.pages { read[entry.page] = nil }
      if let form = forms[document.form] { table.add(record, form: form) }
      summary.documents += 1
      switch record.disposition {
      case .accepted: summary.accepted += 1
      case .review: summary.review += 1
      case .rejected: summary.rejected += 1
      case .failed: summary.failed += 1
      }
      summary.fields += record.fields.count
      summary.fieldsToReview += record.fields.values.count(where: \.review)
      report(.record(record))
    }
  }

  /// Writes what is left, the table and the summary.
  mutating func close(interrupted: Bool, seconds: Double) throws -> RunSummary {
    try write(assembly.finish())
    summary.interrupted = interrupted
    summary.seconds["run"] = seconds
    summary.seconds = summary.seconds.mapValues { ($0 * 1000).rounded() / 1000 }
    if !summary.isBalanced || !read.isEmpty {
      add(
        Problem(
          place: "this run", summary: "some pages are not accounted for",
          remedy: "Keep the scans and report this: it must not happen."))
      summary.failed += 1
    }
    try output.write(table)
    try output.write(summary)
    return summary
  }
}
