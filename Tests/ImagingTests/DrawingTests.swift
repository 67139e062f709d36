import Imaging
import Testing

@Test func `a drawing is in millimetres from the top left`() throws {
  let drawing = try Drawing(width: 200, height: 100, dpi: 254)
  drawing.fill(x: 2, y: 1, width: 3, height: 4, .black)
  let grey = try drawing.image().sampled(.identity, width: 200, height: 100)
  for y in 0..<100 {
    for x in 0..<200 {
      let inside = (20..<50).contains(x) && (10..<50).contains(y)
      #expect(grey[x, y] == (inside ? 0 : 255))
    }
  }
}

@Test func `a drawing over a page starts as that page`() throws {
  var plane = GreyPlane(width: 40, height: 30)
  for x in 0..<40 { plane[x, 7] = UInt8(x * 6) }
  let drawing = try Drawing(over: PageImage(plane, dpi: 100))
  let grey = try drawing.image().sampled(.identity, width: 40, height: 30)
  for x in 0..<40 { #expect(abs(Int(grey[x, 7]) - x * 6) <= 1) }
}

@Test func `what is drawn follows the transform`() throws {
  let drawing = try Drawing(width: 100, height: 100, dpi: 254)
  drawing.transform = Affine(a: 0, b: 10, tx: 0, c: 10, d: 0, ty: 0)
  drawing.fill(x: 1, y: 5, width: 1, height: 2, .black)
  let grey = try drawing.image().sampled(.identity, width: 100, height: 100)
  #expect(grey[60, 15] == 0 && grey[15, 60] == 255)
}

@Test func `wider words reach further`() throws {
  let drawing = try Drawing(width: 10, height: 10, dpi: 254)
  #expect(drawing.width(of: "mmmm", size: 3) > drawing.width(of: "m", size: 3))
  #expect(drawing.width(of: "m", size: 3) > 1)
}

@Test func `a font says which letters it lacks`() throws {
  let drawing = try Drawing(width: 10, height: 10, dpi: 254)
  #expect(drawing.hasLetters(of: "Zoë", font: "Liberation Sans"))
  #expect(drawing.hasLetters(of: "Zoe", font: "Humor Sans") && !drawing.hasLetters(of: "Zoë", font: "Humor Sans"))
}
