import Imaging
import Testing

/// A mask with ink where `isInk` says so.
private func mask(_ width: Int, _ height: Int, _ isInk: (Int, Int) -> Bool) -> InkMask {
  var mask = InkMask(width: width, height: height)
  for y in 0..<height { for x in 0..<width where isInk(x, y) { mask[x, y] = true } }
  return mask
}

@Test func `a streak from rim to rim is taken away and a letter beside it stays`() {
  let letter = mask(100, 120) { x, y in (20..<26).contains(x) && (40..<80).contains(y) }
  var both = mask(100, 120) { x, y in letter[x, y] || (60..<63).contains(x) }
  both.eraseStreaks(slope: 0)
  #expect(both == letter)
}

@Test(arguments: [-0.05, -0.02, 0.02, 0.05])
func `a streak that leans as the page lay is taken away`(slope: Double) {
  var leaning = mask(100, 120) { x, y in abs(x - 50 - Int((slope * Double(y)).rounded())) <= 1 }
  leaning.eraseStreaks(slope: slope)
  #expect(leaning.count == 0)
}

@Test func `a stroke that crosses a streak stays whole`() {
  let stroke = mask(100, 120) { _, y in (60..<64).contains(y) }
  var both = mask(100, 120) { x, y in stroke[x, y] || (50..<53).contains(x) }
  both.eraseStreaks(slope: 0)
  #expect(both == stroke)
}

@Test func `a stroke that ends inside the mask is no streak`() {
  var short = mask(100, 120) { x, y in (50..<54).contains(x) && (20..<100).contains(y) }
  let before = short
  short.eraseStreaks(slope: 0)
  #expect(short == before)
}

@Test func `a broad line is no streak`() {
  var broad = mask(100, 120) { x, _ in (50..<60).contains(x) }
  let before = broad
  broad.eraseStreaks(slope: 0)
  #expect(broad == before)
}

@Test func `a fold is taken away where horizontal streaks are looked for`() {
  var fold = mask(120, 60) { _, y in (30..<32).contains(y) }
  fold.eraseStreaks(slope: 0, horizontally: true)
  #expect(fold.count == 0)
}
