import Forms
import Imaging

/// How strongly a page is printed: the difference in grey between its paper and its own words.
package struct PageTone {
  /// In grey levels, 0…255.
  package let contrast: Int

  /// Looks at a dozen of the page's darkest printed words.
  package init(_ page: RegisteredPage) {
    let words = page.layout.words.filter { $0.zone.width > 4 && $0.zone.height < 6 && $0.shade > 0.4 }
    let step = max(1, words.count / 12)
    let contrasts = stride(from: 0, to: words.count, by: step).map { index -> Int in
      let paper = Paper(page.crop(words[index].zone.inset(by: -0.6), dpi: 150))
      return paper.tone - paper.darkest
    }.sorted()
    contrast = contrasts.isEmpty ? 160 : contrasts[contrasts.count / 2]
  }
}
