extension GreyPlane {
  /// The picture at `factor` times its size, bilinear; meant for factors between a half and three.
  public func resized(by factor: Double) -> GreyPlane {
    let w = max(1, Int((Double(width) * factor).rounded())), h = max(1, Int((Double(height) * factor).rounded()))
    var out = [UInt8](repeating: 255, count: w * h)
    let step = 1 / factor
    for y in 0..<h {
      let v = min(max((Double(y) + 0.5) * step - 0.5, 0), Double(height - 1))
      let top = Int(v), bottom = min(top + 1, height - 1)
      let fy = v - Double(top)
      for x in 0..<w {
        let u = min(max((Double(x) + 0.5) * step - 0.5, 0), Double(width - 1))
        let left = Int(u), right = min(left + 1, width - 1)
        let fx = u - Double(left)
        let upper = Double(self[left, top]) * (1 - fx) + Double(self[right, top]) * fx
        let lower = Double(self[left, bottom]) * (1 - fx) + Double(self[right, bottom]) * fx
        out[y * w + x] = UInt8(upper * (1 - fy) + lower * fy)
      }
    }
    return GreyPlane(width: w, height: h, pixels: out)
  }
}
