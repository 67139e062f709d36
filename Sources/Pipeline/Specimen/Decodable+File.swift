import Forms
import Foundation

extension Decodable {
  /// Reads a JSON file.
  ///
  /// - Parameter words: what it should hold, such as "truth".
  /// - Throws: `Problem` that names the file, and the member where it stops being what is wanted.
  init(file: URL, holding words: String) throws {
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
        remedy: Evaluation.remedy)
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
