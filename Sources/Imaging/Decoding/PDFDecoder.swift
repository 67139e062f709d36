/// A PDF (`PDFDocument`), its pages drawn as a screen shows them.
///
/// A page that a scanner made is one picture. Where it is that and nothing else, its own bytes are decoded (`PDFScans`). Where more
/// stands on it, or its coding is poppler's alone to read (JBIG2), the page is drawn at that picture's own size, so that nothing is
/// resampled, and turns, mirrors, overlays and annotations come out right. Other pages are drawn at 300 dpi.
struct PDFDecoder: ScanDecoder {
  private let document: PDFDocument
  private let limits: DecodeLimits
  private let pictures: PDFImageSizes
  private let scans: PDFScans
  private let complaints = Complaints()

  /// What a page is drawn at unless a picture fills it; and below which such a picture is coarse.
  static let dpi = 300.0, coarse = 180.0

  init(_ file: MappedFile, limits: DecodeLimits) throws {
    guard let end = Self.end(of: file) else { throw DecodeFault(.truncated) }
    self.limits = limits
    document = try PDFDocument(file, count: end)
    pictures = PDFImageSizes(file)
    scans = PDFScans(file, count: end)
  }

  /// Where the PDF in a file ends; nil where it was cut short. What was cut off may be what counted: poppler would make the best of
  /// the rest without a word.
  ///
  /// Zeros, or a mebibyte of anything that is no PDF object, may hang behind the end: mail and copying leave such.
  private static func end(of file: MappedFile) -> Int? {
    var end = file.count
    while end > 0, file[end - 1] == 0 { end -= 1 }
    if file.lastFind("startxref", in: end - 2048..<end) != nil { return end }
    guard let mark = file.lastFind("%%EOF", in: max(0, end - (1 << 20))..<end), file.find(" obj", in: mark..<end) == nil,
      file.lastFind("startxref", in: max(0, mark - 64)..<mark) != nil
    else { return nil }
    return mark + 5
  }

  var pageCount: Int { document.pageCount }
  var attachmentCount: Int { document.attachmentCount }

  func page(_ index: Int) throws -> ScanPage {
    let page = try document.page(index)
    let (width, height) = page.size
    guard width > 0, height > 0, width.isFinite, height.isFinite else { throw DecodeFault(.noArea) }
    if let scan = scans.picture(on: index, width: width, height: height), let made = try? self.page(index, of: scan) {
      return made
    }
    complaints.clear()
    let plan = plan(page)
    try limits.check(width: plan.width, height: plan.height)
    let drawn = try page.drawn(width: plan.width, height: plan.height)
    var made = try drawn.page(index: index, resolution: plan.resolution, damaged: complaints.any)
    if let own = plan.own {
      made.sourceScaleX = Double(own.width) / Double(made.image.width)
      made.sourceScaleY = Double(own.height) / Double(made.image.height)
    }
    return made
  }

  /// The page that a scanner's picture makes; nil where the picture is damaged or not what its page says of it, and poppler is to
  /// make the best of it.
  private func page(_ index: Int, of scan: PDFScans.Picture) throws -> ScanPage? {
    try limits.check(width: scan.width, height: scan.height)
    let resolution = Resolution(
      width: scan.width, height: scan.height, statedX: Double(scan.width) / scan.shownWidth * 72,
      statedY: Double(scan.height) / scan.shownHeight * 72)
    switch scan.coding {
    case .g4(let inverted):
      let coded = G4Picture(width: scan.width, height: scan.height, inverted: inverted, bytes: scan.bytes)
      guard let pix = unsafe coded.decoded() else { return nil }
      return unsafe try Picture(pix).page(index: index, resolution: resolution, damaged: false)
    case .jpeg:
      return unsafe try scan.bytes.withUnsafeBytes { bytes -> ScanPage? in
        var warnings: Int32 = 0
        let picture = unsafe try Picture(jpeg: bytes, limits: limits, warnings: &warnings)
        guard warnings == 0, picture.width == scan.width, picture.height == scan.height else { return nil }
        return try picture.page(index: index, resolution: resolution, damaged: false)
      }
    }
  }

  /// How a page is to be drawn.
  private struct Plan {
    /// Pixels.
    var width, height: Int
    var resolution: Resolution
    /// The size of the picture that fills the page, if one does.
    var own: PDFImageSizes.Size?
  }

  private func plan(_ page: PDFPage) -> Plan {
    let (width, height) = page.size
    guard let own = pictures.filling(width: width, height: height), page.isFilledByPicture else {
      return plan(width: width, height: height)
    }
    let resolution = Resolution(
      width: own.width, height: own.height, statedX: Double(own.width) / width * 72, statedY: Double(own.height) / height * 72)
    // What was typed over a coarse scan is finer than the scan.
    if resolution.x < Self.coarse, page.hasTextOrAnnotations { return plan(width: width, height: height) }
    guard let target = resolution.target else {
      return Plan(width: own.width, height: own.height, resolution: resolution, own: own)
    }
    // Poppler averages as it draws, line by line: the picture is never held in full.
    return Plan(
      width: Int((Double(own.width) * target / resolution.x).rounded()),
      height: Int((Double(own.height) * target / resolution.y).rounded()),
      resolution: Resolution(x: target, y: target, assumed: resolution.assumed), own: own)
  }

  /// A page of `width` × `height` points at 300 dpi.
  private func plan(width: Double, height: Double) -> Plan {
    // What has no sense in pixels is too large by any limit.
    func pixels(_ points: Double) -> Int { Int(min(points * Self.dpi / 72, 1e6).rounded()) }
    return Plan(
      width: pixels(width), height: pixels(height), resolution: Resolution(x: Self.dpi, y: Self.dpi, assumed: false))
  }
}
