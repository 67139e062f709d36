import Forms
import Testing

struct AssemblyTests {
  /// Four pages, and six of which 3 to 5 print the same.
  static let forms = [form("four", pages: 4), form("six", pages: 6, same: 3...5)]

  static func form(_ id: String, pages: Int, same: ClosedRange<Int>? = nil) -> FormDefinition {
    FormDefinition(
      id: id, edition: "1", title: id,
      pages: (1...pages).map { number in
        PageDefinition(
          number: number, zones: [],
          sameAs: same.flatMap { $0.contains(number) && number != $0.lowerBound ? $0.lowerBound : nil })
      }, fields: [:], layout: FormLayout(pages: []))
  }

  /// Sheets of one form by their prints; nil is a stranger.
  static func pages(_ prints: [Int?], form: String = "four", file: Int = 0) -> [Assembly.Sheet] {
    prints.enumerated().map { index, print in
      print.map { .page(PlacedPage(file: file, index: index, form: form, print: $0)) } ?? .stranger
    }
  }

  static func assemble(_ files: [[Assembly.Sheet]]) -> [AssembledDocument] {
    var assembly = Assembly(forms: forms)
    return files.flatMap { assembly.add($0) } + assembly.finish()
  }

  @Test func `shuffled pages are put in order`() {
    let found = Self.assemble([Self.pages([3, 1, 4, 2])])
    #expect(
      found.count == 1 && found[0].pages.map(\.number) == [1, 2, 3, 4] && found[0].pages.map(\.page.index) == [1, 3, 0, 2])
    #expect(found[0].missing.isEmpty)
  }

  @Test(arguments: [
    [1, 2, 3, 4, 1, 2, 3, 4], [1, 3, 2, 4, 1, 2, 4], [2, 1, 4, 3, 2, 1, 3, 4], [1, 2, 3, 4, 2, 3, 4], [1, 2, 4, 1, 2, 3, 4],
  ])
  func `two documents behind each other are told apart`(prints: [Int]) {
    let found = Self.assemble([Self.pages(prints)])
    #expect(found.count == 2)
    #expect(found.allSatisfy { !$0.pages.contains(where: \.isDuplicate) })
  }

  @Test(arguments: [[1, 2, 3, 3, 4], [1, 1, 2, 2, 3, 3, 4, 4], [1, 2, 3, 4, 3], [1, 2, 3, 4, 1]])
  func `a page that comes again is a duplicate`(prints: [Int]) {
    let found = Self.assemble([Self.pages(prints)])
    #expect(found.count == 1 && found[0].pages.count(where: \.isDuplicate) == prints.count - 4)
  }

  @Test func `the better copy of a page is the one that counts`() {
    var sheets = Self.pages([1, 2, 3, 3, 4])
    sheets[2] = .page(PlacedPage(file: 0, index: 2, form: "four", print: 3, quality: 0.2))
    let found = Self.assemble([sheets])
    #expect(found[0].pages.first { $0.isDuplicate }?.page.index == 2)
  }

  @Test func `pages that print the same are numbered as they come`() {
    let found = Self.assemble([Self.pages([1, 2, 3, 3, 3, 6], form: "six")])
    #expect(found.count == 1 && found[0].pages.map(\.number) == [1, 2, 3, 4, 5, 6])
    let short = Self.assemble([Self.pages([1, 2, 3, 3, 6], form: "six")])
    #expect(short[0].missing == [5])
  }

  @Test func `a document goes on in the next file only where each has what the other lacks`() {
    let joined = Self.assemble([Self.pages([1, 2]), Self.pages([3, 4], file: 1)])
    #expect(joined.count == 1 && joined[0].missing.isEmpty)
    let apart = Self.assemble([Self.pages([1, 2]), Self.pages([3], file: 1)])
    #expect(apart.count == 2)
    let whole = Self.assemble([Self.pages([1, 2, 3, 4]), Self.pages([1, 2, 3, 4], file: 1)])
    #expect(whole.count == 2)
  }

  @Test func `a stranger before a shuffled copy keeps its first page from the document before it`() {
    let found = Self.assemble([Self.pages([1, 3, 4, nil, 2, 1, 3, 4])])
    #expect(found.map { $0.pages.map(\.number) } == [[1, 3, 4], [1, 2, 3, 4]])
  }

  @Test func `a page that may belong to the next document is called doubtful`() {
    let found = Self.assemble([Self.pages([1, 3, 4, 2, 1, 3, 4])])
    #expect(found.count == 2 && found[0].doubtful == [.init(number: 2, reason: .next)])
  }

  @Test func `no page is lost or doubled, whatever comes`() {
    var state: UInt64 = 3
    func random(_ count: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(count))
    }
    for _ in 0..<300 {
      let files = (0..<(1 + random(4))).map { file in
        (0..<random(14)).map { index -> Assembly.Sheet in
          switch random(6) {
          case 0: .stranger
          case 1: .separator
          case 2, 3: .page(PlacedPage(file: file, index: index, form: "four", print: 1 + random(4)))
          default: .page(PlacedPage(file: file, index: index, form: "six", print: [1, 2, 3, 6][random(4)]))
          }
        }
      }
      let sent = files.joined().compactMap { if case .page(let page) = $0 { page } else { nil } }
      let found = Self.assemble(files)
      let got = found.flatMap { $0.pages.map(\.page) }
      #expect(got.count == sent.count && Set(got) == Set(sent))
      for document in found {
        let counted = document.pages.filter { !$0.isDuplicate }.map(\.number)
        #expect(Set(counted).count == counted.count)
      }
    }
  }
}
