import Foundation
import Testing

@testable import Imaging

@Test func `eight exponentials are what the library's one is`() {
  for place in -8600...8700 {
    let x = Float(place) / 100, found = exponential(SIMD8(repeating: x))
    #expect(abs(found[place & 7] - exp(x)) <= 4e-7 * exp(x), "\(x)")
  }
  #expect(exponential(SIMD8(repeating: -1000))[0] < 1e-37 && exponential(SIMD8(repeating: 1000))[0].isFinite)
}

@Test func `gates stay between their bounds`() {
  for place in -400...400 {
    let x = Float(place) / 10, all = SIMD8<Float>(repeating: x)
    #expect(abs(sigmoid(all)[3] - 1 / (1 + exp(-x))) < 1e-6)
    #expect(abs(hyperbolicTangent(all)[5] - tanh(x)) < 1e-6)
  }
}
