import Imaging
import Testing

/// What the parent takes from the decoding child, and what it does not.
struct PageFrameTests {
  private var page: PageFrame {
    get throws {
      let image = try PageImage(GreyPlane(width: 33, height: 20), dpi: 204.5)
      return PageFrame(
        ScanPage(index: 7, image: image, resolutionAssumed: true, sourceScaleX: 2, sourceScaleY: 0.48, damaged: true))
    }
  }

  @Test func `a frame comes back from its bytes as it was`() throws {
    let frames = [
      try page, PageFrame(.opened, count: 400), PageFrame(.end, count: 3),
      PageFrame(.pageFault, index: 9, fault: DecodeFault(.pageTooLarge, amount: 120)),
    ]
    for frame in frames {
      #expect(frame.bytes.count == PageFrame.size)
      #expect(PageFrame(bytes: frame.bytes) == frame)
    }
  }

  @Test func `rows are counted in whole words`() throws {
    var frame = try page
    #expect(frame.pixelBytes == 36 * 20)
    frame.depth = 1
    #expect(frame.pixelBytes == 8 * 20)
  }

  @Test(arguments: [0, 40_000])
  func `a page of a side or depth that cannot be is refused`(value: Int) throws {
    for side in [\PageFrame.width, \.height, \.depth] {
      var frame = try page
      frame[keyPath: side] = value
      #expect(PageFrame(bytes: frame.bytes) == nil)
    }
  }

  @Test(arguments: [Double.nan, .infinity, 0, -300, 1e9])
  func `a page without a resolution that makes sense is refused`(dpi: Double) throws {
    var frame = try page
    frame.dpi = dpi
    #expect(PageFrame(bytes: frame.bytes) == nil)
  }

  @Test func `bytes of no frame are refused`() throws {
    #expect(PageFrame(bytes: []) == nil)
    #expect(PageFrame(bytes: Array(repeating: 0x79, count: PageFrame.size)) == nil)
    #expect(PageFrame(bytes: PageFrame(.pageFault, index: 1).bytes) == nil)
    var unknown = PageFrame(.end).bytes
    unknown[4] = 99
    #expect(PageFrame(bytes: unknown) == nil)
  }
}
