import Forms
import Imaging
import Pipeline
import Testing

private func word(_ text: String, _ x: Double, _ y: Double) -> PDFWord {
  PDFWord(text: text, x: x, y: y, width: Double(text.count) * 2, height: 4)
}

private func page(_ words: [PDFWord], number: Int = 1) -> BlankPage {
  BlankPage(layout: PageLayout(number: number, width: 210, height: 297), boxes: [], words: words)
}

@Test(arguments: [
  ([word("(07.15)", 20, 280)], "07.15"), ([word("05/14", 20, 280)], "05/14"), ([word("05/14", 20, 100)], nil),
  ([word("(17.15)", 20, 280)], nil), ([word("(03.17)", 20, 100), word("(07.15)", 20, 280)], "07.15"),
])
func `the edition is a month and year in brackets, or without them near the foot`(words: [PDFWord], edition: String?) {
  #expect(page(words).edition == edition)
}

@Test func `pages are numbered as printed, and those without a number follow the one before`() {
  func foot(_ number: String) -> [PDFWord] { [word("Page", 95, 285), word(number, 105, 285)] }
  let pages = [page([]), page(foot("2"), number: 2), page([], number: 3), page(foot("16"), number: 4)]
  #expect(pages.numberedAsPrinted.map(\.layout.number) == [1, 2, 3, 16])
  let wrong = [page(foot("9")), page(foot("2"), number: 2)]
  #expect(wrong.numberedAsPrinted.map(\.layout.number) == [1, 2])
}

@Test func `a page that the text speaks of is not its number`() {
  let words = [word("see", 80, 285), word("Page", 88, 285), word("9", 97, 285), word("Page", 20, 100), word("8", 30, 100)]
  #expect(page(words).printedNumber == nil)
}
