import Imaging
import Testing

/// A frame of lines 3 pixels thick on a sheet of 120 × 120 pixels.
struct RuleErasingTests {
  static let rules: [InkMask.ExpectedRule] = [
    .init(x: 30, y: 30, width: 60, height: 3), .init(x: 30, y: 87, width: 60, height: 3),
    .init(x: 30, y: 30, width: 3, height: 60), .init(x: 87, y: 30, width: 3, height: 60),
  ]

  /// The frame moved by (`dx`, `dy`) pixels, with ink where `isInk` says so.
  static func sheet(dx: Int = 0, dy: Int = 0, frame: Bool = true, _ isInk: (Int, Int) -> Bool = { _, _ in false }) -> InkMask {
    var mask = InkMask(width: 120, height: 120)
    for y in 0..<120 { for x in 0..<120 where isInk(x, y) { mask[x, y] = true } }
    guard frame else { return mask }
    for rule in rules {
      for y in 0..<Int(rule.height) {
        for x in 0..<Int(rule.width) { mask[Int(rule.x) + x + dx, Int(rule.y) + y + dy] = true }
      }
    }
    return mask
  }

  @Test(arguments: [-6, 0, 5], [-5, 0, 6])
  func `a frame is erased though it lies a little beside where it should`(dx: Int, dy: Int) {
    var mask = Self.sheet(dx: dx, dy: dy)
    mask.erase(Self.rules, slack: 8)
    #expect(mask.count == 0)
  }

  @Test func `a stroke that crosses a line stays whole, and one that only touches it stays but for the touch`() {
    let stroke = Self.sheet(frame: false) { x, y in (50..<54).contains(x) && (10..<70).contains(y) }
    var crossed = Self.sheet { x, y in stroke[x, y] }
    crossed.erase(Self.rules, slack: 8)
    #expect(stroke.bits.indices.allSatisfy { stroke.bits[$0] == 0 || crossed.bits[$0] == 1 })
    #expect(crossed.count < stroke.count + 40)
  }

  @Test func `a box filled in solid is an area, not lines, and stays`() {
    let filled = Self.sheet { x, y in (30..<90).contains(x) && (30..<90).contains(y) }
    var mask = filled
    mask.erase(Self.rules, slack: 8)
    #expect(mask == filled)
  }

  @Test func `a word where a line should be is no line`() {
    let dots = Self.sheet(frame: false) { x, y in x % 12 < 3 && (26..<38).contains(y) && (30..<90).contains(x) }
    var mask = dots
    mask.erase([Self.rules[0]], slack: 8)
    #expect(mask == dots)
  }
}
