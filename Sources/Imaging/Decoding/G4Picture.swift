import CLeptonica
import CTIFF

/// Decodes a CCITT group 4 stream (ITU-T T.6) by way of libtiff, which is told that it is a TIFF's only strip.
struct G4Picture {
  var width, height: Int
  /// What is coded as black is paper.
  var inverted: Bool
  var bytes: [UInt8]

  /// The picture, 1 bit; nil where libtiff names damage.
  func decoded() -> UnsafeMutablePointer<PIX>? {
    let source = Source(header + bytes)
    return unsafe withExtendedLifetime(source) { unsafe decode(source) }
  }

  private func decode(_ source: Source) -> UnsafeMutablePointer<PIX>? {
    let complaints = TIFFComplaints()
    guard let tiff = unsafe source.open() else { return nil }
    defer { unsafe TIFFClose(tiff) }
    let stride = (width + 7) / 8
    var rows = [UInt8](repeating: 0, count: stride * height)
    let got = unsafe rows.withUnsafeMutableBytes { unsafe TIFFReadEncodedStrip(tiff, 0, $0.baseAddress, tmsize_t($0.count)) }
    guard got == rows.count, !complaints.any, let pix = unsafe pixCreate(Int32(width), Int32(height), 1) else { return nil }
    let words = Int(unsafe pixGetWpl(pix))
    let data = unsafe pixGetData(pix)!
    for y in 0..<height {
      for x in 0..<stride { unsafe data[y * words + x / 4] |= UInt32(rows[y * stride + x]) << UInt32(24 - x % 4 * 8) }
    }
    if inverted { unsafe pixInvert(pix, pix) }
    unsafe pixSetPadBits(pix, 0)
    return unsafe pix
  }

  /// A TIFF's header and directory for one strip that follows them: black is 1.
  private var header: [UInt8] {
    let tags: [(UInt16, UInt32)] = [
      (256, UInt32(width)), (257, UInt32(height)), (258, 1), (259, 4), (262, 0), (273, 0), (277, 1), (278, UInt32(height)),
      (279, UInt32(bytes.count)),
    ]
    let length = 8 + 2 + tags.count * 12 + 4
    func little(_ value: UInt32, _ count: Int = 4) -> [UInt8] { (0..<count).map { UInt8(truncatingIfNeeded: value >> UInt32($0 * 8)) } }
    var out: [UInt8] = [0x49, 0x49, 42, 0] + little(8) + little(UInt32(tags.count), 2)
    for (tag, value) in tags {
      out += little(UInt32(tag), 2) + little(4, 2) + little(1) + little(tag == 273 ? UInt32(length) : value)
    }
    return out + little(0)
  }

  /// Bytes in memory that libtiff reads as a file.
  @safe private final class Source {
    private let bytes: [UInt8]
    private var place = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    func open() -> OpaquePointer? {
      unsafe TIFFClientOpen(
        "scan", "rm", Unmanaged.passUnretained(self).toOpaque(),
        { unsafe Source.from($0).read($1, $2) }, { _, _, _ in -1 },
        { unsafe Source.from($0).seek(UInt64($1), $2) }, { _ in 0 },
        { unsafe UInt64(Source.from($0).bytes.count) }, nil, nil)
    }

    private static func from(_ handle: UnsafeMutableRawPointer?) -> Source {
      unsafe Unmanaged<Source>.fromOpaque(handle!).takeUnretainedValue()
    }

    private func read(_ target: UnsafeMutableRawPointer?, _ count: tmsize_t) -> tmsize_t {
      let got = max(0, min(Int(count), bytes.count - place))
      unsafe bytes.withUnsafeBytes { unsafe target?.copyMemory(from: $0.baseAddress! + place, byteCount: got) }
      place += got
      return tmsize_t(got)
    }

    private func seek(_ offset: UInt64, _ whence: Int32) -> UInt64 {
      let base = whence == 1 ? place : whence == 2 ? bytes.count : 0
      place = max(0, min(bytes.count, base + Int(truncatingIfNeeded: offset)))
      return UInt64(place)
    }
  }
}
