/// Numbers that are the same for the same seed on every machine (SplitMix64; Steele, Lea & Flood, "Fast Splittable Pseudorandom
/// Number Generators", 2014).
public struct SeededRandom: RandomNumberGenerator, Sendable {
  private var state: UInt64

  public init(seed: UInt64) { state = seed &* 0x2545_F491_4F6C_DD1D &+ 1 }

  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  mutating func value(_ range: ClosedRange<Double>) -> Double {
    range.lowerBound + (range.upperBound - range.lowerBound) * Double(next() >> 11) / Double(1 << 53)
  }

  mutating func whole(_ range: ClosedRange<Int>) -> Int { range.lowerBound + Int(next() % UInt64(range.count)) }

  mutating func chance(_ share: Double) -> Bool { value(0...1) < share }

  mutating func pick<Element>(_ list: [Element]) -> Element { list[Int(next() % UInt64(list.count))] }

  /// About normal, with mean 0 and deviation 1: the sum of four even ones (Irwin–Hall).
  mutating func bell() -> Double { (value(-1...1) + value(-1...1) + value(-1...1) + value(-1...1)) * 0.866 }
}
