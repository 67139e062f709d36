import Crypto
public import Forms
public import Foundation
import Glibc
import Imaging

/// A file that came in: where it is, what it holds and when it arrived.
public struct ScanFile: Sendable {
  public var url: URL
  /// Its path below the folder that was given, which records and problems name it by; with that folder's own name before it where
  /// two files would have one name.
  public var name: String
  /// SHA-256 of its bytes, in hexadecimal.
  public var sha256: String
  /// Its size.
  private(set) var bytes = 0
  /// When the paper arrived, ISO 8601 UTC: it can decide a case, so it is taken once and never changed.
  public var received: String
  /// A scan, or something that holds scans.
  public var kind = Kind.scan
  /// What the envelope or set that it came in says of it.
  public var envelope: FormRecord.Source.Envelope?
  public var set: FormRecord.Source.DocumentSet?
  /// Files that have the same content, and are read here alone.
  var repeats: [ScanFile] = []
  /// Pages that it has, once they are known.
  var pageCount: Int?

  public enum Kind: String, Codable, Sendable { case scan, envelope, set }

  /// - Parameter fileSize: MiB that it may have.
  /// - Throws: `Problem` where it is no plain file, is larger or cannot be read.
  public init(url: URL, name: String, received: String?, fileSize: Int) throws(Problem) {
    self.url = url
    self.name = name
    // Not to wait on a named pipe that nobody writes.
    let descriptor = open(url.path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw Problem(unreadable: name, systemWords(errno)) }
    let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    var info = stat()
    guard fstat(descriptor, &info) == 0, info.st_mode & S_IFMT == S_IFREG else {
      throw Problem(DecodeFault(.unreadable), place: name)
    }
    // One that says so itself need not be read to the limit.
    guard info.st_size <= fileSize << 20 else { throw Problem(DecodeFault(.tooManyBytes, amount: fileSize), place: name) }
    (sha256, bytes) = try Self.hash(handle, name: name, fileSize: fileSize)
    self.received = received ?? Date(timeIntervalSince1970: TimeInterval(info.st_mtim.tv_sec)).ISO8601Format()
  }

  /// A file that was read before and is in a store.
  init(name: String, sha256: String, received: String) {
    (url, self.name, self.sha256, self.received) = (URL(fileURLWithPath: "/dev/null"), name, sha256, received)
  }

  /// Reads no further than the limit, whatever size the system states.
  private static func hash(_ file: FileHandle, name: String, fileSize: Int) throws(Problem) -> (String, bytes: Int) {
    var hash = SHA256(), left = fileSize << 20
    while true {
      let bytes: Data?
      do { bytes = try file.read(upToCount: 1 << 20) } catch { throw Problem(unreadable: name, error.localizedDescription) }
      guard let bytes, !bytes.isEmpty else { break }
      left -= bytes.count
      guard left >= 0 else { throw Problem(DecodeFault(.tooManyBytes, amount: fileSize), place: name) }
      hash.update(data: bytes)
    }
    return (hash.finalize().hex, fileSize << 20 - left)
  }

  /// What the envelope or set that it came in knows it by; nil where it came in none.
  var origin: String? {
    if let envelope { return "control number \(envelope.controlNumber)" }
    return set.map { $0.id == nil ? "a document without an ID" : "a document with an ID" }
  }

  /// The beginning of the names of files made of it; the content's hash keeps a/b.png and a-b.png apart.
  var partName: String { name.replacing("/", with: "-").asFileName + "-" + sha256.prefix(12) }
}

extension String {
  /// Twelve digits of its SHA-256, in hexadecimal.
  var shortDigest: String { SHA256.hash(data: Data(utf8)).prefix(6).hex }
}

extension Problem {
  fileprivate init(unreadable name: String, _ reason: String) {
    self.init(place: name, summary: "the file cannot be read (\(reason))", remedy: "Check that you may read it.")
  }
}
