import Imaging

/// The white between a line's pieces of ink, which tells where words end.
struct WordGaps {
  /// In pixels, the widest first.
  private let widths: [Double]

  init(_ line: [Component]) {
    var widths: [Double] = [], right: Int?
    for piece in line.sorted(by: { $0.x < $1.x }) {
      if let right, piece.x > right { widths.append(Double(piece.x - right)) }
      right = max(right ?? 0, piece.maxX)
    }
    self.widths = widths.sorted(by: >)
  }

  /// Whether the narrowest gap between words is hardly wider than the widest within one, so that a space may be too many or missing: of
  /// typed lines with spaces one in a hundred, of written ones none that keeps its words apart.
  func isUnsure(spaces: Int) -> Bool {
    guard spaces > 0, spaces < widths.count else { return false }
    return widths[spaces - 1] <= 1.5 * widths[spaces]
  }
}
