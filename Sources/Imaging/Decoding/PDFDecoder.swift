import Foundation

/// A PDF (`PDFDocument`), its pages drawn as a screen shows them.
///
/// A page that a scanner made is one picture. It is drawn at that picture's own size, so that nothing is resampled; measured, this
/// costs what `poppler_page_get_image` does, and turns, mirrors, overlays and annotations come out right. Other pages are
/// drawn at 300 dpi.
struct PDFDecoder: ScanDecoder {
  private let document: PDFDocument
  private let limits: DecodeLimits
  private let pictures: PDFImageSizes
  private let complaints = Complaints()

  static let dpi = 300.0

  init(_ file: MappedFile, limits: DecodeLimits) throws {
    // What was cut off may be what counted: poppler would make the best of the rest without a word.
    guard file.lastFind("startxref", in: file.count - 2048..<file.count) != nil else { throw DecodeFault(.truncated) }
    self.limits = limits
    document = try PDFDocument(file)
    pictures = PDFImageSizes(file)
  }

  var pageCount: Int { document.pageCount }

  func page(_ index: Int) throws -> ScanPage {
    let page = try document.page(index)
    let (width, height) = page.size
    guard width > 0, height > 0, width.isFinite, height.isFinite else { throw DecodeFault(.noArea) }
    complaints.clear()
    guard let own = pictures.filling(width: width, height: height), page.isFilledByPicture else {
      let (wide, high) = try pixels(width, height, dpi: (Self.dpi, Self.dpi))
      let drawn = try page.drawn(width: wide, height: high)
      let resolution = Resolution(x: Self.dpi, y: Self.dpi, assumed: false)
      return try drawn.page(index: index, resolution: resolution, damaged: complaints.any)
    }
    let stated = (x: Double(own.width) / width * 72, y: Double(own.height) / height * 72)
    let resolution = Resolution(width: own.width, height: own.height, statedX: stated.x, statedY: stated.y)
    guard max(resolution.x, resolution.y) > 330 else {
      try limits.check(width: own.width, height: own.height)
      let drawn = try page.drawn(width: own.width, height: own.height)
      return try drawn.page(index: index, resolution: resolution, damaged: complaints.any)
    }
    // Poppler averages as it draws, line by line: the page is never held in full.
    let shrink = (x: Self.dpi / resolution.x, y: Self.dpi / resolution.y)
    let wide = Int((Double(own.width) * shrink.x).rounded()), high = Int((Double(own.height) * shrink.y).rounded())
    try limits.check(width: wide, height: high)
    let drawn = try page.drawn(width: wide, height: high)
    var made = try drawn.page(
      index: index, resolution: Resolution(x: Self.dpi, y: Self.dpi, assumed: resolution.assumed), damaged: complaints.any)
    (made.sourceScaleX, made.sourceScaleY) = (1 / shrink.x, 1 / shrink.y)
    return made
  }

  private func pixels(_ width: Double, _ height: Double, dpi: (x: Double, y: Double)) throws -> (Int, Int) {
    let wide = width * dpi.x / 72, high = height * dpi.y / 72
    guard max(wide, high) < 1e6 else { throw DecodeFault(.pageTooLarge, amount: Int(limits.megapixels.rounded())) }
    let sides = (Int(wide.rounded()), Int(high.rounded()))
    try limits.check(width: sides.0, height: sides.1)
    return sides
  }
}
