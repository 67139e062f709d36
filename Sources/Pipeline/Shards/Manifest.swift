public import Forms
public import Foundation
import RecordStore

/// The input that several machines read between them: every file once, with what it holds and when it arrived.
///
/// All of them go by it, and so does what puts their results together; a file that has changed since is an error.
public struct Manifest: Codable, Sendable {
  static let schema = "formscan.manifest/1"

  /// A file.
  public struct Entry: Codable, Hashable, Sendable {
    /// What records and problems call it.
    public var name: String
    /// Below the manifest's folder.
    public var path: String
    public var sha256: String
    public var bytes: Int
    /// ISO 8601 UTC.
    public var received: String
    public var kind: ScanFile.Kind
    /// Pages of a scan; nil where nobody could tell, and of what holds scans.
    public var pages: Int?
    /// Files with the same content, which is read once.
    public var repeats: [Entry]?
  }

  public var schema = Manifest.schema
  /// The folder that holds all files, in it or below it.
  public var folder: String
  /// When the paper arrived, where the caller knew.
  public var received: String?
  /// In the order in which one run reads them.
  public var files: [Entry]
  /// As in a run's summary.
  public var ignored: [String]
  public var duplicates: Int
  public var problems: [Problem]

  /// What it says, as a SHA-256: the same for the same input.
  public var digest: String {
    get throws { try CanonicalJSON.data(self).sha256 }
  }

  /// - Throws: `Problem` where the file cannot be read, or is none.
  public init(contentsOf file: URL) throws(Problem) {
    do {
      self = try JSONDecoder().decode(Self.self, from: Data(contentsOf: file))
      if schema == Self.schema { return }
    } catch {}
    throw Problem(
      place: file.path, summary: "it cannot be read as a manifest",
      remedy: "Check the path; 'formscan manifest' writes one.")
  }

  public func write(to file: URL) throws { try CanonicalJSON.data(self).writeWhole(to: file) }
}
