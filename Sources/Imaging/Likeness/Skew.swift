import CLeptonica

extension InkPlane {
  /// The angle by which text lines run down to the right, in degrees, within ±7; nil if no lines are to be seen
  /// (`pixFindSkewSweepAndSearch`: the angle at which row sums differ most).
  public func skew() -> Double? {
    let plane = GreyPlane(width: width, height: height, pixels: values.map { $0 > 0.18 ? 0 : 255 })
    guard let grey = unsafe try? Pix("pixCreate", { unsafe makePix(plane) }),
      let binary = unsafe try? Pix("pixThresholdToBinary", { unsafe pixThresholdToBinary(grey.pointer, 128) })
    else { return nil }
    var angle: Float = 0, confidence: Float = 0
    guard unsafe pixFindSkewSweepAndSearch(binary.pointer, &angle, &confidence, 2, 1, 7, 1, 0.02) == 0, confidence > 2
    else { return nil }
    return Double(-angle)
  }
}
