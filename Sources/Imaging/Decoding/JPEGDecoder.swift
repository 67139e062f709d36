import CLeptonica

/// A JPEG. Its Exif turn is not followed: the page's own print tells which way is up.
struct JPEGDecoder: ScanDecoder {
  let file: MappedFile
  let limits: DecodeLimits
  let pageCount = 1

  func page(_ index: Int) throws -> ScanPage {
    var warnings: Int32 = 0
    let picture = unsafe try Picture(jpeg: file.bytes, limits: limits, warnings: &warnings)
    let stated = picture.statedResolution
    let resolution = Resolution(width: picture.width, height: picture.height, statedX: stated.x, statedY: stated.y)
    return try picture.page(index: index, resolution: resolution, damaged: warnings > 0)
  }
}

extension Picture {
  /// Decodes a JPEG (`pixReadMemJpeg`).
  ///
  /// - Parameter warnings: how often libjpeg names damage that it goes around.
  /// - Throws: `DecodeFault`: `damaged`, or beyond `limits`.
  init(jpeg: UnsafeRawBufferPointer, limits: DecodeLimits, warnings: inout Int32) throws {
    var (width, height, samples, ycck, cmyk): (l_int32, l_int32, l_int32, l_int32, l_int32) = (0, 0, 0, 0, 0)
    let start = unsafe jpeg.baseAddress?.assumingMemoryBound(to: UInt8.self)
    guard unsafe readHeaderMemJpeg(start, jpeg.count, &width, &height, &samples, &ycck, &cmyk) == 0 else {
      throw DecodeFault(.damaged)
    }
    try limits.check(width: Int(width), height: Int(height))
    // Grey straight from the file where it holds grey: a third of the time and a quarter of the memory.
    let luminance = samples == 1 || samples == 3 && ycck == 0 && cmyk == 0
    let hint = Int32(L_JPEG_CONTINUE_WITH_BAD_DATA) | (luminance ? Int32(L_JPEG_READ_LUMINANCE) : 0)
    unsafe try self.init(pixReadMemJpeg(start, jpeg.count, 0, 1, &warnings, hint))
  }
}
