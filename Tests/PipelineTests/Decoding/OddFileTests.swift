import CLeptonica
import Forms
import Foundation
import Imaging
import Testing

/// Files that are whole, and yet not what a scanner hands on: read where that can be, else named for what they are.
struct OddFileTests {
  let picture = TestPicture()

  private func scannedPDF(_ change: (inout PDFWriter) -> String = { _ in "" }) -> Data {
    var pdf = PDFWriter()
    let image = pdf.add(picture, as: "ccitt")
    let extra = change(&pdf)
    let page = pdf.addPage(picture: image, width: 597.6, height: 842.4, extra: extra)
    return pdf.file(pages: [page])
  }

  @Test(
    arguments: [
      [0x50, 0x4b, 3, 4], [0x1f, 0x8b, 8], [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c], [0x52, 0x61, 0x72, 0x21, 0x1a, 7],
      Array(repeating: 0x61, count: 257) + Array("ustar".utf8),
    ] as [[UInt8]])
  func `an archive is never taken for the PDF that begins it`(begins: [UInt8]) throws {
    let all = try decode(Data(begins) + scannedPDF(), name: "scans.zip")
    #expect(all.summaries == ["the file is an archive (ZIP, gzip, tar, 7z, RAR) or an office document"] && all.pages.isEmpty)
    #expect(all.problems.first?.problem.remedy?.hasPrefix("Unpack it") == true)
  }

  @Test func `a file that a PDF carries is named, and the pages come`() throws {
    let data = scannedPDF { pdf in
      let inner = pdf.add("/Type /EmbeddedFile", stream: Data("scan".utf8))
      let entry = pdf.add("<< /Type /Filespec /F (a.pdf) /EF << /F \(inner) 0 R >> >>")
      pdf.catalog = "/Names << /EmbeddedFiles << /Names [(a.pdf) \(entry) 0 R] >> >>"
      return ""
    }
    let all = try decode(data)
    #expect(all.pages.count == 1)
    #expect(all.summaries == ["the PDF carries 1 attached file, and its pages alone were read"])
    #expect(all.problems.first?.problem.place == "scan.pdf")
  }

  @Test func `a file that hangs on a PDF's page is named, too`() throws {
    let data = scannedPDF { pdf in
      let inner = pdf.add("/Type /EmbeddedFile", stream: Data("scan".utf8))
      let entry = pdf.add("<< /Type /Filespec /F (a.pdf) /EF << /F \(inner) 0 R >> >>")
      return "/Annots [<< /Type /Annot /Subtype /FileAttachment /Rect [10 10 30 30] /FS \(entry) 0 R >>]"
    }
    #expect(try decode(data).summaries == ["the PDF carries 1 attached file, and its pages alone were read"])
  }

  @Test func `what hangs behind a PDF's end is no harm, unless it is the beginning of more PDF`() throws {
    let whole = scannedPDF()
    let junk = Data((0..<5000).map { UInt8(128 + $0 * 37 % 128) })
    let all = try decode(whole + junk)
    #expect(all.pages.map(\.damaged) == [false] && all.problems.isEmpty)
    let update = Data("\n9 0 obj\n<< /Length 9000 >>\nstream\n".utf8) + Data(repeating: 0x41, count: 5000)
    #expect(try decode(whole + update).summaries == ["the file is cut short"])
  }

  @Test(arguments: [8, 1])
  func `a TIFF in tiles is read like one in strips`(bits: Int) throws {
    let picture = TestPicture(width: 832, height: 1168)
    let strip = bits == 8 ? picture.samples : picture.bits
    let page = TIFFWriter.Page(
      width: 832, height: 1168, bits: [bits], photometric: bits == 8 ? 1 : 0, isTiled: true, strip: strip)
    let all = try decode(TIFFWriter.file([page, page]), name: "scan.tif")
    #expect(all.problems.isEmpty && all.pages.map(\.damaged) == [false, false])
    #expect(all.pages.allSatisfy { difference($0.plane, picture.plane) == 0 && abs($0.image.dpi - 100) < 0.1 })
  }

  @Test func `a TIFF in tiles that was cut short is a problem`() throws {
    let picture = TestPicture(width: 832, height: 1168)
    let page = TIFFWriter.Page(width: 832, height: 1168, isTiled: true, strip: picture.samples.prefix(400_000))
    let all = try decode(TIFFWriter.file([page]), name: "scan.tif")
    #expect(all.pages.allSatisfy(\.damaged) && all.pages.count + all.problems.count == 1)
  }

  @Test func `a BigTIFF is named as one`() throws {
    let all = try decode(Data([0x49, 0x49, 43, 0, 8, 0, 0, 0]) + Data(count: 200), name: "scan.tif")
    #expect(all.summaries == ["the file is a BigTIFF, which is not read"])
  }

  @Test func `a picture of one pixel is said to be too small`() throws {
    var tiny = TestPicture()
    tiny.plane = GreyPlane(width: 200, height: 1)
    #expect(
      try decode(tiny.file(Int(IFF_PNG), depth: 8), name: "scan.png").summaries == [
        "the page has a side of less than 30 pixels"
      ])
  }
}
