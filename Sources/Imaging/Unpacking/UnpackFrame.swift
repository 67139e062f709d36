/// What the unpacking process says to its parent: one fixed header, followed by `count` bytes.
///
/// The parent trusts none of it: `init(bytes:)` refuses what no unpacker would write.
struct UnpackFrame: Hashable {
  enum Kind: UInt32 {
    /// The next file begins; its name follows.
    case entry = 1
    /// More of its content follows.
    case data
    /// The archive is refused, for its file at `index`, or as a whole where that is `none`.
    case fault
    /// All was sent.
    case end
  }

  var kind: Kind
  var index = none
  /// Bytes that follow.
  var count = 0
  var fault: DecodeFault?

  static let none = 0xFFFF_FFFF
  /// Length of the header, and the most that may follow it, in bytes.
  static let size = 24, most = 1 << 20
  private static let magic: UInt32 = 0x4653_554E

  init(_ kind: Kind, index: Int = none, count: Int = 0, fault: DecodeFault? = nil) {
    self.kind = kind
    self.index = index
    self.count = count
    self.fault = fault
  }

  var bytes: [UInt8] {
    let words = [
      Self.magic, kind.rawValue, UInt32(index), UInt32(count), fault?.kind.rawValue ?? 0, UInt32(clamping: fault?.amount ?? 0),
    ]
    return words.flatMap { word in (0..<4).map { UInt8(truncatingIfNeeded: word >> UInt32($0 * 8)) } }
  }

  /// Reads a header; nil where it is not one.
  init?(bytes: [UInt8]) {
    guard bytes.count == Self.size else { return nil }
    func word(_ place: Int) -> UInt32 { (0..<4).reduce(0) { $0 | UInt32(bytes[place * 4 + $1]) << UInt32($1 * 8) } }
    guard word(0) == Self.magic, let kind = Kind(rawValue: word(1)) else { return nil }
    self.init(kind, index: Int(word(2)), count: Int(word(3)))
    fault = DecodeFault.Kind(rawValue: word(4)).map { DecodeFault($0, amount: Int(word(5))) }
    guard count <= Self.most, (kind == .fault) == (fault != nil) else { return nil }
  }
}
