import CLeptonica
import Foundation
import Imaging
import Pipeline
import Testing

struct PageStreamTests {
  let picture = TestPicture()

  @Test(arguments: [("flate", 8), ("dct", 8), ("ccitt", 1), ("jbig2", 1)])
  func `a PDF page that is one picture comes out as that picture's own pixels`(coding: String, depth: Int) throws {
    var pdf = PDFWriter()
    let source = depth == 8 ? picture.grey : picture
    let image = pdf.add(source, as: coding)
    let shown = pdf.addPage(picture: image, width: 597.6, height: 842.4)
    let all = try decode(pdf.file(pages: [shown]))
    #expect(all.summaries == [])
    let page = try #require(all.pages.first)
    #expect(page.image.isBitonal == (depth == 1))
    #expect(abs(page.image.dpi - 100) < 0.01)
    #expect(!page.resolutionAssumed && !page.damaged)
    #expect(difference(page.plane, source.plane) <= (coding == "dct" ? 60 : 0))
  }

  @Test(arguments: ["dct", "ccitt", "ccitt mask", "ccitt inverted twice"])
  func `a picture's own pixels come out though its page's size was rounded`(coding: String) throws {
    var pdf = PDFWriter()
    let source = coding == "dct" ? picture.grey : picture
    let image = pdf.add(source, as: coding)
    let shown = pdf.addPage(picture: image, width: 597, height: 842, matrix: "597.6 0 0 842.4 0 0")
    let page = try #require(try decode(pdf.file(pages: [shown])).pages.first)
    #expect(abs(page.image.dpi - 100) < 0.01)
    #expect(difference(page.plane, source.plane) <= (coding == "dct" ? 60 : 0))
  }

  @Test func `a picture coded with black for paper comes out inverted`() throws {
    var pdf = PDFWriter()
    let image = pdf.add(picture, as: "ccitt inverted")
    let shown = pdf.addPage(picture: image, width: 597.6, height: 842.4)
    let page = try #require(try decode(pdf.file(pages: [shown])).pages.first)
    var inverted = picture.plane
    for y in 0..<inverted.height { for x in 0..<inverted.width { inverted[x, y] = 255 - inverted[x, y] } }
    #expect(difference(page.plane, inverted) == 0)
  }

  @Test(arguments: [(IFF_PNG, 1), (IFF_PNG, 8), (IFF_TIFF_G4, 1), (IFF_TIFF_LZW, 8), (IFF_TIFF_ZIP, 8), (IFF_JFIF_JPEG, 8)])
  func `a picture file comes out as its own pixels, at its own resolution`(format: Int, depth: Int) throws {
    let source = depth == 8 ? picture.grey : picture
    let all = try decode(source.file(Int(format), depth: depth), name: "scan")
    #expect(all.summaries == [])
    let page = try #require(all.pages.first)
    #expect(page.image.isBitonal == (depth == 1))
    #expect(abs(page.image.dpi - 100) < 0.5)
    #expect(!page.resolutionAssumed && !page.damaged)
    #expect(difference(page.plane, source.plane) <= (format == IFF_JFIF_JPEG ? 60 : 0))
  }

  @Test(arguments: [("crash before the first page", "true"), ("crash within the second", "head -c 130000")])
  func `a page that a crash took is decoded again, once`(what: String, first: String) throws {
    let folder = try TestFolder(), command = try builtCommand().path
    let page = TIFFWriter.Page(width: 830, height: 1170, bits: [1], photometric: 0, strip: picture.bits)
    try TIFFWriter.file([page, page, page]).write(to: folder["scan.tif"])
    // Crashes once; and at every start, which is within another page each time if some come before.
    let once = "mkdir '\(folder.url.path)/once' 2>/dev/null || exec '\(command)' \"$@\""
    for (name, guarded) in [("once", once), ("always", "true")] {
      let script = try folder.write("#!/bin/sh\n\(guarded)\n'\(command)' \"$@\" | \(first)\nkill -SEGV $$\n", to: "\(name).sh")
      chmod(script.path, 0o700)
      let all = try decode(file: folder["scan.tif"], executable: script)
      let isWhole = name == "once" || first != "true"
      #expect(all.pages.count == (isWhole ? 3 : 0) && all.summaries.isEmpty == isWhole, "\(what), \(name): \(all.summaries)")
    }
  }

  @Test func `a grey picture of black and white alone is handed on as bitonal`() throws {
    let all = try decode(picture.file(Int(IFF_PNG), depth: 8), name: "scan.png")
    let page = try #require(all.pages.first)
    #expect(page.image.isBitonal)
    #expect(difference(page.plane, picture.plane) == 0)
  }

