import Forms
import RecordStore

/// Where a field is on its page's picture: the part that an operator sees at first, and what is marked there. In pixels of the picture.
struct FieldPicture {
  /// How much paper is shown at least: what is around a small zone helps to read it.
  enum Size: String {
    case field, card

    /// In millimetres.
    var least: (width: Double, height: Double) { self == .field ? (95, 22) : (60, 16) }
  }
  let size: Size
  let page: RecordView.Page
  let picture: StoredPage.Picture
  /// Degrees clockwise that the page lies turned.
  let rotation: Int
  /// The part at reading size, as the picture lies in its file.
  let part: PixelBox
  /// The field's zone, or each of its tick boxes by name.
  let marks: [(name: String, box: PixelBox)]

  /// Nil where the page has no picture or the field no place.
  init?(_ pointer: String, in view: RecordView, size: Size = .field) {
    guard let reading = view.record.fields[pointer],
      let page = view.pages.first(where: { $0.position == reading.page && $0.formPage == reading.formPage }),
      let picture = page.picture
    else { return nil }
    let boxes: [(String, PixelBox?)] =
      reading.boxes.map { $0.map { ($0.key, PixelBox($0.value.box)) } } ?? [("", PixelBox(reading.box))]
    let marks: [(name: String, box: PixelBox)] = boxes.compactMap { name, box in
      box.map { (name, $0.scaled(by: picture.scaleX, picture.scaleY)) }
    }
    guard let first = marks.first else { return nil }
    self.page = page
    self.size = size
    self.picture = picture
    self.marks = marks.sorted { $0.name < $1.name }
    rotation = view.rotation(of: page)
    let bounds = marks.dropFirst().reduce(first.box) { $0.union($1.box) }
    let perMM = picture.dpi / 25.4, margin = Int(4 * perMM)
    let isUpright = rotation % 180 == 0
    // The frame is about three times as wide as high: what fills it shows most of what is around.
    let high = Double(isUpright ? bounds.height : bounds.width) / perMM + 8
    let least = size.least, wide = max(least.width, high * least.width / 33)
    let paper = isUpright ? (width: wide, height: least.height) : (width: least.height, height: wide)
    part = PixelBox(
      x: bounds.x - margin, y: bounds.y - margin, width: bounds.width + 2 * margin, height: bounds.height + 2 * margin
    ).grown(
      to: (Int(paper.width * perMM), Int(paper.height * perMM)), within: (picture.width, picture.height))
  }

  /// The sheet's size once it is upright.
  var sheet: (width: Int, height: Int) {
    rotation % 180 == 0 ? (picture.width, picture.height) : (picture.height, picture.width)
  }

  func upright(_ box: PixelBox) -> PixelBox { box.turnedBack(rotation, in: (picture.width, picture.height)) }
}

extension RecordView {
  /// Degrees clockwise that a page lies turned in its file.
  func rotation(of page: Page) -> Int {
    let found = record.pages.first {
      $0.index == page.position && $0.formPage == page.formPage && ($0.file ?? record.source.file) == page.file
    }
    return (found ?? record.pages.first { $0.index == page.position && $0.formPage == page.formPage })?.rotation ?? 0
  }
}
