import Forms
import Testing

/// Forms whose every sheet is optional, such as continuation sheets.
struct LooseSheetTests {
  static let loose = FormDefinition(
    id: "loose", edition: "1", title: "loose",
    pages: (1...4).map { PageDefinition(number: $0, zones: [], optional: true) }, fields: [:], layout: FormLayout(pages: []))

  static func assemble(_ files: [[Assembly.Sheet]]) -> [[Int]] {
    var assembly = Assembly(forms: AssemblyTests.forms + [loose])
    let found = files.flatMap { assembly.add($0) } + assembly.finish()
    #expect(found.allSatisfy { $0.missing.isEmpty || $0.form != "loose" })
    #expect(found.allSatisfy { document in document.form != "loose" || document.pages.allSatisfy { !$0.isDuplicate } })
    return found.filter { $0.form == "loose" }.map { $0.pages.map(\.page.index) }
  }

  @Test func `the same sheet again is filled in anew, and no second copy`() {
    #expect(Self.assemble([AssemblyTests.pages([1, 1, 2, 3], form: "loose")]) == [[0], [1, 2, 3]])
  }

  @Test func `sheets behind another form do not join those before it`() {
    var pages = AssemblyTests.pages([1, 2], form: "loose") + AssemblyTests.pages([1, 2, 3, 4])
    pages += AssemblyTests.pages([3], form: "loose")
    let placed = pages.enumerated().map { index, sheet -> Assembly.Sheet in
      guard case .page(var page) = sheet else { return sheet }
      page.index = index
      return .page(page)
    }
    #expect(Self.assemble([placed]) == [[0, 1], [6]])
  }
}
