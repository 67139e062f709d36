import Forms
import Testing

@testable import Pipeline

/// Sorts the pages of planned files, without drawing them: what is written is taken from the plan, one character in ten misread.
struct PlannedBatchTests {
  private static func sheets(_ batch: MixedBatch, seed: UInt64) -> [(sheet: Assembly.Sheet, document: Int?)] {
    var random = SeededRandom(seed: seed), contents: [SpecimenContent] = []
    for document in batch.documents {
      let donor = document.link.flatMap { contents[$0].donor }
      contents.append(SpecimenContent(document.form, donor: donor, random: &random))
    }
    func seen(_ entry: SpecimenContent.Entry?) -> FieldValue? {
      switch entry {
      case .text(let text): .text(String(text.map { random.chance(0.1) ? random.pick(["1", "o", "n"]) : $0 }))
      case .ticks(let boxes, _): boxes.first.map { .text($0) }
      case .signature: .flag(true)
      case nil: nil
      }
    }
    return batch.sheets.enumerated().compactMap { index, sheet in
      switch sheet.kind {
      case .form(let number, let page):
        let form = batch.documents[number].form, zones = form.page(page)?.zones ?? []
        let placed = PlacedPage(
          file: 0, index: index, form: form.id, print: form.page(page)?.sameAs ?? page,
          seems: zones.map { seen(contents[number].entries[$0.field]) })
        return (.page(placed), number)
      case .code: return (.separator, nil)
      case .blank, .back: return nil
      case .letter, .separator, .coloured, .cover: return (.stranger, nil)
      }
    }
  }

  /// Continuation sheets stand by themselves: a letter among them parts them, and nothing is wrong with either part.
  @Test func `of planned files 99 % of the documents are whole, and what is not is queried`() {
    var whole = 0, all = 0, silent: [String] = []
    for seed in 1001...1300 {
      let batch = MixedBatch(of: DamageTests.forms, seed: UInt64(seed)), sheets = Self.sheets(batch, seed: UInt64(seed))
      var assembly = Assembly(forms: DamageTests.forms), truth: [Int: Set<Int>] = [:]
      for case (.page(let page), let document?) in sheets { truth[document, default: []].insert(page.index) }
      let found = assembly.add(sheets.map(\.sheet)) + assembly.finish()
      for document in found {
        let pages = Set(document.pages.map(\.page.index))
        if truth.values.contains(pages) {
          whole += 1
        } else if document.form != "lpc", document.doubtful.isEmpty, document.missing.isEmpty, document.alike.isEmpty,
          !document.pages.contains(where: \.isDuplicate)
        {
          silent.append("\(seed) \(document.form) \(pages.sorted())")
        }
      }
      all += truth.count
    }
    #expect(Double(whole) >= 0.99 * Double(all), "\(whole) of \(all)")
    #expect(silent.isEmpty)
  }
}
