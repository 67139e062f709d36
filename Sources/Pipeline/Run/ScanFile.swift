import Crypto
public import Foundation

/// A file that came in: where it is, what it holds and when it arrived.
public struct ScanFile: Sendable {
  public var url: URL
  /// Its path below the folder that was given, which records and problems name it by.
  public var name: String
  /// SHA-256 of its bytes, in hexadecimal.
  public var sha256: String
  /// When the paper arrived, ISO 8601 UTC: it can decide a case, so it is taken once and never changed.
  public var received: String

  /// - Throws: `CocoaError` where the file cannot be read.
  public init(url: URL, name: String, received: String?) throws {
    self.url = url
    self.name = name
    let handle = try FileHandle(forReadingFrom: url)
    defer { try? handle.close() }
    var hash = SHA256()
    while let bytes = try handle.read(upToCount: 1 << 20), !bytes.isEmpty { hash.update(data: bytes) }
    sha256 = hash.finalize().map { Self.hex($0) }.joined()
    let modified = try FileManager.default.attributesOfItem(atPath: url.path)[.modificationDate] as? Date
    self.received = received ?? (modified ?? Date(timeIntervalSince1970: 0)).ISO8601Format()
  }

  static func hex(_ byte: UInt8) -> String { String(byte >> 4, radix: 16) + String(byte & 15, radix: 16) }
}
