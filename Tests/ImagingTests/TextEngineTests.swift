import Imaging
import Testing

@Test func `a language that is not installed is an error that names it`() {
  for _ in 0..<3 {
    #expect {
      try TextEngine(language: "nosuch")
    } throws: { ($0 as? ImagingError)?.detail?.contains("nosuch") == true }
  }
}

@Test func `a picture of no pixels reads as nothing`() throws {
  #expect(try TextEngine().read(GreyPlane(width: 0, height: 0, pixels: []), as: .line).text == "")
}
