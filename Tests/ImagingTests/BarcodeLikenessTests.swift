import Imaging
import Testing

struct BarcodeLikenessTests {
  /// The bars of `text`, blurred over `blur` pixels, in a place of 240 × 90 pixels with a margin of 10.
  static func plane(_ text: String, blur: Int, turned: Bool = false) -> GreyPlane {
    let stripes = Code39.stripes(text), unit = 240 / stripes.reduce(0) { $0 + $1.units }
    var row = [Double](repeating: 255, count: 260), at = 10.0
    for stripe in stripes {
      if stripe.isBar { for x in Int(at)..<Int(at + stripe.units * unit) { row[x] = 0 } }
      at += stripe.units * unit
    }
    let soft = row.indices.map { x in
      let near = max(0, x - blur)...min(259, x + blur)
      return near.reduce(0) { $0 + row[$1] } / Double(near.count)
    }
    var plane = GreyPlane(width: turned ? 110 : 260, height: turned ? 260 : 110, filled: 255)
    for x in 0..<260 {
      for y in 10..<100 {
        if turned { plane[y, x] = UInt8(soft[x]) } else { plane[x, y] = UInt8(soft[x]) }
      }
    }
    return plane
  }

  @Test(arguments: [0, 1, 2], [false, true])
  func `a blurred barcode is most like its own text, lying or standing`(blur: Int, turned: Bool) {
    let likeness = BarcodeLikeness(Self.plane("1F6", blur: blur, turned: turned), margin: 10)
    #expect(likeness.score("1F6") > 0.7)
    for other in ["1H6", "1F7", "1F2A"] { #expect(likeness.score("1F6") > likeness.score(other) + 0.1) }
  }

  @Test func `paper without bars is like no barcode`() {
    let blank = BarcodeLikeness(GreyPlane(width: 260, height: 110, filled: 240), margin: 10)
    #expect(blank.score("1F6") < 0.2)
  }
}
