extension InkMask {
  /// Takes streaks away: straight lines, as thin as a scanner's dirt or a fold, that run through the whole mask from rim to rim.
  ///
  /// Nobody writes so, where the mask reaches further than the place for writing. What crosses a streak stays.
  ///
  /// - Parameters:
  ///   - slope: how far a vertical streak leans to the right for each pixel down: a scanner's streaks are straight on the scan,
  ///     and lean where the page lay askew. Upright ones are looked for too.
  ///   - thickness: the most pixels across that a streak has.
  ///   - horizontally: whether to look for horizontal ones instead; `slope` is then how far they fall for each pixel to the right.
  public mutating func eraseStreaks(slope: Double, thickness: Int = 6, horizontally: Bool = false) {
    for lean in slope == 0 ? [0] : [0, slope] { eraseStreaks(lean, thickness, horizontally) }
  }

  private mutating func eraseStreaks(_ lean: Double, _ thickness: Int, _ flipped: Bool) {
    let length = flipped ? width : height, across = flipped ? height : width
    guard length > 0, across > 0, flipped || rowsWithInk >= length * 18 / 25 else { return }
    let shift = Int((abs(lean) * Double(length)).rounded(.up)) + 1
    var votes = [Int](repeating: 0, count: across + 2 * shift + 2)
    for along in 0..<length {
      let moved = shift - Int((lean * Double(along)).rounded())
      thinRuns(at: along, thickness, flipped) { run in
        for place in run.lowerBound...run.upperBound { votes[place + moved] += 1 }
      }
    }
    let enough = length * 18 / 25
    for place in votes.indices where votes[place] >= enough {
      let isPeak =
        (place == 0 || votes[place - 1] < votes[place]) && votes[place...].prefix(4).allSatisfy { $0 <= votes[place] }
      guard isPeak else { continue }
      for along in 0..<length {
        let middle = place - shift + Int((lean * Double(along)).rounded())
        var hit: [Range<Int>] = []
        thinRuns(at: along, thickness, flipped) {
          if $0.lowerBound <= middle + 2, $0.upperBound > middle - 2 { hit.append($0) }
        }
        for run in hit { for at in run { bits[flipped ? at * width + along : along * width + at] = 0 } }
      }
    }
  }

  /// How many rows have any ink.
  private var rowsWithInk: Int {
    var count = 0
    unsafe bits.withUnsafeBufferPointer { bits in
      for y in 0..<height {
        unsafe Self.eachPixel(of: bits, in: y * width..<(y + 1) * width) { _ in
          count += 1
          return (y + 1) * width
        }
      }
    }
    return count
  }

  /// Calls `body` with each run of at most `thickness` pixels of ink in a row (a column, if flipped).
  private func thinRuns(at along: Int, _ thickness: Int, _ flipped: Bool, _ body: (Range<Int>) -> Void) {
    let across = flipped ? height : width
    let step = flipped ? width : 1, first = flipped ? along : along * width
    var place = 0
    while place < across {
      guard bits[first + place * step] != 0 else {
        place += 1
        continue
      }
      let start = place
      while place < across, bits[first + place * step] != 0 { place += 1 }
      if place - start <= thickness { body(start..<place) }
    }
  }
}
