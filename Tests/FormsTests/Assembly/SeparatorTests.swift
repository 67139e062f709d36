import Forms
import Testing

/// Sheets that are laid between documents, and what else parts them.
struct SeparatorTests {
  private static func numbers(_ found: [AssembledDocument]) -> [[Int]] { found.map { $0.pages.map(\.number) } }

  /// Sheets of the form of four by their prints; 0 is a separator, nil a stranger.
  private static func sheets(_ prints: [Int?], file: Int = 0) -> [Assembly.Sheet] {
    zip(prints, AssemblyTests.pages(prints, file: file)).map { $0 == 0 ? .separator : $1 }
  }

  @Test(arguments: [[1, 2, 0, 3, 4], [1, 2, 0, nil, 0, 3, 4], [0, 1, 2, 0, 0, 3, 4, 0]])
  func `nothing behind a separator belongs to a document before it`(prints: [Int?]) {
    #expect(Self.numbers(AssemblyTests.assemble([Self.sheets(prints)])) == [[1, 2], [3, 4]])
  }

  @Test func `a stranger does not part what fits together`() {
    #expect(Self.numbers(AssemblyTests.assemble([Self.sheets([1, 2, nil, 3, 4])])) == [[1, 2, 3, 4]])
  }

  @Test(arguments: [([1, 2, 0], [3, 4]), ([1, 2], [0, 3, 4]), ([1, 2], [0])])
  func `a separator at a file's end or beginning parts it from the next`(first: [Int?], second: [Int?]) {
    let found = AssemblyTests.assemble([Self.sheets(first), Self.sheets(second, file: 1), Self.sheets([3, 4], file: 2)])
    #expect(found.allSatisfy { $0.pages.count == 2 })
  }

  @Test func `a document that is closed by a separator comes out at once`() {
    var assembly = Assembly(forms: AssemblyTests.forms)
    #expect(assembly.add(Self.sheets([1, 2, 0])).count == 1 && assembly.finish().isEmpty)
  }

  @Test func `behind another form's pages a document goes on only with what it lacks, and that is doubtful`() {
    func between(_ first: [Int], _ second: [Int]) -> [AssembledDocument] {
      let prints = first + Array(repeating: 0, count: 6) + second
      var six = AssemblyTests.pages([1, 2, 3, 3, 3, 6], form: "six")
      let sheets = zip(prints, AssemblyTests.pages(prints)).map { print, sheet -> Assembly.Sheet in
        guard print == 0, case .page(let place) = sheet, case .page(var page) = six.removeFirst() else { return sheet }
        page.index = place.index
        return .page(page)
      }
      return AssemblyTests.assemble([sheets]).filter { $0.form == "four" }
    }
    let whole = between([1, 2, 4], [3])
    #expect(Self.numbers(whole) == [[1, 2, 3, 4]] && whole[0].doubtful == [.init(number: 3, reason: .apart)])
    #expect(Self.numbers(between([1, 4], [3, 4])) == [[1, 4], [3, 4]])
    #expect(Self.numbers(between([2, 3, 4], [1, 2, 3, 4])) == [[2, 3, 4], [1, 2, 3, 4]])
  }
}
