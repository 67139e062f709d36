import Forms
import Foundation
import RecordStore

/// Keeps account of a run: every page that came in ends in a document or on a list, and is counted once.
struct Ledger: ReadingBook {
  private var summary = RunSummary()
  private var assembly: Assembly
  private var table = RecordTable()
  private var files: [Int: ScanFile] = [:]
  /// Pages that are with a reader now.
  private(set) var underWay = 0
  /// Whether there is no sense in reading on: what is read could not be written.
  var isStuck: Bool { summary.unwritten != nil }
  /// By file: what is wrong with it as a whole, to be said when its turn comes, so that the order does not hang on who reads faster.
  private var complaints: [Int: [Problem]] = [:]
  /// By file: what has come back, how many were sent, and whether its last page was seen; and the file that is written next.
  private var arrived: [Int: [PageOutcome]] = [:]
  private var expected: [Int: Int] = [:]
  private var ended: Set<Int> = []
  private var next = 0
  private var read: [PlacedPage: PageOutcome.Form] = [:]
  private var account = PageAccount()
  private var ids = DocumentIDs()
  private var owners: Owners
  private var cases = Cases()
  /// The places of separators, by file; of files whose documents are all written they are dropped.
  private var separators: [Int: [Int]] = [:]
  /// Pages in no document that the store is still to be told of.
  private var strays: [StoredPage] = []
  /// Whether small pictures of strays can be written; none is tried after one that could not.
  private var canPicture = true
  private let names: [String]
  private var validation: Validation
  private let forms: [String: FormDefinition]
  private let make: RecordMaker
  private let outputs: [OutputDefinition]
  private let store: StoreBatch?
  /// The pictures that the store has of pages that are in no record yet, by file and place in it.
  private var pictures: [Int: [Int: StoredPage.Picture]] = [:]
  private let output: RecordFolder
  private let report: @Sendable (RunEvent) -> Void

  /// - Parameters:
  ///   - target: the least confidence with which a value passes without a look.
  ///   - outputs: where accepted documents go; what would keep one from there is queried.
  init(
    _ found: Intake.Found, forms: [FormDefinition], target: Double, rules: RuleBook = RuleBook(), output: RecordFolder,
    outputs: [OutputDefinition] = [],
    store: StoreBatch? = nil, report: @escaping @Sendable (RunEvent) -> Void
  ) {
    validation = Validation(rules: rules)
    self.outputs = outputs
    self.store = store
    self.forms = Dictionary(uniqueKeysWithValues: forms.map { ($0.key, $0) })
    make = RecordMaker(forms: self.forms, target: target)
    self.output = output
    self.report = report
    assembly = Assembly(forms: forms)
    owners = Owners(forms)
    names = found.files.map(\.name)
    summary.files = found.files.count
    summary.ignored = found.ignored
    summary.ignoredFiles = found.ignored.count
    summary.duplicateFiles = found.duplicates
    summary.parcels = found.parcels.isEmpty ? nil : found.parcels
    for problem in found.problems { add(problem) }
  }

  mutating func add(_ problem: Problem) {
    summary.problems.append(problem)
    report(.problem(problem))
  }

  /// Takes in what keeps the run from writing, and so from reading on.
  mutating func stop(_ problem: Problem) {
    summary.unwritten = summary.unwritten ?? problem
    add(problem)
  }

  /// Leaves out a document whose ID came with another that was read.
  ///
  /// - Returns: whether it is left out.
  mutating func leavesOut(_ file: ScanFile, at place: Int) -> Bool {
    guard let first = ids.earlier(than: file) else { return false }
    complaints[place] = [
      Problem(
        place: file.name, summary: "a document with its ID came before, \(first), and it was not read",
        remedy: "If it is another document, have the supplier send it under an ID of its own.")
    ]
    summary.leaveOut(file.name, "a document with its ID came before, \(first)")
    end(place)
    return true
  }

