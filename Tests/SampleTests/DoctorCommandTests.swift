import Foundation
import Testing

@Suite(.serialized) struct DoctorCommandTests {
  let folder = SampleTests.folder()

  @Test func `what works is ok and ends with 0, and each thing has a line`() throws {
    let (status, output) = try SampleTests.run(["doctor", "--output", folder.path], in: SampleTests.root)
    #expect(status == 0, "\(output)")
    for words in [
      "ok   libraries: tesseract ", "ok   language eng:", "ok   definitions:", "ok   networks:", "ok   decoding:", " clock: ",
      "temporary files: ",
    ] {
      #expect(output.contains(words), "\(words): \(output)")
    }
    #expect(!FileManager.default.fileExists(atPath: folder.path))
  }

  @Test func `a language without data and a drop folder that is not there end with 5, and the rest is looked at`() throws {
    let (status, output) = try SampleTests.run(
      ["doctor", "--incoming", folder.path], with: ["TESSDATA_PREFIX": "/nowhere"], in: SampleTests.root)
    #expect(status == 5)
    for words in ["bad  language eng:", "tesseract-ocr-eng", "bad  incoming: there is no folder", "ok   decoding:"] {
      #expect(output.contains(words), "\(words): \(output)")
    }
  }
}
