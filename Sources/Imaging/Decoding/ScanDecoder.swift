/// An open scan file of one format. Runs in the limited child alone.
protocol ScanDecoder {
  var pageCount: Int { get }
  /// How many files it carries that are no pages of its own.
  var attachmentCount: Int { get }
  /// Decodes the page at `index`, from 0.
  ///
  /// - Throws: `DecodeFault` about the page; `ImagingError` where a library refuses it.
  func page(_ index: Int) throws -> ScanPage
}

extension ScanDecoder {
  var attachmentCount: Int { 0 }
}

extension DecodeLimits {
  /// - Throws: `DecodeFault`: `noArea`, `pageTooSmall` or `pageTooLarge`, for a page of these sides in pixels.
  func check(width: Int, height: Int) throws {
    guard width > 0, height > 0 else { throw DecodeFault(.noArea) }
    guard min(width, height) >= Self.shortestSide else { throw DecodeFault(.pageTooSmall, amount: Self.shortestSide) }
    guard max(width, height) <= Self.longestSide, Double(width) * Double(height) <= megapixels * 1e6 else {
      throw DecodeFault(.pageTooLarge, amount: Int(megapixels.rounded()))
    }
  }
}

/// Opens `file` by its content.
///
/// - Throws: `DecodeFault` about the whole file.
func openScan(_ file: MappedFile, limits: DecodeLimits) throws -> any ScanDecoder {
  let decoder: any ScanDecoder =
    switch try ScanFormat(file) {
    case .pdf: try PDFDecoder(file, limits: limits)
    case .tiff: try TIFFDecoder(file, limits: limits)
    case .png: PNGDecoder(file: file, limits: limits)
    case .jpeg: JPEGDecoder(file: file, limits: limits)
    }
  guard decoder.pageCount > 0 else { throw DecodeFault(.noPages) }
  guard decoder.pageCount <= limits.pages else { throw DecodeFault(.tooManyPages, amount: limits.pages) }
  return decoder
}
