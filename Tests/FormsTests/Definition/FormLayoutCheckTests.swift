import Forms
import Testing

private let word = PageLayout.Word(zone: Zone(x: 100, y: 100, width: 20, height: 4), shade: 1, density: 0.3)

private let wrong: [(PageLayout, String)] = [
  (PageLayout(number: 1, width: 210, height: 297), "no words are printed"),
  (PageLayout(number: 1, width: 1e300, height: 297, words: [word]), "no page is"),
  (PageLayout(number: 1, width: -5, height: 0, words: [word]), "no page is"),
  (
    PageLayout(
      number: 1, width: 210, height: 297, rules: [.init(zone: Zone(x: 1e9, y: 2, width: 3, height: 1), shade: 1)], words: [word]
    ),
    "outside the page"
  ),
  (
    PageLayout(
      number: 1, width: 210, height: 297, panels: [.init(zone: Zone(x: 9, y: 9, width: 3, height: 1), shade: 7)], words: [word]),
    "not within 0 to 1"
  ),
]

@Test(arguments: wrong.indices)
func `a layout that no page can be found by is a problem of its page`(index: Int) throws {
  let (page, summary) = wrong[index]
  let problems = try FormLibraryTests.problems(FormLibraryTests.good, layout: FormLayout(pages: [page]))
  #expect(problems.contains { $0.place.hasSuffix("layout.json page 1") && $0.summary.contains(summary) }, "\(problems)")
}

@Test func `a page that a layout holds twice is a problem`() throws {
  let page = PageLayout(number: 1, width: 210, height: 297, words: [word])
  let problems = try FormLibraryTests.problems(FormLibraryTests.good, layout: FormLayout(pages: [page, page]))
  #expect(problems.map(\.summary) == ["the page comes twice"])
}
