import Imaging
import Testing

/// A page of 600 × 400 pixels at 300 dpi on which tests print filled rectangles.
private func page(_ fills: [(x: Int, y: Int, width: Int, height: Int, grey: UInt8)]) throws -> PageImage {
  var plane = GreyPlane(width: 600, height: 400)
  for fill in fills {
    for y in fill.y..<fill.y + fill.height { for x in fill.x..<fill.x + fill.width { plane[x, y] = fill.grey } }
  }
  return try PageImage(plane, dpi: 300)
}

@Test(arguments: [UInt8(0), 120, 235])
func `a frame of any shade makes a box of its inside`(grey: UInt8) throws {
  let boxes = try page([(100, 50, 200, 80, grey), (103, 53, 194, 74, 255)]).printedBoxes()
  #expect(boxes.count == 1)
  #expect(boxes[0] == (103, 53, 194, 74))
}

@Test func `a frame with a gap makes no box`() throws {
  let boxes = try page([(100, 50, 200, 80, 0), (103, 53, 194, 74, 255), (200, 50, 4, 3, 255)]).printedBoxes()
  #expect(boxes.isEmpty)
}

@Test func `a window in a panel is a box and print in it does not matter`() throws {
  let boxes = try page([(50, 50, 300, 200, 200), (100, 100, 60, 60, 255), (120, 120, 10, 12, 0)]).printedBoxes()
  #expect(boxes.map(\.x) == [100])
}

@Test func `letters and other small closed shapes are no boxes`() throws {
  #expect(try page([(100, 50, 26, 26, 0), (103, 53, 20, 20, 255)]).printedBoxes().isEmpty)
}

@Test func `a closed shape with a slanting side is no box`() throws {
  var plane = GreyPlane(width: 600, height: 400)
  for y in 100..<300 {
    for x in 100..<500 where y < 103 || y >= 297 || x < 103 || x >= 397 + (y - 100) / 2 { plane[x, y] = 0 }
  }
  #expect(try PageImage(plane, dpi: 300).printedBoxes().isEmpty)
}