  /// Notes a page that goes to a reader, or takes in one that could not be decoded.
  mutating func begin(_ decoded: (page: DecodedPage, seconds: Double), of file: ScanFile, at place: Int) {
    switch decoded.page {
    case .page: begin(of: file, at: place)
    case .failed(let pages, let problem):
      files[place] = file
      guard let pages else {
        complaints[place, default: []].append(problem)
        return
      }
      ids.fail(place)
      for index in pages {
        arrived[place, default: []].append(
          PageOutcome(index: index, kind: .failed(problem), seconds: ["decode": decoded.seconds]))
      }
      expected[place, default: 0] += pages.count
    }
  }

  /// Notes a page whose outcome is to come.
  mutating func begin(of file: ScanFile, at place: Int) {
    files[place] = file
    underWay += 1
    expected[place, default: 0] += 1
  }

  /// Takes in what became of a page.
  mutating func add(_ outcome: PageOutcome, at place: Int) {
    underWay -= 1
    if let problem = outcome.unkept { stop(problem) }
    pictures[place, default: [:]][outcome.index] = outcome.picture
    arrived[place, default: []].append(outcome)
    settle()
  }

  /// Notes that a file has no more pages. One whose end is not seen is not read.
  mutating func end(_ place: Int) {
    ended.insert(place)
    if let file = files[place] {
      let pages = expected[place, default: 0]
      ids.end(file, at: place, pages: pages)
    }
    settle()
  }

  /// Writes the documents of the files whose pages are all there, file by file in their order.
  private mutating func settle() {
    while ended.contains(next), arrived[next, default: []].count == expected[next, default: 0] {
      let outcomes = (arrived.removeValue(forKey: next) ?? []).sorted { $0.index < $1.index }
      for problem in complaints.removeValue(forKey: next) ?? [] { add(problem) }
      if let file = files[next] { take(outcomes, of: file, at: next) }
      next += 1
    }
  }

  private mutating func take(_ outcomes: [PageOutcome], of file: ScanFile, at place: Int) {
    var sheets: [Assembly.Sheet] = []
    files[place]?.pageCount = outcomes.count
    let failed = outcomes.count(where: \.isFailed)
    report(.closed(file.name, pages: outcomes.count, failed: failed))
    if failed == outcomes.count {
      summary.leaveOut(
        file.name, outcomes.isEmpty ? "it could not be opened" : "none of its pages could be read", isUnread: true)
    }
    for outcome in outcomes { account.takeIn(outcome.index, of: place) }
    for outcome in TwinPages().settled(outcomes) {
      for (stage, seconds) in outcome.seconds { summary.seconds[stage, default: 0] += seconds }
      if let sheet = count(outcome, of: file, at: place) { sheets.append(sheet) }
    }
    write(assembly.add(sheets))
    if let problem = failure(of: { try store?.add(strays: strays) }) { stop(problem) }
    strays = []
    // What is not written yet begins in this file.
    separators = separators.filter { $0.key >= place }
  }

