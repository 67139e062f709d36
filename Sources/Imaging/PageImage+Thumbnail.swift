import CLeptonica
public import Foundation

extension PageImage {
  /// The page as it lies, small: a PNG of sixteen greys whose longer side has at most `side` pixels (`pixScaleAreaMap`). The same page
  /// gives the same bytes.
  ///
  /// - Throws: `ImagingError` where there is no memory for it.
  public func thumbnail(side: Int) throws -> Data {
    let scale = Float(min(1, Double(side) / Double(max(width, height))))
    let small = unsafe try PageImage("pixScaleAreaMap", dpi: dpi * Double(scale)) {
      unsafe withPix { pix in
        var grey = unsafe pixConvertTo8(pix, 0)
        defer { unsafe pixDestroy(&grey) }
        guard unsafe grey != nil else { return nil }
        return unsafe scale < 1 ? pixScaleAreaMap(grey, scale, scale) : pixCopy(nil, grey)
      }
    }
    return unsafe try small.withPix { pix in
      var few = unsafe pixThresholdTo4bpp(pix, 16, 0)
      defer { unsafe pixDestroy(&few) }
      var bytes: UnsafeMutablePointer<UInt8>?, count = 0
      guard unsafe few != nil, unsafe pixWriteMemPng(&bytes, &count, few, 0) == 0, let start = unsafe bytes else {
        throw ImagingError(call: "pixWriteMemPng")
      }
      defer { unsafe free(start) }
      return unsafe Data(bytes: start, count: count)
    }
  }
}
