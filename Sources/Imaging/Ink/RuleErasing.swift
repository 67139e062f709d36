extension InkMask {
  /// A printed line that is expected in a crop, in pixels.
  public struct ExpectedRule: Sendable {
    public var x, y, width, height: Double
    public init(x: Double, y: Double, width: Double, height: Double) {
      self.x = x
      self.y = y
      self.width = width
      self.height = height
    }
  }

  /// Takes printed lines away: each is looked for within `slack` pixels of where it should be, piece by piece since paper is never
  /// quite straight, and only what is as thin as the line is erased, so that strokes which cross it stay whole.
  public mutating func erase(_ rules: [ExpectedRule], slack: Int) {
    for rule in rules {
      if rule.width >= rule.height {
        erase(along: rule.x, length: rule.width, across: rule.y, thickness: rule.height, slack: slack, flipped: false)
      } else {
        erase(along: rule.y, length: rule.height, across: rule.x, thickness: rule.width, slack: slack, flipped: true)
      }
    }
  }

  /// - Parameters:
  ///   - along, length: where the line starts and how long it is in its own direction.
  ///   - across, thickness: its first row and how many rows it takes.
  ///   - flipped: the line is vertical; rows and columns change places.
  private mutating func erase(along: Double, length: Double, across: Double, thickness: Double, slack: Int, flipped: Bool) {
    let limit = flipped ? height : width, depth = flipped ? width : height
    let start = max(0, Int(along) - slack), end = min(limit, Int(along + length) + slack)
    guard end > start else { return }
    let pieces = max(1, (end - start) / 120)
    let step = (end - start + pieces - 1) / pieces
    var shift = 0
    for piece in stride(from: start, to: end, by: step) {
      let range = piece..<min(end, piece + step)
      guard
        let band = band(
          in: range, across: across, thickness: thickness, slack: slack, near: shift, depth: depth, flipped: flipped)
      else { continue }
      shift = band.lowerBound - Int(across)
      wipe(band, in: range, depth: depth, flipped: flipped)
    }
  }

  private func ink(_ along: Int, _ across: Int, _ flipped: Bool) -> Bool {
    bits[flipped ? along * width + across : across * width + along] != 0
  }

  /// The rows that the line takes in a piece of it: around the fullest row, those at least half as full. Nil if no row there is
  /// full enough to be a line.
  private func band(
    in range: Range<Int>, across: Double, thickness: Double, slack: Int, near shift: Int, depth: Int, flipped: Bool
  ) -> Range<Int>? {
    let middle = across + thickness / 2
    let top = max(0, Int(middle) - slack - 2), bottom = min(depth, Int(middle) + slack + 3)
    guard bottom > top else { return nil }
    func sum(_ row: Int) -> Int { range.reduce(0) { $0 + (ink($1, row, flipped) ? 1 : 0) } }
    let sums = (top..<bottom).map(sum)
    guard let fullest = sums.indices.max(by: { sums[$0] < sums[$1] }), Double(sums[fullest]) > 0.4 * Double(range.count) else {
      return nil
    }
    // A filled area is no line: it goes on beyond where the line is looked for.
    let most = 2.5 * thickness + 6
    var first = top + fullest, last = first
    while first > 0, Double(last - first) < most, sum(first - 1) * 2 >= sums[fullest] { first -= 1 }
    while last + 1 < depth, Double(last - first) < most, sum(last + 1) * 2 >= sums[fullest] { last += 1 }
    guard Double(last - first + 1) <= most else { return nil }
    return first..<(last + 1)
  }

  /// Erases a band but for strokes that go on above and below it.
  private mutating func wipe(_ band: Range<Int>, in range: Range<Int>, depth: Int, flipped: Bool) {
    let above = band.lowerBound - 3, below = band.upperBound + 2
    func stroke(at place: Int, _ row: Int) -> Bool {
      guard row >= 0, row < depth else { return false }
      for near in max(range.lowerBound, place - 2)...min(range.upperBound - 1, place + 2) where ink(near, row, flipped) {
        return true
      }
      return false
    }
    let crossing = range.map { stroke(at: $0, above) && stroke(at: $0, below) }
    for place in range where !crossing[place - range.lowerBound] {
      for row in max(0, band.lowerBound - 1)..<min(depth, band.upperBound + 1) {
        bits[flipped ? place * width + row : row * width + place] = 0
      }
    }
  }
}
