public import Forms
public import Imaging

/// What a blank page shows: its printed geometry, the boxes on it, its words and the fields that its PDF declares.
public struct BlankPage: Sendable {
  public var layout: PageLayout
  /// Text of the page's Code 39, if it has one.
  public var barcode: String?
  /// White rectangles that print closes on four sides, inside edges.
  public var boxes: [Zone]
  /// Used for naming only.
  public var words: [PDFWord]
  public var fields: [PDFField]

  public init(
    layout: PageLayout, barcode: String? = nil, boxes: [Zone], words: [PDFWord] = [], fields: [PDFField] = []
  ) {
    self.layout = layout
    self.barcode = barcode
    self.boxes = boxes
    self.words = words
    self.fields = fields
  }

  /// Looks at a page of a blank PDF as form page `number`; takes its widgets away.
  public init(_ page: PDFPage, number: Int) throws {
    let fields = page.fields, words = page.words
    page.removeWidgets()
    let image = try page.render(dpi: 300)
    let (layout, barcode) = try LayoutExtractor()(image, number: number)
    let mm = 25.4 / image.dpi
    let boxes = try image.printedBoxes().map {
      Zone(x: Double($0.x) * mm, y: Double($0.y) * mm, width: Double($0.width) * mm, height: Double($0.height) * mm)
    }
    self.init(layout: layout, barcode: barcode, boxes: boxes, words: words, fields: fields)
  }

  /// The edition printed on the page, such as `07.15`: a month and year in brackets, or without them near the foot.
  public var edition: String? {
    let foot = words.filter { $0.y > 0.85 * layout.height }
    func code(_ words: [PDFWord], _ pattern: Regex<(Substring, Substring)>) -> String? {
      words.lazy.compactMap { $0.text.firstMatch(of: pattern)?.1 }.first.map(String.init)
    }
    let inBrackets = /\(((?:0[1-9]|1[0-2])[.\/]\d\d)\)/
    return code(foot, inBrackets) ?? code(words, inBrackets) ?? code(foot, /^((?:0[1-9]|1[0-2])[.\/]\d\d)$/)
  }

  /// The number that the page prints as `Page 16`, at its top or foot and at the beginning of a line.
  public var printedNumber: Int? {
    let margin = 0.1 * layout.height
    for (index, word) in words.enumerated().dropLast() where word.text.lowercased() == "page" {
      let isAtEdge = word.maxY < margin || word.y > layout.height - margin
      let isFirst = !words.contains { abs($0.midY - word.midY) < 1.5 && (0...8) ~= word.x - $0.maxX }
      if isAtEdge, isFirst, let number = Int(words[index + 1].text), number > 0 { return number }
    }
    return nil
  }

  /// Whether `other` is the same print: the same code and the same boxes, within 0.3 mm.
  public func isSamePrint(as other: BlankPage) -> Bool {
    barcode == other.barcode && !boxes.isEmpty && boxes.count == other.boxes.count
      && zip(boxes, other.boxes).allSatisfy { mine, theirs in
        zip(mine.numbers, theirs.numbers).allSatisfy { abs($0 - $1) < 0.3 }
      }
  }
}

extension [BlankPage] {
  /// The pages with the numbers that they print; those that print none follow the page before. As they were, if no number were
  /// left for each.
  public var numberedAsPrinted: [BlankPage] {
    var numbered = self, last = 0
    for index in indices {
      let number = self[index].printedNumber ?? last + 1
      guard number > last else { return self }
      numbered[index].layout.number = number
      last = number
    }
    return numbered
  }
}
