/// What the decoding process says to its parent: one fixed header, followed for a page by its pixels.
///
/// The parent trusts none of it: `init(bytes:)` refuses what no decoder would write.
public struct PageFrame: Hashable, Sendable {
  public enum Kind: UInt32, Sendable {
    /// The file is open and has `count` pages.
    case opened = 1
    /// Page `index` follows.
    case page
    /// Page `index` cannot be decoded; the next one is tried.
    case pageFault
    /// The file cannot be decoded.
    case fileFault
    /// All pages were sent.
    case end
  }

  public var kind: Kind
  public var index = 0, count = 0
  /// Pixels; depth in bits, 1 or 8.
  public var width = 0, height = 0, depth = 0
  public var dpi = 0.0, sourceScaleX = 1.0, sourceScaleY = 1.0
  public var resolutionAssumed = false, damaged = false
  public var fault: DecodeFault?

  public init(_ kind: Kind, index: Int = 0, count: Int = 0, fault: DecodeFault? = nil) {
    self.kind = kind
    self.index = index
    self.count = count
    self.fault = fault
  }

  public init(_ page: ScanPage) {
    self.init(.page, index: page.index)
    (width, height, depth) = (page.image.width, page.image.height, page.image.isBitonal ? 1 : 8)
    (dpi, sourceScaleX, sourceScaleY) = (page.image.dpi, page.sourceScaleX, page.sourceScaleY)
    (resolutionAssumed, damaged) = (page.resolutionAssumed, page.damaged)
  }

  /// Length of the header in bytes.
  public static let size = 64
  private static let magic: UInt32 = 0x4653_5047

  /// The bytes of the page's pixels, in rows of whole 32-bit words.
  public var pixelBytes: Int { (width * depth + 31) / 32 * 4 * height }

  public var bytes: [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(Self.size)
    let flags: UInt32 = (resolutionAssumed ? 1 : 0) | (damaged ? 2 : 0)
    let whole = [
      Self.magic, kind.rawValue, UInt32(index), UInt32(count), UInt32(width), UInt32(height), UInt32(depth), flags,
      fault?.kind.rawValue ?? 0, UInt32(clamping: fault?.amount ?? 0),
    ]
    for value in whole { for shift in 0..<4 { out.append(UInt8(truncatingIfNeeded: value >> UInt32(shift * 8))) } }
    for value in [dpi, sourceScaleX, sourceScaleY] {
      for shift in 0..<8 { out.append(UInt8(truncatingIfNeeded: value.bitPattern >> UInt64(shift * 8))) }
    }
    return out
  }

  /// Reads a header; nil where it is not one, or states a page that is out of bounds.
  public init?(bytes: [UInt8]) {
    guard bytes.count == Self.size else { return nil }
    func whole(_ place: Int) -> UInt32 {
      (0..<4).reduce(0) { $0 | UInt32(bytes[place * 4 + $1]) << UInt32($1 * 8) }
    }
    func real(_ place: Int) -> Double {
      Double(bitPattern: (0..<8).reduce(0) { $0 | UInt64(bytes[40 + place * 8 + $1]) << UInt64($1 * 8) })
    }
    guard whole(0) == Self.magic, let kind = Kind(rawValue: whole(1)) else { return nil }
    self.init(kind, index: Int(whole(2)), count: Int(whole(3)))
    (width, height, depth) = (Int(whole(4)), Int(whole(5)), Int(whole(6)))
    (resolutionAssumed, damaged) = (whole(7) & 1 != 0, whole(7) & 2 != 0)
    fault = DecodeFault.Kind(rawValue: whole(8)).map { DecodeFault($0, amount: Int(whole(9))) }
    (dpi, sourceScaleX, sourceScaleY) = (real(0), real(1), real(2))
    switch kind {
    case .page:
      let sides = 1...DecodeLimits.longestSide
      guard sides ~= width, sides ~= height, depth == 1 || depth == 8, (1...10_000) ~= dpi,
        (0.01...1000) ~= sourceScaleX, (0.01...1000) ~= sourceScaleY
      else { return nil }
    case .pageFault, .fileFault:
      guard fault != nil else { return nil }
    case .opened, .end: break
    }
  }
}
