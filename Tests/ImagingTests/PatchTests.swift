import Imaging
import Testing

struct PatchTests {
  @Test func `along a straight rule there are no patches, at its ends and on words there are`() {
    let rule = InkPlane.Mark(x: 100, y: 300, width: 400, height: 2, weight: 1)
    let word = InkPlane.Mark(x: 260, y: 100, width: 40, height: 8, weight: 0.5)
    let patches = InkPlane(width: 600, height: 800, drawing: [rule, word]).patches(columns: 6, rows: 9, size: 32, margin: 4)
    #expect(!patches.isEmpty)
    for patch in patches {
      let isOnWord = patch.y < 110 && patch.y + patch.size > 98
      let isAtEnd = [100, 500].contains { patch.x < $0 && patch.x + patch.size > $0 }
      #expect(isOnWord || isAtEnd, "a patch at \(patch.x), \(patch.y)")
    }
  }

  @Test func `eight of sixteen patches say less than twenty-seven of fifty-four`() {
    func floor(_ agreeing: Int, _ patches: Int) -> Double {
      Registration(map: Projective(.identity), score: 1, residual: 0, agreeing: agreeing, patches: patches).floor
    }
    // Wilson's lower bounds, by hand.
    #expect(abs(floor(8, 16) - 0.310) < 0.001)
    #expect(abs(floor(8, 8) - 0.747) < 0.001)
    #expect(floor(8, 16) < floor(27, 54))
    #expect(floor(0, 20) < 1e-9)
  }
}
