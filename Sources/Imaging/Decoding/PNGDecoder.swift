import CLeptonica

/// A PNG (`pixReadMemPng`).
struct PNGDecoder: ScanDecoder {
  let file: MappedFile
  let limits: DecodeLimits
  let pageCount = 1

  func page(_ index: Int) throws -> ScanPage {
    var (width, height, bits, samples, mapped): (l_int32, l_int32, l_int32, l_int32, l_int32) = (0, 0, 0, 0, 0)
    let start = unsafe file.bytes.baseAddress?.assumingMemoryBound(to: UInt8.self)
    guard unsafe readHeaderMemPng(start, file.count, &width, &height, &bits, &samples, &mapped) == 0 else {
      throw DecodeFault(.damaged)
    }
    try limits.check(width: Int(width), height: Int(height))
    let picture = unsafe try Picture(pixReadMemPng(start, file.count))
    let stated = picture.statedResolution
    let resolution = Resolution(width: picture.width, height: picture.height, statedX: stated.x, statedY: stated.y)
    return try picture.page(index: index, resolution: resolution, damaged: false)
  }
}
