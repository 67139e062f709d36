import Foundation

/// Puts a little-endian TIFF together tag by tag, right or wrong on purpose.
struct TIFFWriter {
  struct Page {
    var width: Int, height: Int
    /// Bits of each sample.
    var bits = [8]
    /// 0 white is 0, 1 black is 0, 2 RGB, 3 palette, 5 CMYK.
    var photometric = 1
    /// 1 plain, 4 G4, 8 deflate.
    var compression = 1
    var palette: [Int] = []
    var dpi: (Int, Int)? = (100, 100)
    /// What the resolution counts in: 2 inches, 3 centimetres.
    var unit = 2
    var orientation = 1
    /// Stores the strip as one tile; the sides must be multiples of 16.
    var isTiled = false
    var strip: Data
  }

  /// - Parameter loop: the last page's list goes on with the first page.
  static func file(_ pages: [Page], loop: Bool = false) -> Data {
    var out = Data([0x49, 0x49, 42, 0, 0, 0, 0, 0])
    var link = 4, first = 0
    for page in pages {
      let strip = out.count
      out += page.strip
      if out.count % 2 == 1 { out.append(0) }
      let bits = out.count
      for value in page.bits { out += little(value, 2) }
      let palette = out.count
      for value in page.palette { out += little(value, 2) }
      let resolution = out.count
      out += little(page.dpi?.0 ?? 0, 4) + little(1, 4) + little(page.dpi?.1 ?? 0, 4) + little(1, 4)
      var tags: [(tag: Int, type: Int, count: Int, value: Int)] = [
        (256, 4, 1, page.width), (257, 4, 1, page.height),
        (258, 3, page.bits.count, page.bits.count > 2 ? bits : page.bits[0]),
        (259, 3, 1, page.compression), (262, 3, 1, page.photometric), (273, 4, 1, strip), (274, 3, 1, page.orientation),
        (277, 3, 1, page.bits.count), (278, 4, 1, page.height), (279, 4, 1, page.strip.count),
      ]
      if page.dpi != nil { tags += [(282, 5, 1, resolution), (283, 5, 1, resolution + 8), (296, 3, 1, page.unit)] }
      if !page.palette.isEmpty { tags.append((320, 3, page.palette.count, palette)) }
      if page.isTiled {
        tags.removeAll { [273, 278, 279].contains($0.tag) }
        tags += [(322, 4, 1, page.width), (323, 4, 1, page.height), (324, 4, 1, strip), (325, 4, 1, page.strip.count)]
        tags.sort { $0.tag < $1.tag }
      }
      let directory = out.count
      if first == 0 { first = directory }
      out.replaceSubrange(link..<link + 4, with: little(directory, 4))
      out += little(tags.count, 2)
      for tag in tags { out += little(tag.tag, 2) + little(tag.type, 2) + little(tag.count, 4) + little(tag.value, 4) }
      link = out.count
      out += little(0, 4)
    }
    if loop { out.replaceSubrange(link..<link + 4, with: little(first, 4)) }
    return out
  }

  static func little(_ value: Int, _ bytes: Int) -> Data {
    Data((0..<bytes).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) })
  }
}
