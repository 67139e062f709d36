import Forms

extension Array {
  /// Line by line, and from the left within a line: what begins above the middle of a line's first stands on that line.
  func inReadingOrder(by bounds: (Element) -> Zone) -> [Element] {
    var lines: [[Element]] = []
    for element in sorted(by: { bounds($0).y < bounds($1).y }) {
      if let first = lines.last?.first, bounds(element).midY < bounds(first).maxY {
        lines[lines.count - 1].append(element)
      } else {
        lines.append([element])
      }
    }
    return lines.flatMap { $0.sorted { bounds($0).x < bounds($1).x } }
  }
}
