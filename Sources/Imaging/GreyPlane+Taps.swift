/// Which pixels of a row make one place of a scaled row, and how much each counts.
struct Taps {
  let first: Int
  let weights: [Float]

  /// Place `place` of `count` that share `length` pixels from `start` on: by area where a place is larger than a pixel, between the
  /// two nearest where it is smaller.
  init(_ place: Int, of count: Int, over length: Double, from start: Double) {
    let step = length / Double(count)
    if step < 1 {
      let middle = start + (Double(place) + 0.5) * step - 0.5
      first = Int(middle.rounded(.down))
      let part = Float(middle - Double(first))
      weights = [1 - part, part]
    } else {
      let low = start + Double(place) * step, high = low + step
      first = Int(low.rounded(.down))
      weights = (first..<Int(high.rounded(.up))).map { Float((min(Double($0 + 1), high) - max(Double($0), low)) / step) }
    }
  }
}

extension GreyPlane {
  /// The picture scaled to a row for each of `down` and a column for each of `across`: how much darker than `tone` each place is,
  /// 0…255. What lies outside is paper.
  func darkness(than tone: Int, across: [Taps], down: [Taps]) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(across.count * down.count)
    for rows in down {
      var sums = [Float](repeating: 0, count: width)
      for (place, weight) in rows.weights.enumerated() where (0..<height).contains(rows.first + place) {
        let row = (rows.first + place) * width
        for x in 0..<width { sums[x] += weight * Float(tone - Int(pixels[row + x])) }
      }
      for columns in across {
        var sum: Float = 0
        for (place, weight) in columns.weights.enumerated() where sums.indices.contains(columns.first + place) {
          sum += weight * sums[columns.first + place]
        }
        out.append(UInt8(max(0, min(255, sum.rounded()))))
      }
    }
    return out
  }
}
