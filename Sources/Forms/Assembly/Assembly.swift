/// Sorts a batch's pages into documents: pure logic over form, page number and order.
///
/// Nobody scans with care: pages come shuffled, twice or not at all, and documents of one form follow each other without a sheet
/// between. A document ends where a stretch of pages repeats what it already has; one page that comes again is a duplicate.
public struct Assembly: Sendable {
  private let forms: [String: FormDefinition]

  public init(forms: [FormDefinition]) {
    self.forms = Dictionary(uniqueKeysWithValues: forms.map { ($0.key, $0) })
  }

  /// Takes the next file of the batch.
  ///
  /// - Parameter pages: what each scan page is, in order; nil for a page that is neither a known form's nor blank.
  /// - Returns: the documents that no later file can add to, in the order of their first pages. Every placed page comes out in
  ///   exactly one document, at the latest from `finish()`.
  public mutating func add(_ pages: [PlacedPage?]) -> [AssembledDocument] {
    var drafts = sort(pages)
    if let last = open, let first = drafts.first, continues(last, first) {
      drafts[0].pages = last.pages + first.pages
    } else if let last = open {
      drafts.insert(last, at: 0)
    }
    open = drafts.popLast()
    return drafts.map(finish)
  }

  /// The documents that were still waiting for another file.
  public mutating func finish() -> [AssembledDocument] {
    defer { open = nil }
    return open.map { [finish($0)] } ?? []
  }

  /// The last document of the last file: the next file may go on with it.
  private var open: Draft?

  /// A document in the making.
  private struct Draft {
    var form: String
    var pages: [PlacedPage]
    var doubtful: [Int] = []
    func count(_ print: Int) -> Int { pages.count { $0.print == print } }
  }

  /// How many pages of a form carry the print of page `print`.
  private func capacity(_ form: String, _ print: Int) -> Int {
    max(1, forms[form]?.numbers(printing: print).count ?? 1)
  }

  // MARK: Within a file

  /// The documents of one file.
  private func sort(_ pages: [PlacedPage?]) -> [Draft] {
    var done: [Draft] = [], begun: [String: Draft] = [:]
    for stretch in stretches(pages) {
      let form = stretch[0].form
      var current = begun[form] ?? Draft(form: form, pages: [])
      let isLoose = isLoose(form)
      // A stretch that as a whole repeats the open document begins another, though its first pages might fit.
      if isLoose && !current.pages.isEmpty || repeats(stretch[...], current) {
        done.append(current)
        current = Draft(form: form, pages: [])
      }
      for place in stretch.indices {
        let page = stretch[place]
        if current.count(page.print) >= capacity(form, page.print), isLoose || repeats(stretch[place...], current) {
          current.doubtful = isLoose ? [] : doubtful(in: current, before: stretch[place...])
          done.append(current)
          current = Draft(form: form, pages: [])
        }
        current.pages.append(page)
      }
      begun[form] = current
    }
    return (done + begun.values).filter { !$0.pages.isEmpty }.sorted { $0.pages[0].index < $1.pages[0].index }
  }

  /// Whether the form is sheets that stand by themselves, such as continuation sheets: the same sheet again is no second copy, but filled
  /// in anew.
  private func isLoose(_ form: String) -> Bool { forms[form]?.pages.allSatisfy(\.optional) ?? false }

  /// Runs of pages of one form, ended by a page of another form or of none. Blank backs do not come here.
  private func stretches(_ pages: [PlacedPage?]) -> [[PlacedPage]] {
    var runs: [[PlacedPage]] = [], broken = true
    for page in pages {
      guard let page else {
        broken = true
        continue
      }
      if broken || runs.last?.last?.form != page.form { runs.append([]) }
      runs[runs.count - 1].append(page)
      broken = false
    }
    return runs
  }

  /// Whether what comes next is another copy of the form: at least two of the next pages, and no fewer than are new to the
  /// document, repeat it. In a form of one page any repetition is another copy.
  private func repeats(_ next: ArraySlice<PlacedPage>, _ current: Draft) -> Bool {
    guard !current.pages.isEmpty, let form = next.first?.form else { return false }
    let size = forms[form]?.pages.count ?? 1
    var seen = current, again = 0, new = 0
    for page in next.prefix(size) {
      if current.count(page.print) >= capacity(form, page.print) {
        again += 1
      } else if seen.count(page.print) < capacity(form, page.print) {
        new += 1
      }
      seen.pages.append(page)
    }
    return again >= min(2, size) && again >= new
  }

  /// Pages that came last and out of order, and that the document which follows lacks; and those that print like its first page.
  private func doubtful(in current: Draft, before next: ArraySlice<PlacedPage>) -> [Int] {
    let size = forms[current.form]?.pages.count ?? 1
    let coming = Set(next.prefix(size).map(\.print))
    var doubtful: [Int] = [], highest = current.pages.map(\.print).max() ?? 0
    if let last = current.pages.last?.print, last == next.first?.print, capacity(current.form, last) > 1 {
      doubtful.append(last)
    }
    for page in current.pages.reversed() {
      if page.print >= highest { break }
      if !coming.contains(page.print) { doubtful.append(page.print) }
      highest = max(highest, page.print)
    }
    return doubtful.sorted()
  }

  // MARK: Across files

  /// Whether a file goes on with the document before it: each has exactly what the other lacks.
  private func continues(_ last: Draft, _ first: Draft) -> Bool {
    guard first.form == last.form, let end = last.pages.last, first.pages[0].file == end.file + 1 else { return false }
    let together = Draft(form: last.form, pages: last.pages + first.pages)
    let repeated = Set(first.pages.map(\.print)).contains { together.count($0) > capacity(last.form, $0) }
    return !repeated && !missing(last).isEmpty && missing(together).isEmpty
  }

  private func missing(_ draft: Draft) -> [Int] { finish(draft).missing }

  private func finish(_ draft: Draft) -> AssembledDocument {
    AssembledDocument(draft.pages, of: draft.form, as: forms[draft.form], doubtful: draft.doubtful)
  }
}
