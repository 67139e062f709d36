extension AssembledDocument {
  /// Numbers the pages, puts them in order and tells the better of two copies.
  ///
  /// Pages that print the same are numbered as they come. Where that does not tell for sure which is which, they are in `alike`;
  /// one that finds no number left is kept beside the last.
  ///
  /// - Parameters:
  ///   - scans: the document's pages in the order of the scans.
  ///   - doubtful: pages that may belong to another document, by their prints.
  init(_ scans: [PlacedPage], of id: String, as form: FormDefinition?, doubtful: [Doubtful]) {
    self.init(form: id, pages: [], missing: [], doubtful: [], alike: [])
    let isOrdered = Self.isOrdered(scans, form)
    for (print, copies) in Dictionary(grouping: scans, by: \.print).sorted(by: { $0.key < $1.key }) {
      let numbers = form?.numbers(printing: print) ?? []
      if numbers.count < 2 {
        let best = copies.indices.max { (copies[$0].quality, -$0) < (copies[$1].quality, -$1) }
        pages += copies.indices.map { Page(page: copies[$0], number: print, isDuplicate: $0 != best) }
        self.doubtful += doubtful.filter { $0.number == print }
        continue
      }
      let second = Self.secondScans(copies, surplus: copies.count - numbers.count)
      pages += Self.numbered(copies, numbers, second: second)
      var doubts: [Alike.Doubt] = []
      if copies.count != numbers.count { doubts.append(.count(copies.count)) }
      if !second.isEmpty { doubts.append(.repeated) }
      if !isOrdered { doubts.append(.order) }
      if doubtful.contains(where: { $0.number == print }) { doubts.append(.neighbour) }
      if !doubts.isEmpty { alike.append(Alike(numbers: numbers, doubts: doubts)) }
    }
    pages.sort {
      ($0.number, $0.isDuplicate ? 1 : 0, $0.page.file, $0.page.index) < (
        $1.number, $1.isDuplicate ? 1 : 0, $1.page.file, $1.page.index
      )
    }
    let have = Set(pages.map(\.number))
    missing = form?.pages.filter { !$0.optional && !have.contains($0.number) }.map(\.number) ?? []
  }

  /// Whether the pages come in the form's order; pages that come again do not count.
  private static func isOrdered(_ scans: [PlacedPage], _ form: FormDefinition?) -> Bool {
    var times: [Int: Int] = [:], last = 0
    for print in scans.map(\.print) {
      times[print, default: 0] += 1
      guard times[print, default: 0] <= max(1, form?.numbers(printing: print).count ?? 1) else { continue }
      if print < last { return false }
      last = print
    }
    return true
  }

  /// Numbers pages of one print as they come; a second scan gets the first's number.
  private static func numbered(_ copies: [PlacedPage], _ numbers: [Int], second: Set<Int>) -> [Page] {
    var pages: [Page] = [], next = 0
    for (place, copy) in copies.enumerated() {
      if second.contains(place), let first = pages.first(where: { $0.page.content == copy.content }) {
        pages.append(Page(page: copy, number: first.number, isDuplicate: true))
      } else {
        pages.append(Page(page: copy, number: numbers[min(next, numbers.count - 1)], isDuplicate: next >= numbers.count))
        next += 1
      }
    }
    return pages
  }

  /// The places of pages that say the very same as one before them. Words tell a sheet, a signature alone does not; empty sheets
  /// are all alike, so as many of them count as there are pages too many.
  private static func secondScans(_ copies: [PlacedPage], surplus: Int) -> Set<Int> {
    let repeated = copies.indices.filter { place in
      copies[place].content != nil && copies[..<place].contains { $0.content == copies[place].content }
    }
    let written = repeated.filter { copies[$0].content?.contains { if case .text = $0 { true } else { false } } == true }
    let empty = repeated.filter { copies[$0].content?.allSatisfy { $0 == nil } == true }
    return Set(written + empty.suffix(max(0, surplus - written.count)))
  }
}

extension FormDefinition {
  /// The numbers of the pages that carry the print of page `print`.
  func numbers(printing print: Int) -> [Int] {
    pages.filter { $0.number == print || $0.sameAs == print }.map(\.number)
  }
}