  @Test(arguments: [0, 90, 180, 270])
  func `a page that the PDF turns is turned without resampling`(turn: Int) throws {
    var pdf = PDFWriter()
    let image = pdf.add(picture, as: "ccitt")
    let page = pdf.addPage(picture: image, width: 597.6, height: 842.4, extra: "/Rotate \(turn)")
    let all = try decode(pdf.file(pages: [page]))
    #expect(difference(try #require(all.pages.first).plane, picture.turned(turn / 90)) == 0)
    #expect(all.pages[0].image.isBitonal)
  }

  @Test func `a picture that the PDF mirrors is mirrored`() throws {
    var pdf = PDFWriter()
    let image = pdf.add(picture, as: "ccitt")
    let page = pdf.addPage(picture: image, width: 597.6, height: 842.4, matrix: "-597.6 0 0 842.4 597.6 0")
    let all = try decode(pdf.file(pages: [page]))
    #expect(difference(try #require(all.pages.first).plane, picture.mirrored) == 0)
  }

  @Test func `what is drawn over a scanned page is on the page`() throws {
    var pdf = PDFWriter()
    let image = pdf.add(picture, as: "ccitt")
    let page = pdf.addPage(picture: image, width: 597.6, height: 842.4, over: "0 g 288 72 144 72 re f")
    let all = try decode(pdf.file(pages: [page]))
    var expected = picture.plane
    for y in 970..<1070 { for x in 400..<600 { expected[x, y] = 0 } }
    #expect(difference(try #require(all.pages.first).plane, expected) == 0)
  }

  @Test func `words typed over a coarse scan are drawn at 300 dpi`() throws {
    var pdf = PDFWriter()
    let image = pdf.add(picture, as: "ccitt")
    let page = pdf.addPage(
      "q 597.6 0 0 842.4 0 0 cm /P Do Q BT /F 20 Tf 100 100 Td (Smith) Tj ET",
      resources: "/XObject << /P \(image) 0 R >> /Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >>",
      box: "0 0 597.6 842.4")
    let all = try decode(pdf.file(pages: [page]))
    #expect(try #require(all.pages.first).image.dpi == 300)
  }

  @Test func `a page drawn by a program is rendered at 300 dpi`() throws {
    var pdf = PDFWriter()
    let page = pdf.addPage("0 g 72 648 144 72 re f", box: "0 0 576 792")
    let all = try decode(pdf.file(pages: [page]))
    let made = try #require(all.pages.first)
    #expect(made.image.dpi == 300 && made.image.width == 2400 && made.image.height == 3300)
    let plane = made.plane
    #expect(plane[310, 310] == 0 && plane[890, 590] == 0 && plane[290, 310] == 255 && plane[310, 610] == 255)
  }

  @Test(arguments: [(0, true), (1, false)])
  func `a bitonal TIFF has black ink whichever way round it is stored`(photometric: Int, set: Bool) throws {
    let rows = set ? picture.bits : Data(picture.bits.map { ~$0 })
    let page = TIFFWriter.Page(width: 830, height: 1170, bits: [1], photometric: photometric, strip: rows)
    let all = try decode(TIFFWriter.file([page]), name: "scan.tif")
    #expect(difference(try #require(all.pages.first).plane, picture.plane) == 0)
    #expect(all.pages[0].image.isBitonal)
  }

  @Test(arguments: ["white is 0", "16 bits", "RGB", "palette", "CMYK"])
  func `a grey or coloured TIFF comes out as grey`(kind: String) throws {
    let source = picture.grey
    var page = TIFFWriter.Page(width: 830, height: 1170, strip: source.samples)
    var tolerance = 0
    switch kind {
    case "white is 0":
      page.photometric = 0
      page.strip = Data(source.samples.map { 255 - $0 })
    case "16 bits":
      page.bits = [16]
      page.strip = Data(source.samples.flatMap { [0, $0] })
    case "RGB":
      page.bits = [8, 8, 8]
      page.photometric = 2
      page.strip = Data(source.samples.flatMap { [$0, $0, $0] })
      tolerance = 1
    case "palette":
      page.photometric = 3
      page.palette = (0..<3).flatMap { _ in (0..<256).map { (255 - $0) * 257 } }
      page.strip = Data(source.samples.map { 255 - $0 })
      tolerance = 1
    default:
      page.bits = [8, 8, 8, 8]
      page.photometric = 5
      page.strip = Data(source.samples.flatMap { [0, 0, 0, 255 - $0] })
      tolerance = 2
    }
    let all = try decode(TIFFWriter.file([page]), name: "scan.tif")
    #expect(all.summaries == [])
    #expect(difference(try #require(all.pages.first).plane, source.plane) <= tolerance)
  }

