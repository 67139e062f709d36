import Foundation
import Testing

@testable import Imaging

/// A matrix over `O0 x` whose steps each have one likely class, "-" for none, and one in ten of it for the next class.
private func matrix(_ path: String) -> CharacterMatrix {
  let alphabet: [Character] = ["O", "0", " ", "x"]
  let values = path.flatMap { character -> [Float] in
    let best = alphabet.firstIndex(of: character).map { $0 + 1 } ?? 0
    return (0...alphabet.count).map { log($0 == best ? 0.8 : $0 == (best + 1) % 5 ? 0.17 : 0.01) }
  }
  return CharacterMatrix(alphabet: alphabet, steps: path.count, values: values)
}

@Test(arguments: [
  ("", ""), ("---", ""), ("OO-", "O"), ("O-O", "OO"), ("-xx--0-", "x0"), ("x  x", "x x"), (" x- ", "x"), ("xO", "xO"),
])
func `repeats are one character and empty steps none`(path: String, text: String) {
  #expect(matrix(path).bestPath().text == text)
}

@Test func `only what the whitelist has is answered with`() {
  let reading = matrix("O-x").bestPath(of: "0123456789")
  #expect(reading.text == "0")
  #expect(abs(reading.weakest - 0.17) < 1e-5)
}

@Test(arguments: [("x", "x"), ("xx", "x"), ("-x", "x"), ("OO", "OO"), ("O-O", "o o"), ("x0-", "X0")])
func `a text is as likely as all its ways to lie on the steps are together`(path: String, text: String) {
  let matrix = matrix(path), capitals = Array("-O0 X")
  // Every way to go through the steps, by brute force.
  func total(_ way: [Int]) -> Float {
    if way.count < path.count { return (0..<5).reduce(0) { $0 + total(way + [$1]) } }
    let steps = way.map { capitals[$0] == " " ? "-" : capitals[$0] }
    let said = steps.indices.filter { steps[$0] != "-" && ($0 == 0 || steps[$0] != steps[$0 - 1]) }.map { steps[$0] }
    guard String(said) == text.uppercased().filter({ $0 != " " }) else { return 0 }
    return way.enumerated().reduce(1) { $0 * exp(matrix[$1.offset, $1.element]) }
  }
  let found = exp(matrix.likelihood(of: text)), expected = total([])
  #expect(abs(found - expected) < 1e-6)
}

@Test func `what the alphabet lacks or the steps are too few for is not likely at all`() {
  #expect(matrix("xxx").likelihood(of: "xz") == -.infinity)
  #expect(matrix("x").likelihood(of: "x0") == -.infinity)
  #expect(matrix("xx").likelihood(of: "xx") == -.infinity)
}

@Test func `a character is as sure as its surest step`() {
  var values = matrix("xx").values
  values[4] = log(0.95)
  let reading = CharacterMatrix(alphabet: ["O", "0", " ", "x"], steps: 2, values: values).bestPath()
  #expect(reading.symbols.count == 1 && abs(reading.mean - 0.95) < 1e-5)
}
