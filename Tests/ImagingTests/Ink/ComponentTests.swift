import Imaging
import Testing

/// Pieces of ink.
struct ComponentTests {
  private static func mask(seed: UInt64) -> InkMask {
    var random = Seeded(seed: seed), mask = InkMask(width: 61, height: 37)
    for place in mask.bits.indices where random.value(0...1) < 0.3 { mask.bits[place] = 1 }
    return mask
  }

  @Test(arguments: 1...5)
  func `every pixel of ink is in one piece, and pieces do not touch`(seed: UInt64) {
    let mask = Self.mask(seed: seed), pieces = mask.components()
    #expect(mask.keeping(pieces) == mask && pieces.reduce(0) { $0 + $1.area } == mask.count)
    var owner = [Int](repeating: -1, count: mask.bits.count)
    for (number, piece) in pieces.enumerated() { for pixel in piece.pixels { owner[Int(pixel)] = number } }
    for y in 0..<mask.height - 1 {
      for x in 0..<mask.width - 1 {
        let near = [owner[y * 61 + x], owner[y * 61 + x + 1], owner[(y + 1) * 61 + x], owner[(y + 1) * 61 + x + 1]]
        #expect(Set(near.filter { $0 >= 0 }).count <= 1)
      }
    }
  }

  @Test(arguments: 1...5)
  func `a piece's box is that of its pixels, and pieces come in the order of their first pixels`(seed: UInt64) {
    let pieces = Self.mask(seed: seed).components()
    for piece in pieces {
      let xs = piece.pixels.map { Int($0) % 61 }, ys = piece.pixels.map { Int($0) / 61 }
      #expect(piece.x == xs.min() && piece.maxX == xs.max()! + 1 && piece.y == ys.min() && piece.maxY == ys.max()! + 1)
    }
    let firsts = pieces.map { $0.pixels.min()! }
    #expect(firsts == firsts.sorted())
  }
}
