import CLeptonica
import Glibc

/// Writes pages as a scanner's file would hold them: one picture a page and nothing else.
public enum ScanWriter {
  /// A PDF: bitonal pages as CCITT G4, grey ones as JPEG of `quality` (0…100).
  ///
  /// - Throws: `ImagingError` where the file cannot be written.
  public static func writePDF(_ pages: [PageImage], to path: String, quality: Int) throws {
    guard let first = pages.first else { return }
    var list = unsafe pixaCreate(Int32(pages.count))
    defer { unsafe pixaDestroy(&list) }
    for page in pages { unsafe page.withPix { _ = unsafe pixaAddPix(list, $0, Int32(L_COPY)) } }
    let encoding = first.isBitonal ? Int32(L_G4_ENCODE) : Int32(L_JPEG_ENCODE)
    guard unsafe pixaConvertToPdf(list, Int32(first.dpi), 1, encoding, Int32(quality), "", path) == 0 else {
      throw ImagingError(call: "pixaConvertToPdf", detail: path)
    }
  }

  /// A PDF of pages each of which is coded by its own kind: bitonal ones as CCITT G4, grey ones as JPEG of `quality` (0…100).
  ///
  /// - Throws: `ImagingError` where leptonica cannot make it.
  public static func pdf(_ pages: [PageImage], quality: Int) throws -> [UInt8] {
    var list = unsafe pixaCreate(Int32(pages.count))
    defer { unsafe pixaDestroy(&list) }
    for page in pages {
      guard let copy = unsafe page.withPix({ unsafe pixCopy(nil, $0) }) else { throw ImagingError(call: "pixCopy") }
      unsafe pixSetResolution(copy, Int32(page.dpi), Int32(page.dpi))
      unsafe pixaAddPix(list, copy, Int32(L_INSERT))
    }
    var data: UnsafeMutablePointer<l_uint8>?, count = 0
    defer { unsafe free(data) }
    let coding = Int32(L_DEFAULT_ENCODE)
    guard unsafe pixaConvertToPdfData(list, 0, 1, coding, Int32(quality), "", &data, &count) == 0, count > 0 else {
      throw ImagingError(call: "pixaConvertToPdfData")
    }
    return unsafe [UInt8](UnsafeBufferPointer(start: data, count: count))
  }

  /// A TIFF of one or more pages: bitonal ones as G4, grey ones as LZW.
  ///
  /// - Throws: `ImagingError` where the file cannot be written.
  public static func writeTIFF(_ pages: [PageImage], to path: String) throws {
    for (index, page) in pages.enumerated() {
      let compression = page.isBitonal ? IFF_TIFF_G4 : IFF_TIFF_LZW
      let dpi = Int32(page.dpi)
      let written = unsafe page.withPix { pix -> Int32 in
        var copy = unsafe pixCopy(nil, pix)
        defer { unsafe pixDestroy(&copy) }
        unsafe pixSetResolution(copy, dpi, dpi)
        return unsafe pixWriteTiff(path, copy, Int32(compression), index == 0 ? "w" : "a")
      }
      guard written == 0 else { throw ImagingError(call: "pixWriteTiff", detail: path) }
    }
  }
}

extension PageImage {
  /// The page in black and white: black where it is darker than `level`.
  public func bitonal(darkerThan level: Int) throws -> PageImage {
    unsafe try PageImage("pixThresholdToBinary", dpi: dpi) {
      unsafe withPix { unsafe pixThresholdToBinary($0, Int32(level)) }
    }
  }
}
