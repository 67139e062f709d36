import CLeptonica
import Foundation
import Imaging

/// A page of black and white that no turn and no mirror leaves as it is, and its codings (leptonica's own).
struct TestPicture {
  var plane: GreyPlane

  /// 830 × 1170 pixels: A4 at 100 dpi.
  init(width: Int = 830, height: Int = 1170) {
    plane = GreyPlane(width: width, height: height)
    func fill(_ x: Int, _ y: Int, _ w: Int, _ h: Int, _ value: UInt8 = 0) {
      for row in y..<min(y + h, height) { for column in x..<min(x + w, width) { plane[column, row] = value } }
    }
    fill(50, 60, 300, 40)
    fill(50, 60, 40, 500)
    fill(width - 120, height - 90, 60, 31)
    for line in 0..<20 { fill(200 + line * 3, 300 + line * 20, 150 + line * 7, 1 + line % 3) }
  }

  /// The same with a grey ramp in it.
  var grey: TestPicture {
    var copy = self
    for y in 800..<900 { for x in 100..<600 { copy.plane[x, y] = UInt8(30 + (x - 100) / 3) } }
    return copy
  }

  /// Turned clockwise by quarters.
  func turned(_ quarters: Int) -> GreyPlane {
    (0..<quarters).reduce(plane) { before, _ in
      var after = GreyPlane(width: before.height, height: before.width)
      for y in 0..<after.height { for x in 0..<after.width { after[x, y] = before[y, before.height - 1 - x] } }
      return after
    }
  }

  /// Left and right changed over.
  var mirrored: GreyPlane {
    var after = plane
    for y in 0..<plane.height { for x in 0..<plane.width { after[x, y] = plane[plane.width - 1 - x, y] } }
    return after
  }

  /// As an 8-bit or 1-bit PIX; the caller frees it.
  func pix(depth: Int, dpi: Int = 100) -> UnsafeMutablePointer<PIX> {
    let pix = pixCreate(Int32(plane.width), Int32(plane.height), Int32(depth))!
    for y in 0..<plane.height {
      for x in 0..<plane.width {
        let value = plane[x, y]
        if depth == 8 { pixSetPixel(pix, Int32(x), Int32(y), UInt32(value)) }
        if depth == 1, value < 128 { pixSetPixel(pix, Int32(x), Int32(y), 1) }
      }
    }
    pixSetResolution(pix, Int32(dpi), Int32(dpi))
    return pix
  }

  /// A whole file of leptonica's format number `format`, such as `IFF_PNG`.
  func file(_ format: Int, depth: Int, dpi: Int = 100) -> Data {
    var made: UnsafeMutablePointer<PIX>? = pix(depth: depth, dpi: dpi)
    defer { pixDestroy(&made) }
    var bytes: UnsafeMutablePointer<UInt8>?
    var count = 0
    guard pixWriteMem(&bytes, &count, made, Int32(format)) == 0, let bytes else { return Data() }
    defer { free(bytes) }
    return Data(bytes: bytes, count: count)
  }

  /// The bare stream of a coding, such as `L_G4_ENCODE`, as it stands in a PDF.
  func stream(_ coding: Int, depth: Int) -> Data {
    var made: UnsafeMutablePointer<PIX>? = pix(depth: depth)
    defer { pixDestroy(&made) }
    var coded: UnsafeMutablePointer<L_COMP_DATA>?
    guard pixGenerateCIData(made, Int32(coding), 90, 0, &coded) == 0, let data = coded else { return Data() }
    defer { l_CIDataDestroy(&coded) }
    return Data(bytes: data.pointee.datacomp, count: data.pointee.nbytescomp)
  }

  /// Plain samples of 8 bits, row by row.
  var samples: Data { Data(plane.pixels) }

  /// Plain rows of 1 bit, where a set bit is black.
  var bits: Data {
    var out = Data()
    for y in 0..<plane.height {
      for start in stride(from: 0, to: plane.width, by: 8) {
        var byte: UInt8 = 0
        for x in start..<min(start + 8, plane.width) where plane[x, y] < 128 { byte |= 0x80 >> UInt8(x - start) }
        out.append(byte)
      }
    }
    return out
  }
}

/// `data` deflated (zlib).
func deflated(_ data: Data) -> Data {
  var count = 0
  let made = data.withUnsafeBytes {
    zlibCompress($0.bindMemory(to: UInt8.self).baseAddress, $0.count, &count)
  }
  guard let made else { return Data() }
  defer { free(made) }
  return Data(bytes: made, count: count)
}

extension PDFWriter {
  /// Adds `picture` coded in one of the ways of scanners.
  mutating func add(_ picture: TestPicture, as coding: String) -> Int {
    let sides =
      "/Type /XObject /Subtype /Image /Width \(picture.plane.width) /Height \(picture.plane.height) /ColorSpace /DeviceGray"
    switch coding {
    case "flate": return add("\(sides) /BitsPerComponent 8 /Filter /FlateDecode", stream: deflated(picture.samples))
    case "dct":
      return add("\(sides) /BitsPerComponent 8 /Filter /DCTDecode", stream: picture.stream(Int(L_JPEG_ENCODE), depth: 8))
    case "jbig2": return add("\(sides) /BitsPerComponent 1 /Filter /JBIG2Decode", stream: picture.jbig2)
    default:
      // One of "ccitt", "ccitt mask", "ccitt inverted" (black is coded as paper) and "ccitt inverted twice".
      let mask = coding.hasSuffix("mask") ? "/ImageMask true" : ""
      let black = coding.contains("inverted") ? "/BlackIs1 true" : ""
      let decode = coding.hasSuffix("twice") ? "/Decode [1 0]" : ""
      return add(
        "\(sides) /BitsPerComponent 1 \(mask) \(decode) /Filter /CCITTFaxDecode /DecodeParms << /K -1 /Columns \(picture.plane.width) /Rows \(picture.plane.height) \(black) >>",
        stream: picture.stream(Int(L_G4_ENCODE), depth: 1))
    }
  }
}

extension TestPicture {
  /// A JBIG2 page of one generic region coded as MMR, which is G4 (ITU-T T.88, 7.2 and 7.4.6).
  var jbig2: Data {
    func big(_ value: Int) -> Data { Data((0..<4).map { UInt8(truncatingIfNeeded: value >> (24 - $0 * 8)) }) }
    func segment(_ number: Int, type: UInt8, _ body: Data) -> Data {
      big(number) + Data([type, 0, 1]) + big(body.count) + body
    }
    let sides = big(plane.width) + big(plane.height)
    let page = sides + big(0) + big(0) + Data([0, 0, 0])
    let region = sides + big(0) + big(0) + Data([0, 1]) + stream(Int(L_G4_ENCODE), depth: 1)
    return segment(0, type: 48, page) + segment(1, type: 38, region)
  }
}