  /// Counts one page, and says what it is to assembly; nil for a blank back.
  private mutating func count(_ outcome: PageOutcome, of file: ScanFile, at place: Int) -> Assembly.Sheet? {
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
        file: place, index: outcome.index, form: form.form, print: form.page, quality: form.quality, content: form.content,
        seems: form.seems)
      read[page] = form
      return .page(page)
    case .blank:
      summary.blankPages += 1
      list(
        outcome, .blank, outcome.isDamaged ? "nothing is left on it: it is damaged in the file" : "nothing on it", of: file,
        at: place)
      return nil
    case .separator(let text):
      summary.separatorPages += 1
      separators[place, default: []].append(outcome.index)
      list(outcome, .separator, "a sheet between documents", labels: [text], of: file, at: place)
      return .separator
    case .unknown(let reason, let candidates, let labels):
      summary.unknownPages += 1
      list(outcome, .unknown, reason, candidates: candidates, labels: labels, of: file, at: place)
      return .stranger
    case .failed(let problem):
      if summary.problems.last != problem { add(problem) }
      summary.failedPages += 1
      list(outcome, .failed, problem.summary, of: file, at: place)
      return .stranger
    }
  }

  /// Lists a page that is in no document, and writes its small picture.
  private mutating func list(
    _ outcome: PageOutcome, _ kind: RunSummary.Stray.Kind, _ reason: String, candidates: [RunSummary.Candidate] = [],
    labels: [String] = [], of file: ScanFile, at place: Int
  ) {
    account.putOut(outcome.index, of: place)
    var stray = RunSummary.Stray(
      file: file.name, index: outcome.index, kind: kind, reason: reason, candidates: candidates.isEmpty ? nil : candidates,
      labels: labels.isEmpty ? nil : labels)
    if canPicture, let thumbnail = outcome.thumbnail {
      let problem = failure { stray.thumbnail = try output.write(thumbnail: thumbnail, of: file, page: outcome.index) }
      if let problem {
        canPicture = false
        add(problem)
      }
    }
    summary.strays.append(stray)
    if store != nil {
      strays += [stored(at: place, outcome.index, as: StoredPage.Kind(rawValue: kind.rawValue) ?? .unknown, reason: reason)]
        .compactMap { $0 }
    }
  }

  /// A page for the store.
  private mutating func stored(
    at place: Int, _ index: Int, as kind: StoredPage.Kind, form: String? = nil, formPage: Int? = nil, reason: String? = nil
  ) -> StoredPage? {
    guard let file = files[place] else { return nil }
    return StoredPage(
      file: .init(sha256: file.sha256, name: file.name, received: file.received), position: index, kind: kind, form: form,
      formPage: formPage, reason: reason, picture: pictures[place]?.removeValue(forKey: index))
  }

  private mutating func write(_ documents: [AssembledDocument]) {
    var made: [(record: FormRecord, form: FormDefinition?, place: Owners.Place, pages: [StoredPage])] = []
    for document in documents {
      guard let record = make(document, files: files, outcome: { read[$0]! }) else { continue }
      for entry in document.pages {
        read[entry.page] = nil
        account.putOut(entry.page.index, of: entry.page.file)
      }
      let places = document.pages.map { Owners.Place(file: $0.page.file, index: $0.page.index) }
      guard let place = places.min() else { continue }
      owners.note(record, at: place)
      let form = forms[document.form]
      let pages =
        store == nil
        ? []
        : document.pages.compactMap { entry in
          stored(at: entry.page.file, entry.page.index, as: .form, form: form?.id, formPage: entry.number)
        }
      made.append((record, form, place, pages))
    }
    for index in made.indices {
      owners.link(&made[index].record, at: made[index].place, separators: separators[made[index].place.file] ?? [])
      if let form = made[index].form { made[index].record.query(outputs, form) }
    }
    let records = validation.judge(made.map(\.record))
    for (record, (_, form, _, pages)) in zip(records, made) {
      summary.documents += 1
      let problem = failure {
        cases.note(record, file: try output.write(record))
        try store?.add(record, form: form, pages: pages)
      }
      if let problem {
        stop(problem)
        summary.failed += 1
        continue
      }
      if let form { table.add(record, form: form) }
      summary.count(record.disposition, 1)
      summary.fields += record.fields.count
      summary.fieldsToReview += record.fields.values.count(where: \.review)
      report(.record(record))
    }
    for id in validation.late where !isStuck { judgeAgain(id) }
  }

  /// Holds a document that is written already against the rules again, for another turned out to belong to it.
  private mutating func judgeAgain(_ id: String) {
    var change: (before: FormRecord.Disposition, after: FormRecord.Disposition)?
    let problem = failure {
      let before = try output.record(cases.file(of: id))
      let belongings = try validation.belongings(of: id).map { try output.record(cases.file(of: $0)) }
      let after = validation.judge(before, with: belongings)
      try output.write(after)
      change = (before.disposition, after.disposition)
    }
    // What is written is judged without its sheet, and may say that nobody need look at it.
    if let problem { stop(problem) }
    if let change {
      summary.count(change.before, -1)
      summary.count(change.after, 1)
    }
  }

  /// Writes something to the output; a problem says why that failed.
  private func failure(of write: () throws -> Void) -> Problem? {
    do {
      try write()
      return nil
    } catch {
      return error as? Problem
        ?? Problem(place: output.folder.path, summary: "something could not be written (\(error))")
    }
  }

  /// Writes the documents that are left, and notes what was not read.
  mutating func finish(cancelled: Bool) {
    write(assembly.finish())
    for (_, problems) in complaints.sorted(by: { $0.key < $1.key }) { for problem in problems { add(problem) } }
    complaints = [:]
    listUnread(cancelled: cancelled)
    if summary.unreadFiles.isEmpty, !isStuck, let problem = failure(of: { try store?.end() }) { stop(problem) }
  }

  /// Hands the cases of which every document is accepted to the outputs. Of a run that stopped none leaves: a part of it may be unread.
  mutating func emit(by emit: Emit) async {
    summary.casesWaiting = 0
    for files in cases.all where summary.unreadFiles.isEmpty && !isStuck {
      do {
        var records: [FormRecord] = []
        for name in files { records.append(try output.record(name)) }
        if records.allSatisfy({ $0.disposition == .accepted }) {
          if let problem = await emit.add(records) { add(problem) }
        } else {
          summary.casesWaiting? += 1
        }
      } catch {
        add(error)
      }
    }
    let (outputs, problems) = await emit.finish()
    summary.outputs = outputs
    for problem in problems { add(problem) }
  }

  /// Lets what is released leave the store: of this run, and what operators have released since the last.
  mutating func emit(by export: StoreExport) async {
    guard summary.unreadFiles.isEmpty, !isStuck else { return }
    do {
      let result = try await export(by: "run")
      (summary.outputs, summary.casesWaiting, summary.casesArriving) = (result.outputs, result.waiting, result.arriving)
      for problem in result.problems { add(problem) }
    } catch {
      add(error as? Problem ?? Problem(place: "the store", summary: "nothing left it (\(error))"))
    }
  }

  /// Writes the table and the summary.
  ///
  /// - Parameter earlier: what an earlier run wrote to the same output.
  mutating func close(earlier: EarlierRun?, seconds: Double) -> RunSummary {
    summary.seconds["run"] = seconds
    summary.seconds = summary.seconds.mapValues { ($0 * 1000).rounded() / 1000 }
    if !summary.isBalanced || !account.isSettled {
      stop(
        Problem(
          place: "this run", summary: "some pages are not accounted for",
          remedy: "Keep the scans and report this: it must not happen."))
      summary.failed += 1
    }
    if let problem = failure(of: { try store?.close() }) { add(problem) }
    if let problem = failure(of: { try output.write(table) }) { stop(problem) }
    summary.earlier = output.settle(earlier)
    if let problem = failure(of: { try output.write(summary) }) { add(problem) }
    return summary
  }

  /// Names the files that the run did not come to, and the one that it was within.
  private mutating func listUnread(cancelled: Bool) {
    summary.unreadFiles = names.indices.filter { !ended.contains($0) }.map { names[$0] }
    guard !summary.unreadFiles.isEmpty else { return }
    summary.interrupted = cancelled
    let unread = summary.unreadFiles.count
    let some = summary.unreadFiles.prefix(10).joined(separator: ", ") + (unread > 10 ? " and \(unread - 10) more" : "")
    add(
      Problem(
        place: "this run", summary: "it stopped with \(unread) of \(names.count) files not read, or not to the end: \(some)",
        remedy: "Run it again with all of its files: nothing of these was written. summary.json lists them as unreadFiles."))
  }
}
