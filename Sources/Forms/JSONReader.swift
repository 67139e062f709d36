import Foundation

/// Reads JSON that others sent, strictly as RFC 8259 has it: in UTF-8, no key twice in one object, nothing behind the value.
///
/// Foundation's reader takes the first of two values under one key, where many take the last, and takes UTF-16. What two readers may
/// read differently is not believed.
struct JSONReader {
  /// Why a text is not read; nothing from it is quoted.
  struct Fault: Error, Hashable {
    /// Goes on from the text's name: "is no JSON in UTF-8: line 2, column 5".
    var words: String
  }

  /// Objects and lists within each other; what is sent to us has four.
  private static let deepest = 100
  /// Characters of a number; a longer one has more digits than are kept.
  private static let longest = 40

  private let bytes: [UInt8]
  private var place = 0

  private init(_ bytes: [UInt8]) { self.bytes = bytes }

  static func read(_ data: Data) throws(Fault) -> JSONValue {
    guard String(validating: data, as: UTF8.self) != nil else { throw Fault(words: "is no JSON in UTF-8") }
    var reader = JSONReader(Array(data))
    if reader.bytes.starts(with: [0xEF, 0xBB, 0xBF]) { reader.place = 3 }
    let value = try reader.value(within: 0)
    reader.skipSpace()
    guard reader.place == reader.bytes.count else { throw reader.malformed }
    return value
  }

  private func fault(_ words: String) -> Fault {
    let before = bytes[..<min(place, bytes.count)], line = before.count { $0 == UInt8(ascii: "\n") }
    let column = before.count - (before.lastIndex(of: UInt8(ascii: "\n")) ?? -1)
    return Fault(words: "\(words): line \(line + 1), column \(column)")
  }

  private var malformed: Fault { fault("is no JSON in UTF-8") }

  private var next: UInt8? { place < bytes.count ? bytes[place] : nil }

  private mutating func skipSpace() {
    while let byte = next, byte == 32 || byte == 10 || byte == 13 || byte == 9 { place += 1 }
  }

  /// Steps over a character where it comes next, behind spaces.
  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    skipSpace()
    guard next == UInt8(ascii: character) else { return false }
    place += 1
    return true
  }

  private mutating func value(within depth: Int) throws(Fault) -> JSONValue {
    guard depth < Self.deepest else { throw malformed }
    if take("{") { return .object(try members(within: depth)) }
    if take("[") { return .array(try items(within: depth)) }
    if take("\"") { return .string(try text()) }
    for (word, value) in [("true", JSONValue.bool(true)), ("false", .bool(false)), ("null", .null)]
    where bytes[place...].starts(with: word.utf8) {
      place += word.utf8.count
      return value
    }
    return .number(try number())
  }

  private mutating func members(within depth: Int) throws(Fault) -> [String: JSONValue] {
    var members: [String: JSONValue] = [:]
    if take("}") { return members }
    repeat {
      guard take("\"") else { throw malformed }
      let start = place, key = try text()
      guard take(":") else { throw malformed }
      guard members.updateValue(try value(within: depth + 1), forKey: key) == nil else {
        place = start
        throw fault("has a key twice in one object")
      }
    } while take(",")
    guard take("}") else { throw malformed }
    return members
  }

  private mutating func items(within depth: Int) throws(Fault) -> [JSONValue] {
    var items: [JSONValue] = []
    if take("]") { return items }
    repeat { items.append(try value(within: depth + 1)) } while take(",")
    guard take("]") else { throw malformed }
    return items
  }

  /// The rest of a text behind its first quotation mark.
  private mutating func text() throws(Fault) -> String {
    var units: [UInt8] = []
    while let byte = next, byte >= 32 {
      place += 1
      switch byte {
      case UInt8(ascii: "\""): return String(decoding: units, as: UTF8.self)
      case UInt8(ascii: "\\"): units += String(try escaped()).utf8
      default: units.append(byte)
      }
    }
    throw malformed
  }

  private mutating func escaped() throws(Fault) -> Unicode.Scalar {
    guard let letter = next else { throw malformed }
    place += 1
    switch letter {
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(letter)
    case UInt8(ascii: "u"): break
    default: throw malformed
    }
    let first = try unit()
    if let scalar = Unicode.Scalar(first) { return scalar }
    // The first half of a pair; halves alone are no characters.
    guard first < 0xDC00, bytes[place...].starts(with: #"\u"#.utf8) else { throw malformed }
    place += 2
    let second = try unit()
    guard (0xDC00..<0xE000).contains(second),
      let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
    else { throw malformed }
    return scalar
  }

  /// Four hexadecimal digits.
  private mutating func unit() throws(Fault) -> UInt32 {
    let digits = bytes[place...].prefix(4)
    guard digits.count == 4, digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
      let unit = UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
    else { throw malformed }
    place += 4
    return unit
  }

  private mutating func number() throws(Fault) -> Decimal {
    let written = String(
      decoding: bytes[place...].prefix(Self.longest).prefix { "+-.eE0123456789".utf8.contains($0) }, as: UTF8.self)
    guard written.utf8.count < Self.longest, written.wholeMatch(of: /-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?/) != nil,
      let number = Decimal(string: written), number.isFinite
    else { throw malformed }
    place += written.utf8.count
    return number
  }
}
