import CLeptonica
public import Foundation

/// A page coded for people to look at.
public struct PagePicture: Sendable {
  public var bytes: Data
  /// `png` or `jpeg`.
  public var format: String
  public var width, height: Int
  public var dpi: Double
}

extension PageImage {
  private static let quality: Int32 = 80
  private static let lookDPI = 200.0

  /// The page for people to look at: a PNG of one in black and white, a JPEG of a grey one, at 200 dpi at most.
  ///
  /// - Throws: `ImagingError` where there is no memory for it.
  public func picture() throws -> PagePicture {
    if isBitonal { return try coded(as: "png") { bytes, count, pix in unsafe pixWriteMemPng(bytes, count, pix, 0) } }
    let scale = Float(min(1, Self.lookDPI / dpi))
    let shown = unsafe try scale == 1 ? self : PageImage("pixScaleAreaMap", dpi: dpi * Double(scale)) {
      unsafe withPix { unsafe pixScaleAreaMap($0, scale, scale) }
    }
    return try shown.coded(as: "jpeg") { bytes, count, pix in unsafe pixWriteMemJpeg(bytes, count, pix, Self.quality, 0) }
  }

  private func coded(
    as format: String,
    _ write: (UnsafeMutablePointer<UnsafeMutablePointer<UInt8>?>, UnsafeMutablePointer<Int>, UnsafeMutablePointer<PIX>) -> Int32
  ) throws -> PagePicture {
    var start: UnsafeMutablePointer<UInt8>?, count = 0
    let failed = unsafe withPix { unsafe write(&start, &count, $0) }
    defer { unsafe free(start) }
    guard failed == 0, let start = unsafe start else { throw ImagingError(call: "pixWriteMem", detail: format) }
    return unsafe PagePicture(
      bytes: Data(bytes: start, count: count), format: format, width: width, height: height, dpi: dpi)
  }

  /// A picture that `picture()` made.
  ///
  /// - Throws: `ImagingError` where it is damaged.
  public convenience init(_ bytes: Data, dpi: Double) throws {
    unsafe try self.init("pixReadMem", dpi: dpi) {
      unsafe bytes.withUnsafeBytes { unsafe pixReadMem($0.bindMemory(to: UInt8.self).baseAddress, $0.count) }
    }
  }

  /// A part of the page turned upright, as a PNG.
  ///
  /// - Parameters:
  ///   - part: x, y, width, height in pixels; cut to the page; nil for all of it.
  ///   - rotation: degrees clockwise that the page lies turned, 0, 90, 180 or 270: it is turned back by as much.
  ///   - widest: the most pixels that it may be wide: it is made smaller to fit, never larger.
  /// - Throws: `ImagingError` where nothing of the part is on the page, or there is no memory for it.
  public func png(part: (x: Int, y: Int, width: Int, height: Int)? = nil, turnedBack rotation: Int = 0, widest: Int) throws -> Data {
    let part = part ?? (0, 0, width, height)
    let cut = unsafe try PageImage("pixClipRectangle", dpi: dpi) {
      unsafe withPix { pix in
        var box = unsafe boxCreate(Int32(part.x), Int32(part.y), Int32(part.width), Int32(part.height))
        defer { unsafe boxDestroy(&box) }
        return unsafe pixClipRectangle(pix, box, nil)
      }
    }
    let upright = unsafe try rotation == 0 ? cut : PageImage("pixRotateOrth", dpi: dpi) {
      unsafe cut.withPix { unsafe pixRotateOrth($0, Int32((360 - rotation) / 90 % 4)) }
    }
    let scale = Float(min(1, Double(widest) / Double(upright.width)))
    let small = unsafe try scale == 1 ? upright : PageImage("pixScaleAreaMap", dpi: dpi * Double(scale)) {
      unsafe upright.withPix { pix in
        var grey = unsafe pixConvertTo8(pix, 0)
        defer { unsafe pixDestroy(&grey) }
        return unsafe grey.flatMap { unsafe pixScaleAreaMap($0, scale, scale) }
      }
    }
    return try small.coded(as: "png") { bytes, count, pix in unsafe pixWriteMemPng(bytes, count, pix, 0) }.bytes
  }
}
