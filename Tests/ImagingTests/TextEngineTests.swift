import Imaging
import Testing

@Test func `a language without data is thrown with the name of its package`() throws {
  let error = #expect(throws: ImagingError.self) { try TextEngine(language: "xxx_yyy") }
  let detail = try #require(error?.detail)
  #expect(detail.contains("'xxx_yyy'") && detail.contains("tesseract-ocr-xxx-yyy"))
  #expect(TextEngine.isInstalled("eng") && !TextEngine.isInstalled("xxx"))
}
