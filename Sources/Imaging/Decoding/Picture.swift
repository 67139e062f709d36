import CLeptonica

/// A PIX of any depth on its way to being a page. Owned here, and freed with the value.
@safe struct Picture: ~Copyable {
  private var pix: UnsafeMutablePointer<PIX>

  /// Takes ownership of what a leptonica function returned.
  ///
  /// - Throws: `damagedPage` for null.
  init(_ pix: UnsafeMutablePointer<PIX>?) throws {
    guard let pix = unsafe pix else { throw DecodeFault(.damagedPage) }
    unsafe self.pix = unsafe pix
  }

  deinit {
    var pix: UnsafeMutablePointer<PIX>? = unsafe pix
    unsafe pixDestroy(&pix)
  }

  var width: Int { Int(unsafe pixGetWidth(pix)) }
  var height: Int { Int(unsafe pixGetHeight(pix)) }
  /// As the file states it, pixels an inch; 0 if it does not.
  var statedResolution: (x: Double, y: Double) { (Double(unsafe pixGetXRes(pix)), Double(unsafe pixGetYRes(pix))) }

  /// Replaces the PIX by what `body` makes of it.
  private mutating func change(_ body: (UnsafeMutablePointer<PIX>) -> UnsafeMutablePointer<PIX>?) throws {
    guard let made = unsafe body(pix) else { throw DecodeFault(.outOfMemory) }
    var old: UnsafeMutablePointer<PIX>? = unsafe pix
    unsafe pix = unsafe made
    unsafe pixDestroy(&old)
  }

  /// Lays transparent parts on white paper, and turns colour and palettes to grey; a picture of black and white alone becomes
  /// bitonal.
  mutating func flatten() throws {
    if let map = unsafe pixGetColormap(pix) {
      var opaque: l_int32 = 1
      unsafe pixcmapIsOpaque(map, &opaque)
      if opaque == 0 { unsafe try change { unsafe pixRemoveColormap($0, Int32(REMOVE_CMAP_WITH_ALPHA)) } }
    }
    if unsafe pixGetDepth(pix) == 32, unsafe pixGetSpp(pix) == 4 {
      unsafe try change { unsafe pixRemoveAlpha($0) }
    }
    if unsafe pixGetDepth(pix) != 1 || pixGetColormap(pix) != nil {
      unsafe try change { unsafe pixConvertTo8($0, 0) }
      if isBlackAndWhite { unsafe try change { unsafe pixThresholdToBinary($0, 128) } }
    }
  }

  /// Whether every pixel of this 8-bit picture is 0 or 255.
  private var isBlackAndWhite: Bool {
    let words = Int(unsafe pixGetWpl(pix)), whole = width / 4
    let data = unsafe pixGetData(pix)!
    for y in 0..<height {
      let row = unsafe data + y * words
      var odd: UInt32 = 0
      for x in 0..<whole {
        let four = unsafe row[x]
        odd |= four ^ ((four & 0x0101_0101) &* 255)
      }
      if whole * 4 < width {
        let mask = UInt32.max << UInt32(32 - (width - whole * 4) * 8)
        let four = unsafe row[whole] & mask
        odd |= four ^ ((four & 0x0101_0101) &* 255)
      }
      if odd != 0 { return false }
    }
    return true
  }

  /// Resamples by area averaging to `dpi` both ways; grey afterwards.
  mutating func reduce(from resolution: Resolution, to dpi: Double) throws {
    let across = Float(dpi / resolution.x), down = Float(dpi / resolution.y)
    if unsafe pixGetDepth(pix) == 1 {
      if across == down, across < 1 {
        unsafe try change { unsafe pixScaleToGray($0, across) }
        return
      }
      unsafe try change { unsafe pixConvert1To8(nil, $0, 255, 0) }
    }
    unsafe try change { unsafe pixScaleGeneral($0, across, down, 0, 0) }
  }

  /// The page that the picture makes.
  consuming func page(index: Int, resolution: Resolution, damaged: Bool) throws -> ScanPage {
    try flatten()
    let (wide, high) = (width, height)
    if let target = resolution.target { try reduce(from: resolution, to: target) }
    let (across, down) = (Double(wide) / Double(width), Double(high) / Double(height))
    let copy = unsafe pixClone(pix)
    let image = unsafe try PageImage("pixClone", dpi: resolution.target ?? resolution.x) { unsafe copy }
    return ScanPage(
      index: index, image: image, resolutionAssumed: resolution.assumed, sourceScaleX: across, sourceScaleY: down,
      damaged: damaged)
  }
}
