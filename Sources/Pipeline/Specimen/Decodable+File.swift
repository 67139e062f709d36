import Forms
import Foundation

extension Decodable {
  /// Reads a JSON file.
  ///
  /// - Throws: `Problem` that names the file, and the member where it stops being what is wanted.
  init(file: URL) throws {
    let words = Self.self == Truth.self ? "truth" : "a record"
    guard let bytes = try? Data(contentsOf: file) else {
      throw Problem(
        place: file.path, summary: "the file cannot be read", remedy: "Check that it is a plain file that you may read.")
    }
    do {
      self = try JSONDecoder().decode(Self.self, from: bytes)
    } catch {
      let steps = (error as? DecodingError)?.path.map { $0.intValue.map(String.init) ?? $0.stringValue } ?? []
      throw Problem(
        place: file.path, summary: "this is not \(words)" + (steps.isEmpty ? "" : ": see /\(steps.joined(separator: "/"))"),
        remedy: "Give a run's records folder first, then the folder of its scans' truth files.")
    }
  }
}

extension DecodingError {
  /// Where the value stands that could not be decoded.
  fileprivate var path: [any CodingKey] {
    switch self {
    case .typeMismatch(_, let context), .valueNotFound(_, let context), .dataCorrupted(let context): context.codingPath
    case .keyNotFound(let key, let context): context.codingPath + [key]
    @unknown default: []
    }
  }
}
