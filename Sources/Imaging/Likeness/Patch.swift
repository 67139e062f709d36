/// A square of a form's print with enough texture to be found again, as zero-mean values of unit length.
public struct Patch: Sendable {
  /// Top left on the plane it was cut from, in pixels.
  public var x, y: Int
  /// Pixels on a side; a multiple of eight.
  public var size: Int
  var values: [Float]
  /// The mean of its ink, 0…1.
  var ink: Float

  /// Where the patch's middle lies, in pixels of its plane.
  public var centre: (x: Double, y: Double) { (Double(x) + Double(size) / 2, Double(y) + Double(size) / 2) }
}

extension InkPlane {
  /// The patch at (`x`, `y`), or nil where there is too little texture.
  package func patch(x: Int, y: Int, size: Int) -> Patch? {
    guard x >= 0, y >= 0, x + size <= width, y + size <= height else { return nil }
    var cut: [Float] = []
    cut.reserveCapacity(size * size)
    for row in y..<(y + size) { cut += values[(row * width + x)..<(row * width + x + size)] }
    let mean = cut.reduce(0, +) / Float(cut.count)
    let length = cut.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }.squareRoot()
    guard length > 0.02 * Float(size) else { return nil }
    return Patch(x: x, y: y, size: size, values: cut.map { ($0 - mean) / length }, ink: mean)
  }

  /// The patch with the most texture in both directions in each cell of a grid.
  ///
  /// Texture is the smaller eigenvalue of the structure tensor (Shi & Tomasi, "Good Features to Track", 1994). A cell whose best has
  /// less than a fiftieth of the page's best gives none: along a straight rule a patch fits anywhere.
  public func patches(columns: Int, rows: Int, size: Int, margin: Int) -> [Patch] {
    let cellWidth = (width - 2 * margin) / columns, cellHeight = (height - 2 * margin) / rows
    var found: [(texture: Float, patch: Patch)] = []
    for row in 0..<rows {
      let top = margin + row * cellHeight
      let tensor = StructureTensor(self, rows: top..<max(top, min(height, top + cellHeight + size)))
      for column in 0..<columns {
        var best: Float = 0, place: (Int, Int)?
        let left = margin + column * cellWidth
        for y in stride(from: top, to: min(top + cellHeight, height - margin - size), by: 4) {
          for x in stride(from: left, to: min(left + cellWidth, width - margin - size), by: 4) {
            let texture = tensor.lesserEigenvalue(x: x, y: y, size: size)
            if texture > best { (best, place) = (texture, (x, y)) }
          }
        }
        if let (x, y) = place, let patch = patch(x: x, y: y, size: size) { found.append((best, patch)) }
      }
    }
    let least = (found.map(\.texture).max() ?? 0) / 50
    return found.filter { $0.texture >= least }.map(\.patch)
  }

  /// Where around (`x`, `y`) the patch lies best, by normalised cross-correlation over ±`radius` pixels, with the peak
  /// interpolated by parabolas (Lewis, "Fast Normalized Cross-Correlation", 1995).
  ///
  /// - Returns: the top left to a fraction of a pixel, and the correlation −1…1; nil if the window leaves the plane or the peak
  ///   lies on its rim.
  package func search(_ patch: Patch, x: Int, y: Int, radius: Int) -> (x: Double, y: Double, score: Float)? {
    let size = patch.size, count = 2 * radius + 1
    let left = x - radius, top = y - radius
    guard left >= 0, top >= 0, left + count + size <= width, top + count + size <= height else { return nil }
    var scores = [Float](repeating: 0, count: count * count)
    var best: Float = -2, bestX = 0, bestY = 0
    unsafe values.withUnsafeBytes { plane in
      unsafe patch.values.withUnsafeBytes { cut in
        let stride = width &* 4
        for j in 0..<count {
          for i in 0..<count {
            var dot = SIMD8<Float>(), sum = SIMD8<Float>(), square = SIMD8<Float>()
            for row in 0..<size {
              let line = (top &+ j &+ row) &* stride &+ (left &+ i) &* 4
              var column = 0
              while column < size {
                let here = unsafe plane.loadUnaligned(fromByteOffset: line &+ column &* 4, as: SIMD8<Float>.self)
                let there = unsafe cut.loadUnaligned(
                  fromByteOffset: (row &* size &+ column) &* 4, as: SIMD8<Float>.self)
                dot += here * there
                sum += here
                square += here * here
                column &+= 8
              }
            }
            let total = sum.sum()
            let spread = square.sum() - total * total / Float(size * size)
            let score = spread > 1e-4 ? dot.sum() / spread.squareRoot() : 0
            scores[j &* count &+ i] = score
            if score > best { (best, bestX, bestY) = (score, i, j) }
          }
        }
      }
    }
    guard bestX > 0, bestY > 0, bestX < count - 1, bestY < count - 1 else { return nil }
    func peak(_ before: Float, _ at: Float, _ after: Float) -> Double {
      let bend = before - 2 * at + after
      return bend < -1e-6 ? Double((before - after) / bend) / 2 : 0
    }
    let k = bestY * count + bestX
    return (
      Double(left + bestX) + peak(scores[k - 1], best, scores[k + 1]),
      Double(top + bestY) + peak(scores[k - count], best, scores[k + count]), best
    )
  }
}
