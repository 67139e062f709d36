import Crypto
import Forms
public import Foundation
import Imaging

/// What readings rest on besides the scans. Shards that differ in it cannot be put together: one run would read otherwise.
public struct ReadingBasis: Codable, Hashable, Sendable {
  /// Versions of the libraries.
  public var libraries: [String: String]
  /// SHA-256 of the program, the folder of definitions, the pipeline's file, and the languages' data.
  public var program, definitions, pipeline, languages: String

  /// - Parameters:
  ///   - definitions: the folder with forms and all else.
  ///   - pipeline: the pipeline's file; nil for the one among the definitions.
  ///   - languages: those that the pipeline reads with.
  ///   - executable: the program.
  /// - Throws: `ImagingError` where a language's data is not installed; `Problem` where a file cannot be read.
  public init(
    definitions: URL, pipeline: URL?, languages: [String], executable: URL = URL(fileURLWithPath: "/proc/self/exe")
  ) throws {
    libraries = Dictionary(uniqueKeysWithValues: LibraryVersions().all.map { ($0.name, $0.version) })
    program = try Self.digest([executable])
    self.definitions = try Self.digest(below: definitions)
    self.pipeline = try Self.digest(pipeline.map { [$0] } ?? [])
    self.languages = try Self.digest(
      languages.compactMap { language in
        try TextEngine(language: language).dataFolder?.appendingPathComponent("\(language).traineddata")
      })
  }

  init(libraries: [String: String], program: String, definitions: String, pipeline: String, languages: String) {
    (self.libraries, self.program, self.definitions) = (libraries, program, definitions)
    (self.pipeline, self.languages) = (pipeline, languages)
  }

  /// What differs, in words.
  func differences(from other: Self) -> [String] {
    let pairs: [(String, Bool)] = [
      ("the program", program == other.program), ("the definitions", definitions == other.definitions),
      ("the pipeline's file", pipeline == other.pipeline), ("the data of Tesseract's languages", languages == other.languages),
    ]
    let versions = Set(libraries.keys).union(other.libraries.keys).sorted().filter { libraries[$0] != other.libraries[$0] }
    return pairs.filter { !$0.1 }.map(\.0) + versions.map { "the version of \($0)" }
  }

  /// One text for all of it.
  var digest: String { get throws { String(decoding: try CanonicalJSON.line(self), as: UTF8.self).shortDigest } }

  private static func digest(below folder: URL) throws -> String {
    let names = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
    let files = names.filter { name in !name.split(separator: "/").contains { $0.hasPrefix(".") } }.sorted()
      .map { folder.appendingPathComponent($0) }.filter { FileStatus($0.path)?.kind == .file }
    return try digest(files, below: folder.path)
  }

  private static func digest(_ files: [URL], below folder: String? = nil) throws -> String {
    var hash = SHA256()
    for file in files {
      let data: Data
      do { data = try Data(contentsOf: file, options: .mappedIfSafe) } catch {
        throw Problem(place: file.path, summary: "the file cannot be read", remedy: "Check that you may read it.")
      }
      // Where a file lies differs from machine to machine; how it lies in its folder does not.
      let name = folder.map { file.path.dropFirst($0.count) } ?? ""
      hash.update(data: Data("\(name) \(data.count)\n".utf8))
      hash.update(data: data)
    }
    return hash.finalize().hex
  }
}
