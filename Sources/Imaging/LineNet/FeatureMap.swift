/// What a convolution takes and gives: `channels` pictures of the same size, one after the other.
struct FeatureMap {
  let channels, rows, columns: Int
  var values: [Float]

  init(channels: Int, rows: Int, columns: Int, values: [Float]) {
    self.channels = channels
    self.rows = rows
    self.columns = columns
    self.values = values
  }

  /// A line, 0 paper and 1 ink, with paper on the right up to a multiple of `multiple` columns.
  init(_ line: LinePicture, multiple: Int) {
    let columns = (line.width + multiple - 1) / multiple * multiple
    self.init(channels: 1, rows: line.rows, columns: columns, values: Array(repeating: 0, count: line.rows * columns))
    for y in 0..<line.rows {
      for x in 0..<line.width { values[y * columns + x] = Float(line.ink[y * line.width + x]) / 255 }
    }
  }

  /// The 3 × 3 surroundings of every place that a convolution of this stride looks at, zeros outside: a row for each channel and
  /// neighbour, a column for each place.
  func surroundings(stride: Int) -> [Float] {
    let high = (rows + stride - 1) / stride, wide = (columns + stride - 1) / stride
    return unsafe [Float](unsafeUninitializedCapacity: channels * 9 * high * wide) { out, count in
      unsafe out.initialize(repeating: 0)
      count = channels * 9 * high * wide
      unsafe values.withUnsafeBufferPointer { source in
        for row in 0..<channels * 9 {
          let channel = row / 9, down = row % 9 / 3 - 1, right = row % 3 - 1
          let first = right < 0 ? 1 : 0, last = min(wide, (columns - right + stride - 1) / stride)
          for y in 0..<high where (0..<rows).contains(y * stride + down) {
            let from = (channel * rows + y * stride + down) * columns + right
            let to = (row * high + y) * wide
            for x in first..<last { unsafe out[to &+ x] = source[from &+ x &* stride] }
          }
        }
      }
    }
  }
}
