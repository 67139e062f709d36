import Testing

@testable import Imaging

@Test(arguments: [0, 7, 40])
func `a square's texture is the same by a table of the strip that it lies in`(first: Int) {
  var random = Seeded(seed: 5)
  let plane = InkPlane(width: 90, height: 120, values: (0..<90 * 120).map { _ in Float(random.value(0...1)) })
  let whole = StructureTensor(plane, rows: 0..<120), strip = StructureTensor(plane, rows: first..<first + 60)
  for (x, y) in [(0, first), (13, first + 9), (58, first + 28)] {
    let (a, b) = (whole.lesserEigenvalue(x: x, y: y, size: 32), strip.lesserEigenvalue(x: x, y: y, size: 32))
    #expect(abs(a - b) < 1e-4 * a && a > 0)
  }
}
