import CLeptonica

/// How much darker than the paper around it each place of a page is, 0…1, row by row.
///
/// Panels, shadows and the paper's tone are gone; print and writing are left. The same for a scan and for a form's layout, so the
/// two can be laid over each other.
public struct InkPlane: Sendable {
  public let width, height: Int
  public var values: [Float]

  public init(width: Int, height: Int, values: [Float]) {
    precondition(values.count == width * height, "a plane needs width × height values")
    self.width = width
    self.height = height
    self.values = values
  }

  /// A rectangle of print to draw, in pixels, and how dark it is, 0…1.
  public struct Mark: Sendable {
    public var x, y, width, height: Double
    public var weight: Float
    public init(x: Double, y: Double, width: Double, height: Double, weight: Float) {
      self.x = x
      self.y = y
      self.width = width
      self.height = height
      self.weight = weight
    }
  }

  /// Draws rectangles with soft edges: a pixel that is half covered gets half the weight.
  public init(width: Int, height: Int, drawing marks: [Mark]) {
    var values = [Float](repeating: 0, count: width * height)
    for mark in marks {
      let right = min(mark.x + mark.width, Double(width)), bottom = min(mark.y + mark.height, Double(height))
      let left = max(mark.x, 0), top = max(mark.y, 0)
      guard right > left, bottom > top else { continue }
      for y in Int(top)..<min(height, Int(bottom.rounded(.up))) {
        let covered = Float(min(Double(y + 1), bottom) - max(Double(y), top))
        for x in Int(left)..<min(width, Int(right.rounded(.up))) {
          let share = covered * Float(min(Double(x + 1), right) - max(Double(x), left))
          values[y * width + x] = min(1, values[y * width + x] + share * mark.weight)
        }
      }
    }
    self.init(width: width, height: height, values: values)
  }

  /// The mean over blocks of `factor` × `factor` pixels.
  public func reduced(by factor: Int) -> InkPlane {
    let w = width / factor, h = height / factor
    var out = [Float](repeating: 0, count: w * h)
    let share = 1 / Float(factor * factor)
    unsafe values.withUnsafeBufferPointer { source in
      for y in 0..<(h * factor) {
        let row = y / factor * w
        for x in 0..<w {
          var sum: Float = 0
          for k in 0..<factor { unsafe sum += source[y &* width &+ x &* factor &+ k] }
          out[row + x] += sum * share
        }
      }
    }
    return InkPlane(width: w, height: h, values: out)
  }

  /// What `map` (destination pixels → pixels here) cuts out, by bilinear interpolation; no ink outside.
  public func sampled(_ map: Affine, width w: Int, height h: Int) -> InkPlane {
    let values = unsafe [Float](unsafeUninitializedCapacity: w * h) { out, count in
      unsafe self.values.withUnsafeBufferPointer { source in
        for y in 0..<h {
          for x in 0..<w {
            let (u, v) = map(Double(x) + 0.5, Double(y) + 0.5)
            // Cut off, not rounded down, which costs more: where there is a pixel both are the same.
            guard u >= 0.5, v >= 0.5 else {
              unsafe out[y &* w &+ x] = 0
              continue
            }
            let px = Int(u - 0.5), py = Int(v - 0.5)
            guard px &+ 1 < width, py &+ 1 < height else {
              unsafe out[y &* w &+ x] = 0
              continue
            }
            let fx = Float(u - 0.5) - Float(px), fy = Float(v - 0.5) - Float(py)
            let k = py &* width &+ px
            let top = unsafe source[k] * (1 - fx) + source[k &+ 1] * fx
            let bottom = unsafe source[k &+ width] * (1 - fx) + source[k &+ width &+ 1] * fx
            unsafe out[y &* w &+ x] = top * (1 - fy) + bottom * fy
          }
        }
      }
      count = w * h
    }
    return InkPlane(width: w, height: h, values: values)
  }

  /// The share of places with more than `level` ink, leaving out a margin of `margin` pixels on each side.
  public func share(over level: Float, margin: Int) -> Double {
    guard width > 2 * margin, height > 2 * margin else { return 0 }
    var count = 0
    for y in margin..<(height - margin) {
      for x in margin..<(width - margin) where values[y * width + x] > level { count += 1 }
    }
    return Double(count) / Double((width - 2 * margin) * (height - 2 * margin))
  }
}

extension PageImage {
  /// The page's ink at `target` dpi: a black top-hat over 3.5 mm, which is blind to panels and shadows.
  ///
  /// - Returns: the ink, and how many pixels of this page one of its places is wide and high, exactly.
  public func ink(dpi target: Double) throws -> (plane: InkPlane, pixels: (x: Double, y: Double)) {
    let (plane, pixels) = try reduced(to: target)
    let dark = plane.blackTopHat(side: Int(target / 25.4 * 3.5) | 1)
    return (InkPlane(width: plane.width, height: plane.height, values: dark.map { Float($0) / 255 }), pixels)
  }

  /// The page reduced to `target` dpi: by a whole number first, averaging (`pixScaleToGray4` and its like, `pixScaleAreaMap`), then by
  /// interpolation if that is not near enough.
  private func reduced(to target: Double) throws -> (plane: GreyPlane, pixels: (x: Double, y: Double)) {
    let factor = [8, 6, 4, 3, 2, 1].first { Double($0) <= dpi / target * 1.01 } ?? 1
    let whole = try reduced(by: factor)
    let rest = dpi / target / Double(factor)
    // Whole steps are exact for a bitonal page; for a grey one leptonica rounds its size.
    let x = isBitonal ? Double(factor) : Double(width) / Double(whole.width)
    let y = isBitonal ? Double(factor) : Double(height) / Double(whole.height)
    guard abs(rest - 1) > 0.01 else { return (whole, (x, y)) }
    let small = try PageImage(whole, dpi: target * rest)
      .sampled(.scale(rest), width: Int(Double(whole.width) / rest), height: Int(Double(whole.height) / rest))
    return (small, (x * rest, y * rest))
  }

  private func reduced(by factor: Int) throws -> GreyPlane {
    if factor == 1 { return sampled(.identity, width: width, height: height) }
    return unsafe try withPix { pix in
      let small = unsafe try Pix("pixScaleToGray") {
        guard isBitonal else { return unsafe pixScaleAreaMap(pix, 1 / Float(factor), 1 / Float(factor)) }
        switch factor {
        case 2: return unsafe pixScaleToGray2(pix)
        case 3: return unsafe pixScaleToGray3(pix)
        case 4: return unsafe pixScaleToGray4(pix)
        case 6: return unsafe pixScaleToGray6(pix)
        default: return unsafe pixScaleToGray8(pix)
        }
      }
      return unsafe greyPlane(small.pointer)
    }
  }
}
