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

  /// The edition printed on the page, such as `07.15`, if one is given in the usual way: month and year, in brackets.
  public var edition: String? {
    words.lazy.compactMap { $0.text.firstMatch(of: /\((\d\d[.\/]\d\d)\)/)?.1 }.first.map(String.init)
  }

  /// Whether `other` is the same print: the same code and the same boxes, within 0.3 mm.
  public func isSamePrint(as other: BlankPage) -> Bool {
    barcode == other.barcode && !boxes.isEmpty && boxes.count == other.boxes.count
      && zip(boxes, other.boxes).allSatisfy { mine, theirs in
        zip(mine.numbers, theirs.numbers).allSatisfy { abs($0 - $1) < 0.3 }
      }
  }
}
