import Testing

@testable import Imaging

/// Taking parts of a page: black-and-white pages are taken block by block, and give what the same page in grey gives.
struct PageSamplingTests {
  /// A page of strokes and specks, in black and white and in grey.
  private static func pages(width: Int, height: Int, seed: UInt64) throws -> (bitonal: PageImage, grey: PageImage) {
    var random = Seeded(seed: seed), plane = GreyPlane(width: width, height: height)
    for _ in 0..<40 {
      let (x, y) = (Int(random.value(0...Double(width - 1))), Int(random.value(0...Double(height - 1))))
      let (w, h) = (Int(random.value(1...30)), Int(random.value(1...8)))
      for row in y..<min(height, y + h) { for column in x..<min(width, x + w) { plane[column, row] = 0 } }
    }
    let grey = try PageImage(plane, dpi: 300)
    let bitonal = try grey.bitonal(darkerThan: 128)
    return (bitonal, grey)
  }

  @Test(arguments: [1, 2, 3])
  func `a page in black and white gives what the same page in grey gives`(seed: UInt64) throws {
    var random = Seeded(seed: seed &* 77)
    let (width, height) = (211, 157), pages = try Self.pages(width: width, height: height, seed: seed)
    #expect(pages.bitonal.isBitonal && !pages.grey.isBitonal)
    for _ in 0..<20 {
      let scale = random.value(0.5...2.5)
      let map = Affine.scale(scale).then(.rotation(degrees: random.value(-8...8)))
        .then(.translation(random.value(-60...200), random.value(-60...150)))
      #expect(pages.bitonal.sampled(map, width: 90, height: 70) == pages.grey.sampled(map, width: 90, height: 70))
    }
  }

  @Test func `the whole page as it lies is the page`() throws {
    let pages = try Self.pages(width: 95, height: 64, seed: 9)
    #expect(pages.bitonal.plane == pages.grey.plane)
    #expect(Set(pages.bitonal.plane.pixels) == [0, 255])
  }

  @Test func `what lies beside the page is paper`() throws {
    let page = try PageImage(GreyPlane(width: 40, height: 40, filled: 0), dpi: 300)
    #expect(page.sampled(.translation(100, 0), width: 20, height: 20).pixels.allSatisfy { $0 == 255 })
    #expect(page.sampled(.translation(-10, -10), width: 10, height: 10).pixels.prefix(90).allSatisfy { $0 == 255 })
  }
}
