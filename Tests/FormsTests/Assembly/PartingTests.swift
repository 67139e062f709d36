import Forms
import Testing

/// Documents of one form behind each other, some with a page missing or twice: what is written tells which is which.
struct PartingTests {
  /// Pages of the form of four by print and who filled them in; a lower-case name is a misread one, none an empty page.
  private static func assemble(_ pages: [(print: Int, who: String)]) -> [[Int]] {
    let sheets = pages.enumerated().map { index, page -> Assembly.Sheet in
      let said: [FieldValue?] = [page.who.isEmpty ? nil : .text(page.who), .flag(true)]
      return .page(PlacedPage(file: 0, index: index, form: "four", print: page.print, content: said))
    }
    return AssemblyTests.assemble([sheets]).map { $0.pages.map(\.page.index).sorted() }
  }

  private static let ada = "Ada Lovelace, Oak Road", adaMisread = "Ada Love1ace, 0ak Read", alan = "Alan Turing, Mill Lane"

  @Test func `a second scan of a sheet is told from another document's sheet`() {
    let (ada, again, alan) = (Self.ada, Self.adaMisread, Self.alan)
    #expect(
      Self.assemble([(1, ada), (2, ada), (3, ada), (2, again), (4, ada), (1, alan), (2, alan), (3, alan), (4, alan)]) == [
        [0, 1, 2, 3, 4], [5, 6, 7, 8],
      ])
    #expect(Self.assemble([(1, ada), (3, ada), (2, alan), (3, alan), (4, alan)]) == [[0, 1], [2, 3, 4]])
    #expect(Self.assemble([(1, ada), (3, ada), (2, ada), (3, again), (4, ada)]) == [[0, 1, 2, 3, 4]])
  }

  @Test func `a page directly behind its like is a second scan where nothing else tells`() {
    #expect(Self.assemble([(1, Self.ada), (2, ""), (2, ""), (3, Self.ada), (4, Self.ada)]) == [[0, 1, 2, 3, 4]])
    // Nobody must send the last page in, so the next document lacks nothing without it.
    var form = AssemblyTests.forms[0]
    form.pages[3].optional = true
    var assembly = Assembly(forms: [form])
    let found = assembly.add(AssemblyTests.pages([1, 2, 3, 4, 4, 2, 3])) + assembly.finish()
    #expect(found.map(\.pages.count) == [5, 2] && found[0].doubtful == [.init(number: 4, reason: .next)])
  }

  @Test func `a document that comes again as a whole is another one, though it says the same`() {
    let copy = (1...4).map { ($0, Self.ada) }
    #expect(Self.assemble(copy + copy) == [[0, 1, 2, 3], [4, 5, 6, 7]])
  }

  @Test func `one sheet of somebody else's between does not go unnoticed`() {
    #expect(
      Self.assemble([(1, Self.ada), (2, Self.ada), (3, Self.ada), (4, Self.ada), (3, Self.alan)]) == [[0, 1, 2, 3], [4]])
  }
}
