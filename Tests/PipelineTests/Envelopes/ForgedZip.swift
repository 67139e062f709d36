import Foundation

/// A ZIP archive byte by byte, so that it can say what no library would write.
struct ForgedZip {
  struct Entry {
    var name: [UInt8]
    var content = Data("%PDF-1.4".utf8)
    /// Bytes that the archive says it has, where that is a lie.
    var stated: Int?
    var flags: UInt16 = 0x800, method: UInt16 = 0
    /// Unix kind and permissions.
    var mode: UInt32 = 0o100644
    var checksum: UInt32?

    init(_ name: String, _ content: Data = Data("%PDF-1.4".utf8)) { (self.name, self.content) = (Array(name.utf8), content) }
  }

  var entries: [Entry]
  /// Whether the first of two entries holds the second one, header and all.
  var isNested = false

  var data: Data {
    var entries = entries
    if isNested { entries[0].content = local(entries[1]) }
    var out = Data(), list = Data()
    for (index, entry) in entries.enumerated() {
      let place = isNested && index == 1 ? 30 + entries[0].name.count : out.count
      if !isNested || index == 0 { out += local(entry) }
      list +=
        words32(0x0201_4B50) + words16(20 | 3 << 8) + common(entry) + words16(0, 0, 0)
        + words32(entry.mode << 16, UInt32(place))
      list += entry.name
    }
    return out + list + words32(0x0605_4B50) + words16(0, 0, UInt16(entries.count), UInt16(entries.count))
      + words32(UInt32(list.count), UInt32(out.count)) + words16(0)
  }

  private func local(_ entry: Entry) -> Data { words32(0x0403_4B50) + common(entry) + entry.name + entry.content }

  private func common(_ entry: Entry) -> Data {
    words16(20, entry.flags, entry.method, 0, 33)
      + words32(
        entry.checksum ?? Self.checksum(entry.content), UInt32(entry.content.count), UInt32(entry.stated ?? entry.content.count)
      )
      + words16(UInt16(entry.name.count), 0)
  }

  private func words16(_ values: UInt16...) -> Data { Data(values.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }) }
  private func words32(_ values: UInt32...) -> Data {
    Data(values.flatMap { value in [0, 8, 16, 24].map { UInt8(truncatingIfNeeded: value >> UInt32($0)) } })
  }

  /// CRC-32 as ZIP has it.
  static func checksum(_ data: Data) -> UInt32 {
    var sum = ~UInt32(0)
    for byte in data {
      sum ^= UInt32(byte)
      for _ in 0..<8 { sum = sum & 1 == 1 ? sum >> 1 ^ 0xEDB8_8320 : sum >> 1 }
    }
    return ~sum
  }
}
