/// e to the power of eight numbers at a time, to seven digits: `expf` of the Cephes library (Moshier, 1992).
///
/// - Returns: 0 or so far below -87, and no more than 10³⁸ far above 88.
func exponential(_ x: SIMD8<Float>) -> SIMD8<Float> {
  // Added to a number below 2²² it leaves the nearest whole one in the last bits.
  let rounding: Float = 12_582_912
  let bounded = x.clamped(lowerBound: SIMD8(repeating: -87), upperBound: SIMD8(repeating: 88))
  let shifted = bounded * 1.442_695_04 + rounding, whole = shifted - rounding
  let rest = bounded - whole * 0.693_359_375 + whole * 2.121_944_4e-4
  var sum = rest * 1.987_569_15e-4 + 1.398_199_95e-3
  sum = sum * rest + 8.333_451_91e-3
  sum = sum * rest + 4.166_579_59e-2
  sum = sum * rest + 1.666_666_55e-1
  sum = sum * rest + 5.000_000_12e-1
  let bits = unsafe unsafeBitCast(shifted, to: SIMD8<UInt32>.self)
  let power = unsafe unsafeBitCast(bits &<< 23 &+ 0x3F80_0000, to: SIMD8<Float>.self)
  return (sum * rest * rest + rest + 1) * power
}

/// The logistic function of eight numbers.
func sigmoid(_ x: SIMD8<Float>) -> SIMD8<Float> { 1 / (1 + exponential(-x)) }

/// The hyperbolic tangent of eight numbers.
func hyperbolicTangent(_ x: SIMD8<Float>) -> SIMD8<Float> { 2 * sigmoid(2 * x) - 1 }
