/// In which postcode areas towns lie.
public struct PostTowns: Sendable {
  private let areas: [String: Set<String>]

  /// - Parameter lines: a town, a tab and its areas each, in capitals.
  init(_ lines: [String]) {
    let pairs = lines.map { $0.split(separator: "\t") }.filter { $0.count == 2 }
    areas = Dictionary(pairs.map { (Self.plain($0[0]), Set($0[1].split(separator: " ").map(String.init))) }) { $0.union($1) }
  }

  /// The areas of the town that a text names as a line or between commas, the last if it names several; nil where none is known.
  func areas(in text: String) -> Set<String>? {
    text.split { $0.isNewline || $0 == "," }.reversed().lazy.compactMap { areas[Self.plain($0)] }.first
  }

  static func area(of postcode: String) -> String { String(postcode.uppercased().prefix { $0.isLetter }) }

  private static func plain(_ town: Substring) -> String {
    town.uppercased().split { !$0.isLetter && $0 != "'" }.joined(separator: " ")
  }
}
