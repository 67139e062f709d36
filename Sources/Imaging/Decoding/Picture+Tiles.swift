import CLeptonica
import CTIFF

extension Picture {
  /// Decodes a TIFF page that is stored in tiles, which leptonica does not (`TIFFReadRGBAImageOriented`).
  ///
  /// - Parameter damaged: set where libtiff names damage that it goes around.
  /// - Throws: `DecodeFault`: `damagedPage`.
  init(tiled directory: TIFFDirectory, of path: String, damaged: inout Bool) throws {
    unsafe try self.init(tiledPix(directory, of: path, damaged: &damaged))
  }
}

/// The page as a 32-bit PIX; null where it cannot be decoded.
private func tiledPix(_ directory: TIFFDirectory, of path: String, damaged: inout Bool) -> UnsafeMutablePointer<PIX>? {
  guard let tiff = unsafe TIFFOpen(path, "r") else { return nil }
  defer { unsafe TIFFClose(tiff) }
  guard unsafe TIFFSetSubDirectory(tiff, UInt64(directory.offset)) == 1 else { return nil }
  var pix = unsafe pixCreate(Int32(directory.width), Int32(directory.height), 32)
  guard let pixels = unsafe pixGetData(pix) else { return nil }
  let complaints = TIFFComplaints()
  let done = unsafe TIFFReadRGBAImageOriented(
    tiff, UInt32(directory.width), UInt32(directory.height), pixels, Int32(ORIENTATION_TOPLEFT), 0)
  guard done == 1 else {
    unsafe pixDestroy(&pix)
    return nil
  }
  damaged = complaints.any
  for place in 0..<directory.width * directory.height {
    // Red is libtiff's lowest byte and leptonica's highest; what is transparent lies on white paper.
    let colour = unsafe pixels[place].byteSwapped
    let paper = 255 - (colour & 255)
    func channel(_ shift: UInt32) -> UInt32 { min(255, (colour >> shift & 255) + paper) << shift }
    unsafe pixels[place] = paper == 0 ? colour : channel(24) | channel(16) | channel(8) | 255
  }
  return unsafe pix
}
