/// Sorts a batch's pages into documents: pure logic over form, page number, order and what is written.
///
/// Nobody scans with care: pages come shuffled, twice or not at all, and documents of one form follow each other without a sheet
/// between. A separator ends every document; between separators, `Parting` finds where one ends.
public struct Assembly: Sendable {
  private let forms: [String: FormDefinition]

  public init(forms: [FormDefinition]) {
    self.forms = Dictionary(uniqueKeysWithValues: forms.map { ($0.key, $0) })
  }

  /// Takes the next file of the batch.
  ///
  /// - Parameter sheets: what each scan page is, in order, without the blank ones.
  /// - Returns: the documents that no later file can add to, in the order of their first pages. Every placed page comes out in
  ///   exactly one document, at the latest from `finish()`.
  public mutating func add(_ sheets: [Sheet]) -> [AssembledDocument] {
    var drafts = sheets.split(separator: .separator).flatMap(sort)
    if let last = open, let first = drafts.first, sheets.first != .separator, continues(last, first) {
      drafts[0].pages = last.pages + first.pages
      drafts[0].doubtful = last.doubtful + first.doubtful
    } else if let last = open {
      drafts.insert(last, at: 0)
    }
    open = sheets.last == .separator || drafts.last.map(missing) == [] ? nil : drafts.popLast()
    return drafts.map(finish)
  }

  /// The documents that were still waiting for another file.
  public mutating func finish() -> [AssembledDocument] {
    defer { open = nil }
    return open.map { [finish($0)] } ?? []
  }

  /// The last document of the last file, if pages are missing: the next file may go on with it.
  private var open: Draft?

  /// A document in the making.
  private struct Draft {
    var form: String
    var pages: [PlacedPage]
    var doubtful: [AssembledDocument.Doubtful] = []
  }

  // MARK: Within a file

  /// The documents of a row of sheets without a separator.
  private func sort(_ sheets: ArraySlice<Sheet>) -> [Draft] {
    var rows: [String: (pages: [PlacedPage], gaps: [Parting.Gap], end: Int)] = [:], forms: [String] = []
    for (place, sheet) in zip(sheets.indices, sheets) {
      guard case .page(let page) = sheet else { continue }
      if rows[page.form] == nil { forms.append(page.form) }
      var row = rows[page.form] ?? ([], [], place - 1)
      let between = sheets[(row.end + 1)..<place]
      row.gaps.append(between.isEmpty ? .none : between.allSatisfy { $0 == .stranger } ? .stranger : .otherForm)
      row.pages.append(page)
      row.end = place
      rows[page.form] = row
    }
    return forms.flatMap { form -> [Draft] in
      guard let row = rows[form] else { return [] }
      return Parting(self.forms[form])(row.pages, gaps: row.gaps).map {
        Draft(form: form, pages: $0.pages, doubtful: $0.doubtful)
      }
    }.sorted { $0.pages[0].index < $1.pages[0].index }
  }

  // MARK: Across files

  /// Whether a file goes on with the document before it: each has exactly what the other lacks.
  private func continues(_ last: Draft, _ first: Draft) -> Bool {
    guard first.form == last.form, let end = last.pages.last, first.pages[0].file == end.file + 1 else { return false }
    let together = Draft(form: last.form, pages: last.pages + first.pages)
    let repeated = Dictionary(grouping: together.pages, by: \.print).contains { print, pages in
      pages.count > max(1, forms[last.form]?.numbers(printing: print).count ?? 1)
    }
    return !repeated && !missing(last).isEmpty && missing(together).isEmpty
  }

  private func missing(_ draft: Draft) -> [Int] { finish(draft).missing }

  private func finish(_ draft: Draft) -> AssembledDocument {
    AssembledDocument(draft.pages, of: draft.form, as: forms[draft.form], doubtful: draft.doubtful)
  }
}