  @Test func `the pages of a TIFF come in order, each with its index`() throws {
    let pages = (0..<5).map { number in
      var strip = picture.samples
      strip[number] = 7
      return TIFFWriter.Page(width: 830, height: 1170, strip: strip)
    }
    let all = try decode(TIFFWriter.file(pages), name: "scan.tif")
    #expect(all.pages.map(\.index) == [0, 1, 2, 3, 4])
    #expect(all.pages.allSatisfy { $0.plane.pixels[$0.index] == 7 })
  }

  @Test func `a TIFF that is stored lying is set upright`() throws {
    let lying = picture.turned(3)
    let page = TIFFWriter.Page(
      width: lying.width, height: lying.height, orientation: 6, strip: Data(lying.pixels))
    let all = try decode(TIFFWriter.file([page]), name: "scan.tif")
    #expect(difference(try #require(all.pages.first).plane, picture.plane) == 0)
  }

  @Test func `a page without a resolution gets that of the paper it is shaped like, and says so`() throws {
    let page = TIFFWriter.Page(width: 1654, height: 2339, dpi: nil, strip: Data(count: 1654 * 2339))
    let made = try #require(try decode(TIFFWriter.file([page]), name: "scan.tif").pages.first)
    #expect(made.resolutionAssumed && abs(made.image.dpi - 200) < 0.1)
  }

  @Test func `a TIFF may state its resolution in centimetres`() throws {
    let page = TIFFWriter.Page(width: 1654, height: 2339, dpi: (80, 80), unit: 3, strip: Data(count: 1654 * 2339))
    let made = try #require(try decode(TIFFWriter.file([page]), name: "scan.tif").pages.first)
    #expect(!made.resolutionAssumed && abs(made.image.dpi - 203.2) < 0.01)
  }

  @Test func `a page of 600 dpi is averaged down to 300, and keeps its scale`() throws {
    let large = TestPicture(width: 4960, height: 7016)
    let made = try #require(try decode(large.file(Int(IFF_TIFF_G4), depth: 1, dpi: 600), name: "scan.tif").pages.first)
    #expect(made.image.dpi == 300 && made.image.width == 2480 && made.image.height == 3508)
    #expect(made.sourceScaleX == 2 && made.sourceScaleY == 2)
    var pdf = PDFWriter()
    let image = pdf.add(large, as: "jbig2")
    let shown = pdf.addPage(picture: image, width: 595.2, height: 841.92)
    let drawn = try decode(pdf.file(pages: [shown]))
    let page = try #require(drawn.pages.first)
    #expect(page.image.dpi == 300 && page.image.width == 2480 && page.sourceScaleX == 2)
    #expect(abs(Int(page.plane[40, 100]) - Int(made.plane[40, 100])) < 40)
  }

  @Test func `a fax with half the lines is made square`() throws {
    let page = TIFFWriter.Page(
      width: 1728, height: 1100, dpi: (204, 98), strip: Data(repeating: 255, count: 1728 * 1100))
    let made = try #require(try decode(TIFFWriter.file([page]), name: "fax.tif").pages.first)
    #expect(made.image.dpi == 204 && made.image.width == 1728 && abs(made.image.height - 2290) <= 1)
    #expect(abs(made.sourceScaleY - 0.48) < 0.01)
  }

  @Test func `the name does not matter, the content does`() throws {
    let all = try decode(picture.file(Int(IFF_PNG), depth: 1), name: "scan.pdf")
    #expect(all.pages.count == 1 && all.problems.isEmpty)
  }

  @Test func `an unreadable file is a problem`() throws {
    let all = try decode(file: URL(fileURLWithPath: "/nonexistent/scan.pdf"))
    #expect(all.summaries == ["the file cannot be read"])
  }

  @Test func `closing a stream early ends its child`() throws {
    var pdf = PDFWriter()
    let image = pdf.add(picture, as: "flate")
    let pages = (0..<50).map { _ in pdf.addPage(picture: image, width: 597.6, height: 842.4) }
    let file = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try pdf.file(pages: pages).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let stream = try PageStream(file: file, executable: builtCommand())
    _ = try stream.nextPage()
    #expect(stream.pageCount == 50)
    stream.close()
    #expect(try stream.nextPage() == nil)
  }
}
