import CPoppler

/// A word of a PDF's text with its place.
public struct PDFWord: Hashable, Sendable {
  public var text: String
  /// Millimetres from the top left of the page.
  public var x, y, width, height: Double

  public init(text: String, x: Double, y: Double, width: Double, height: Double) {
    self.text = text
    self.x = x
    self.y = y
    self.width = width
    self.height = height
  }
}

extension PDFPage {
  /// The page's text as words, in the order of the PDF (`poppler_page_get_text_layout`).
  public var words: [PDFWord] {
    guard let raw = unsafe poppler_page_get_text(handle) else { return [] }
    defer { unsafe g_free(raw) }
    let scalars = Array(unsafe String(cString: raw).unicodeScalars)
    var areas: UnsafeMutablePointer<PopplerRectangle>?
    var count: guint = 0
    guard unsafe poppler_page_get_text_layout(handle, &areas, &count) != 0 else { return [] }
    defer { unsafe g_free(areas) }

    let mm = 25.4 / 72
    var words: [PDFWord] = []
    var text = ""
    var (left, top, right, bottom) = (Double.infinity, Double.infinity, 0.0, 0.0)
    func finish() {
      if !text.isEmpty {
        words.append(
          PDFWord(text: text, x: left * mm, y: top * mm, width: (right - left) * mm, height: (bottom - top) * mm))
      }
      text = ""
      (left, top, right, bottom) = (.infinity, .infinity, 0, 0)
    }
    for (index, scalar) in scalars.enumerated() where index < Int(count) {
      if scalar.properties.isWhitespace {
        finish()
        continue
      }
      guard scalar.properties.generalCategory != .control else { continue }
      let area = unsafe areas![index]
      // Columns may follow each other without a space.
      let apart = 0.6 * (area.y2 - area.y1)
      if !text.isEmpty, area.x1 > right + apart || area.x1 < right - 2 * apart || area.y1 > bottom { finish() }
      text.unicodeScalars.append(scalar)
      (left, right) = (min(left, area.x1), max(right, area.x2))
      (top, bottom) = (min(top, area.y1), max(bottom, area.y2))
    }
    finish()
    return words
  }
}
