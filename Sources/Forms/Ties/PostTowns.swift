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

  /// The town of a postcode's area that a text nearly names as a line or between commas, one character off; nil where none is so near, or
  /// more than one. Short names are near to many words.
  func near(_ text: String, area: String) -> String? {
    let parts = text.split { $0.isNewline || $0 == "," }.map(Self.plain).filter { $0.count > 3 }
    let found = areas.filter { town, areas in
      town.count > 3 && areas.contains(area) && parts.contains { abs($0.count - town.count) < 2 && $0.edits(to: town) == 1 }
    }
    return found.count == 1 ? found.first?.key : nil
  }

  static func area(of postcode: String) -> String { String(postcode.uppercased().prefix { $0.isLetter }) }

  private static func plain(_ town: Substring) -> String {
    town.uppercased().split { !$0.isLetter && $0 != "'" }.joined(separator: " ")
  }
}
