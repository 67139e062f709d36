extension GreyPlane {
  /// How much darker each place is than the paper around it: the picture closed by a square of `side` pixels, an odd number, less the
  /// picture (a black top-hat; Meyer, "Contrast feature extraction", 1979). What lies outside counts for nothing.
  func blackTopHat(side: Int) -> [UInt8] {
    let reach = side / 2, span = width + 2 * reach
    var plane = Padded(pixels, width: width, height: height, reach: reach, outside: 0)
    for step in [1, span] { plane.spread(over: side, step: step) { max($0, $1) } }
    plane = Padded(plane.inner, width: width, height: height, reach: reach, outside: 255)
    for step in [1, span] { plane.spread(over: side, step: step) { min($0, $1) } }
    return zip(plane.inner, pixels).map { $0 &- $1 }
  }
}

/// A picture with room on all sides, in which every place can be replaced by the extreme of those behind it.
private struct Padded {
  let width, height, span: Int
  private var values: [UInt8]

  init(_ pixels: [UInt8], width: Int, height: Int, reach: Int, outside: UInt8) {
    (self.width, self.height, span) = (width, height, width + 2 * reach)
    values = Array(repeating: outside, count: span * (height + 2 * reach))
    for y in 0..<height {
      let first = (y + reach) * span + reach
      values.replaceSubrange(first..<first + width, with: pixels[y * width..<(y + 1) * width])
    }
  }

  /// The picture's places, each of which now stands for the square that begins there in the padded one.
  var inner: [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(width * height)
    for y in 0..<height { out += values[y * span..<y * span + width] }
    return out
  }

  /// Replaces each value by the one that `pick` takes of `count` values, `step` apart, from there on: of two, of four and so on, and in
  /// the end of two runs that overlap.
  @inline(__always)
  mutating func spread(over count: Int, step: Int, _ pick: (UInt8, UInt8) -> UInt8) {
    var done = 1
    while done < count {
      let shift = min(done, count - done) * step
      let next = unsafe [UInt8](unsafeUninitializedCapacity: values.count) { out, filled in
        filled = values.count
        unsafe values.withUnsafeBufferPointer { source in
          for place in 0..<max(0, filled - shift) { unsafe out[place] = pick(source[place], source[place &+ shift]) }
          for place in max(0, filled - shift)..<filled { unsafe out[place] = source[place] }
        }
      }
      values = next
      done += min(done, count - done)
    }
  }
}
