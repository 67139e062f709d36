import Forms
import Testing

/// Pages that print the same: 3 to 5 of a form of six.
struct AlikePagesTests {
  /// A document's pages; those of print 3 say in turn what `words` says.
  static func assemble(_ prints: [Int], words: [String?] = []) -> [AssembledDocument] {
    var words = words
    let pages = AssemblyTests.pages(prints, form: "six").map { sheet -> Assembly.Sheet in
      guard case .page(var page) = sheet, page.print == 3, !words.isEmpty else { return sheet }
      page.content = [.flag(true), words.removeFirst().map { .text($0) }]
      page.seems = page.content ?? []
      return .page(page)
    }
    return AssemblyTests.assemble([pages])
  }

  static func numbers(_ document: AssembledDocument) -> [Int] {
    document.pages.sorted { $0.page.index < $1.page.index }.map(\.number)
  }

  static func isDuplicate(_ document: AssembledDocument) -> [Bool] {
    document.pages.sorted { $0.page.index < $1.page.index }.map(\.isDuplicate)
  }

  @Test func `they are known where all are there and in order`() {
    #expect(Self.assemble([1, 2, 3, 3, 3, 6])[0].alike.isEmpty)
    #expect(Self.assemble([1, 2, 3, 3, 3, 6], words: ["a", "b", "c"])[0].alike.isEmpty)
    #expect(Self.assemble([1, 2, 6])[0].alike.isEmpty)
    #expect(Self.assemble([1, 2, 3, 3, 3, 6, 2])[0].alike.isEmpty)
  }

  @Test(arguments: [1, 2, 4])
  func `one fewer or more, and which is which is not known`(count: Int) {
    let found = Self.assemble([1, 2] + Array(repeating: 3, count: count) + [6])[0]
    #expect(found.alike.map(\.doubts) == [[.count(count)]])
    #expect(found.alike.map(\.numbers) == [[3, 4, 5]] && found.pages.count == count + 3)
    #expect(Self.numbers(found) == [1, 2] + [3, 4, 5, 5].prefix(count) + [6])
    #expect(found.pages.count(where: \.isDuplicate) == max(0, count - 3))
  }

  @Test func `a second scan that says the very same gets the first's number`() {
    let found = Self.assemble([1, 2, 3, 3, 3, 3, 6], words: ["a", "a", "b", "c"])[0]
    #expect(found.alike.map(\.doubts) == [[.count(4), .repeated]])
    #expect(Self.numbers(found) == [1, 2, 3, 3, 4, 5, 6])
    #expect(Self.isDuplicate(found) == [false, false, false, true, false, false, false])
    #expect(found.missing.isEmpty)
  }

  @Test func `a second scan does not make up for a page that is missing`() {
    let found = Self.assemble([1, 2, 3, 3, 3, 6], words: ["a", "a", "b"])[0]
    #expect(found.alike.map(\.doubts) == [[.repeated]])
    #expect(Self.numbers(found) == [1, 2, 3, 3, 4, 6] && found.missing == [5])
  }

  @Test func `sheets that are signed but say nothing are not taken for one`() {
    let found = Self.assemble([1, 2, 3, 3, 3, 6], words: ["a", nil, nil])[0]
    #expect(found.alike.isEmpty && Self.numbers(found) == [1, 2, 3, 4, 5, 6])
  }

  @Test func `of a page too many an empty one gives way before one that is written on`() {
    let words = [2: nil, 3: nil, 4: "a", 5: "b"]
    let sheets = AssemblyTests.pages([1, 2, 3, 3, 3, 3, 6], form: "six").map { sheet -> Assembly.Sheet in
      guard case .page(var page) = sheet, let word = words[page.index] else { return sheet }
      page.content = [word.map { .text($0) }]
      return .page(page)
    }
    let found = AssemblyTests.assemble([sheets])[0]
    #expect(Self.numbers(found) == [1, 2, 3, 3, 4, 5, 6])
  }

  @Test(arguments: [[2, 1, 3, 3, 3, 6], [1, 2, 3, 6, 3, 3], [6, 3, 3, 3, 2, 1]])
  func `pages out of order, and which is which is not known`(prints: [Int]) {
    #expect(Self.assemble(prints)[0].alike.map(\.doubts) == [[.order]])
  }

  @Test func `where documents part among pages that print the same, both are in doubt`() {
    let names = ["Ada Lovelace", "Alan Turing", "Grace Hopper", "Edsger Dijkstra", "Barbara Liskov"]
    let found = Self.assemble([1, 2, 3, 3, 3, 3, 3], words: names)
    #expect(found.map(\.pages.count) == [5, 2])
    #expect(found[0].alike.map(\.doubts) == [[.neighbour]] && found[0].doubtful.isEmpty)
    #expect(found[1].alike.map(\.doubts) == [[.count(2)]])
  }
}
