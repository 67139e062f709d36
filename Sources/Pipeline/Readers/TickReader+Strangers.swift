import Imaging

/// What goes through a tick box and is nobody's mark.
extension InkMask {
  /// Where a piece is so thick that a square of `side` pixels finds room in the ink, with the rim that no square reaches: a blot is that
  /// thick nearly everywhere, a pen's strokes are only where they cross. Nil if it is so nowhere.
  func thickPart(of piece: Component, side: Int) -> InkMask? {
    guard min(piece.width, piece.height) >= side else { return nil }
    var middles = InkMask(width: width, height: height), isThick = false
    // The largest square that ends at each pixel of the row above and of this one.
    var above = [Int](repeating: 0, count: piece.width + 1)
    for y in piece.y..<piece.maxY {
      var row = above
      for x in 0..<piece.width {
        row[x + 1] = self[piece.x + x, y] ? min(above[x], above[x + 1], row[x]) + 1 : 0
        guard row[x + 1] >= side else { continue }
        middles[piece.x + x - side / 2, y - side / 2] = true
        isThick = true
      }
      above = row
    }
    return isThick ? middles.grown(by: side / 2 + side / 4) : nil
  }

  /// Whether all ink in the part is one straight line along or down the page that goes on to the mask's rim: a fold or a rule, where a
  /// pen's bar ends by the box.
  ///
  /// - Parameters:
  ///   - thickness: the most pixels that the line takes across.
  ///   - reach: pixels around the part that a pen's bar may run out.
  func isLine(in part: Frame, thickness: Int, reach: Int) -> Bool {
    [false, true].contains { isLine(in: part, thickness, reach, upright: $0) }
  }

  private func isLine(in part: Frame, _ thickness: Int, _ reach: Int, upright: Bool) -> Bool {
    let along = upright ? part.top..<part.bottom : part.left..<part.right
    let across = upright ? part.left..<part.right : part.top..<part.bottom
    let (length, depth) = upright ? (height, width) : (width, height)
    func isInk(_ place: Int, _ row: Int) -> Bool { upright ? self[row, place] : self[place, row] }
    let rows = along.clamped(to: 0..<length).flatMap { place in across.clamped(to: 0..<depth).filter { isInk(place, $0) } }
      .sorted()
    guard !rows.isEmpty else { return false }
    // A speck or two beside it count for nothing.
    let band = rows[rows.count / 20]...rows[rows.count - 1 - rows.count / 20]
    guard band.count <= thickness else { return false }
    func share(_ places: Range<Int>, _ slack: Int) -> Double {
      let rows = max(0, band.lowerBound - slack)...min(depth - 1, band.upperBound + slack)
      return Double(places.count { place in rows.contains { isInk(place, $0) } }) / Double(max(1, places.count))
    }
    let before = 0..<max(0, along.lowerBound - reach), behind = min(length, along.upperBound + reach)..<length
    return share(along.clamped(to: 0..<length), 0) > 0.6
      && max(share(before, thickness / 2), share(behind, thickness / 2)) > 0.7
  }
}
