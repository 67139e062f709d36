import CLeptonica
import Forms
import Foundation
import Imaging
import Pipeline
import Testing

/// Files that were cut, forged or made to cost: each ends in a problem that says what is wrong, within its limits.
///
/// One at a time, for they measure time.
@Suite(.serialized) struct HostileFileTests {
  let picture = TestPicture()

  private func scannedPDF(pages: Int = 2) -> Data {
    var pdf = PDFWriter()
    let image = pdf.add(picture, as: "ccitt")
    let shown = (0..<pages).map { _ in pdf.addPage(picture: image, width: 597.6, height: 842.4) }
    return pdf.file(pages: shown)
  }

  /// A PDF whose middle page of three is `content`.
  private func surrounded(_ content: (inout PDFWriter) -> Int) -> Data {
    var pdf = PDFWriter()
    let image = pdf.add(picture, as: "ccitt")
    let before = pdf.addPage(picture: image, width: 597.6, height: 842.4)
    let middle = content(&pdf)
    let after = pdf.addPage(picture: image, width: 597.6, height: 842.4)
    return pdf.file(pages: [before, middle, after])
  }

  /// The file's first and last pages came, and the second is the problem `summary`.
  private func expectMiddle(_ all: Decoded, _ summary: String, within seconds: Double) {
    #expect(all.pages.map(\.index) == [0, 2])
    #expect(all.summaries == [summary])
    #expect(all.problems.first?.pages == 1..<2)
    #expect(all.problems.first?.problem.place == "scan.pdf page 2")
    #expect(all.seconds < seconds)
  }

  @Test(arguments: [
    ("", "the file is empty (0 bytes)"), ("Dear Sir or Madam", "the content is neither PDF, TIFF, PNG nor JPEG"),
  ])
  func `a file that is no scan is a problem by its content`(text: String, summary: String) throws {
    let all = try decode(Data(text.utf8))
    #expect(all.summaries == [summary] && all.pages.isEmpty)
    #expect(all.problems.first?.pages == nil)
  }

  @Test(arguments: [0.2, 0.5, 0.9, 0.99])
  func `a PDF that was cut short is a problem`(share: Double) throws {
    let whole = scannedPDF()
    let all = try decode(whole.prefix(Int(Double(whole.count) * share)))
    #expect(all.summaries == ["the file is cut short"] && all.pages.isEmpty)
  }

  @Test func `zeros behind a PDF's end are no harm`() throws {
    #expect(try decode(scannedPDF() + Data(count: 10_000)).pages.count == 2)
  }

  @Test func `a TIFF that was cut short is a problem`() throws {
    let page = TIFFWriter.Page(width: 830, height: 1170, strip: picture.samples)
    let whole = TIFFWriter.file([page, page])
    #expect(try decode(whole.prefix(whole.count / 2), name: "scan.tif").summaries == ["the file is cut short"])
    let coded = picture.file(Int(IFF_TIFF_G4), depth: 1)
    #expect(try decode(coded.prefix(coded.count / 2), name: "scan.tif").pages.isEmpty)
  }

  @Test(arguments: [IFF_PNG, IFF_JFIF_JPEG])
  func `a picture that was cut short is a problem or marked as damaged`(format: Int) throws {
    let whole = picture.grey.file(Int(format), depth: 8)
    for share in [0.02, 0.3, 0.8] {
      let all = try decode(whole.prefix(Int(Double(whole.count) * share)), name: "scan")
      #expect(all.pages.allSatisfy { $0.damaged })
      #expect(all.pages.count + all.problems.count == 1)
    }
  }

  @Test(arguments: ["dct", "ccitt", "jbig2"])
  func `a page whose picture is damaged is marked so, and its neighbours are not`(coding: String) throws {
    let all = try decode(
      surrounded { pdf in
        var stream = picture.stream(Int(coding == "dct" ? L_JPEG_ENCODE : L_G4_ENCODE), depth: coding == "dct" ? 8 : 1)
        if coding == "jbig2" { stream = picture.jbig2 }
        stream.replaceSubrange(stream.count / 2..<stream.count / 2 + 60, with: Data(repeating: 0, count: 60))
        let filter = [
          "dct": "/DCTDecode", "jbig2": "/JBIG2Decode", "ccitt": "/CCITTFaxDecode /DecodeParms << /K -1 /Columns 830 >>",
        ]
        let image = pdf.add(
          "/Type /XObject /Subtype /Image /Width 830 /Height 1170 /ColorSpace /DeviceGray /BitsPerComponent \(coding == "dct" ? 8 : 1) /Filter \(filter[coding]!)",
          stream: stream)
        return pdf.addPage(picture: image, width: 597.6, height: 842.4)
      })
    #expect(all.pages.map(\.damaged) == [false, true, false])
  }

  @Test func `a TIFF page whose coded data is damaged is marked so, and its neighbours are not`() throws {
    func page(_ strip: Data) -> TIFFWriter.Page {
      TIFFWriter.Page(width: 830, height: 1170, bits: [1], photometric: 0, compression: 4, strip: strip)
    }
    let whole = picture.stream(Int(L_G4_ENCODE), depth: 1)
    var broken = whole
    broken.replaceSubrange(whole.count / 2..<whole.count / 2 + 60, with: Data(repeating: 0, count: 60))
    let all = try decode(TIFFWriter.file([page(whole), page(broken), page(whole)]), name: "scan.tif")
    #expect(all.pages.filter { !$0.damaged }.map(\.index) == [0, 2])
  }

  @Test func `a PDF that needs a password is a problem that says so`() throws {
    var pdf = PDFWriter()
    let page = pdf.addPage("")
    let secret = String(repeating: "A7", count: 32)
    pdf.trailer = "/Encrypt << /Filter /Standard /V 1 /R 2 /O <\(secret)> /U <\(secret)> /P -4 >> /ID [<00> <00>]"
    let all = try decode(pdf.file(pages: [page]))
    #expect(all.summaries == ["the PDF is locked with a password"])
    #expect(all.problems.first?.problem.remedy == "Save it without one and send it again.")
  }

  @Test func `a PDF without pages is a problem`() throws {
    #expect(try decode(PDFWriter().file(pages: [])).summaries == ["the file has no pages"])
  }

  @Test func `a PDF of 100,000 pages is refused at once`() throws {
    var pdf = PDFWriter()
    let pages = (0..<100_000).map { _ in pdf.add("<< /Type /Page /Parent PARENT 0 R /MediaBox [0 0 595 842] >>") }
    let all = try decode(pdf.file(pages: pages))
    #expect(all.summaries == ["the file has more than 400 pages"] && all.seconds < 5)
  }

  @Test func `a PDF that claims 100,000 pages and has one gives no more than that one`() throws {
    var pdf = PDFWriter()
    let page = pdf.addPage("")
    let all = try decode(pdf.file(pages: [page], count: 100_000))
    #expect(all.pages.count + all.problems.count == 1 && all.seconds < 5)
  }

  @Test func `a TIFF of too many pages is refused at once`() throws {
    let page = TIFFWriter.Page(width: 10, height: 10, strip: Data(count: 100))
    let all = try decode(TIFFWriter.file(Array(repeating: page, count: 500)), name: "scan.tif")
    #expect(all.summaries == ["the file has more than 400 pages"] && all.seconds < 5)
  }

  @Test func `a TIFF whose list of pages leads back to itself is a problem`() throws {
    let page = TIFFWriter.Page(width: 830, height: 1170, strip: picture.samples)
    let all = try decode(TIFFWriter.file([page, page], loop: true), name: "scan.tif")
    #expect(all.summaries == ["the file's list of pages leads back to itself"] && all.seconds < 5)
  }

  @Test func `forms that draw forms that draw forms end at the limit`() throws {
    let all = try decode(surrounded { $0.addBomb() }, limits: tightLimits)
    expectMiddle(all, "decoding took longer than 2 s", within: 6)
  }

  @Test func `patterns that tile patterns end at a limit`() throws {
    let all = try decode(
      surrounded { pdf in
        var inner = pdf.add(
          "/Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 1 1] /XStep 0.01 /YStep 0.01 /Resources << >>",
          stream: Data("0 0 1 1 re f".utf8))
        for _ in 0..<6 {
          inner = pdf.add(
            "/Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 500 500] /XStep 0.3 /YStep 0.3 /Resources << /Pattern << /T \(inner) 0 R >> >>",
            stream: Data("/Pattern cs /T scn 0 0 500 500 re f".utf8))
        }
        return pdf.addPage("/Pattern cs /T scn 0 0 600 800 re f", resources: "/Pattern << /T \(inner) 0 R >>")
      }, limits: tightLimits)
    #expect(all.pages.map(\.index).contains(0) && all.pages.map(\.index).contains(2))
    #expect(all.problems.count == 1 || all.pages.contains { $0.index == 1 })
    #expect(all.seconds < 6)
  }

  @Test func `a PDF page of five metres is a problem`() throws {
    let all = try decode(surrounded { $0.addPage("0 g 10 10 14000 14000 re f", box: "0 0 14400 14400") })
    expectMiddle(all, "the page has more than 120 million pixels, or a side too long", within: 5)
  }

  @Test(arguments: ["0 0 0 0", "0 0 0.001 0.001", "5 5 5 900"])
  func `a PDF page without area harms nobody`(box: String) throws {
    let all = try decode(surrounded { $0.addPage("0 g 0 0 100 100 re f", box: box) })
    #expect(all.pages.count + all.problems.count == 3)
    #expect(all.pages.map(\.index).contains(0) && all.pages.map(\.index).contains(2))
  }

  @Test func `a PDF page with a picture of 60,000 pixels a side stays within its limits`() throws {
    let all = try decode(
      surrounded { pdf in
        let rows = deflated(Data(count: 7500 * 4000))
        let image = pdf.add(
          "/Type /XObject /Subtype /Image /Width 60000 /Height 60000 /ColorSpace /DeviceGray /BitsPerComponent 1 /Filter /FlateDecode",
          stream: rows)
        return pdf.addPage(picture: image, width: 595.2, height: 595.2)
      }, limits: tightLimits)
    #expect(all.pages.map(\.index).contains(0) && all.pages.map(\.index).contains(2))
    #expect(all.pages.count + all.problems.count == 3 && all.seconds < 6)
  }

  @Test func `a stream that inflates to a quarter of a gigabyte, twice over, stays within its limits`() throws {
    let bomb = deflated(deflated(Data(repeating: 0x20, count: 256 << 20)))
    let all = try decode(
      surrounded { pdf in
        let content = pdf.add("/Filter [/FlateDecode /FlateDecode]", stream: bomb)
        return pdf.add(
          "<< /Type /Page /Parent PARENT 0 R /MediaBox [0 0 595 842] /Contents [\(String(repeating: "\(content) 0 R ", count: 20))] >>"
        )
      }, limits: tightLimits)
    expectMiddle(all, "decoding took longer than 2 s", within: 6)
  }

  @Test func `pictures of 60,000 pixels a side are refused by their headers`() throws {
    let tooLarge = "the page has more than 120 million pixels, or a side too long"
    let page = TIFFWriter.Page(width: 60_000, height: 60_000, compression: 8, strip: Data(count: 1000))
    #expect(try decode(TIFFWriter.file([page]), name: "scan.tif").summaries == [tooLarge])
    var png = picture.file(Int(IFF_PNG), depth: 8)
    png.replaceSubrange(16..<24, with: [0, 0, 0xea, 0x60, 0, 0, 0xea, 0x60])
    #expect(try decode(png, name: "scan.png").pages.isEmpty)
    var jpeg = picture.file(Int(IFF_JFIF_JPEG), depth: 8)
    let frame = try #require(jpeg.range(of: Data([0xff, 0xc0])))
    jpeg.replaceSubrange(frame.lowerBound + 5..<frame.lowerBound + 9, with: [0xea, 0x60, 0xea, 0x60])
    #expect(try decode(jpeg, name: "scan.jpg").summaries == [tooLarge])
  }

  @Test func `a PNG that really has 3,600 million pixels is refused in little memory`() throws {
    func chunk(_ type: String, _ body: Data) -> Data {
      let typed = Data(type.utf8) + body
      return big(UInt32(body.count)) + typed + big(crc(typed))
    }
    func big(_ value: UInt32) -> Data { Data((0..<4).map { UInt8(truncatingIfNeeded: value >> (24 - 8 * $0)) }) }
    func crc(_ data: Data) -> UInt32 {
      ~data.reduce(UInt32.max) { before, byte in
        (0..<8).reduce(before ^ UInt32(byte)) { value, _ in value & 1 == 1 ? value >> 1 ^ 0xedb8_8320 : value >> 1 }
      }
    }
    let rows = deflated(Data(count: 7501 * 60_000))
    let png =
      Data([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
      + chunk("IHDR", big(60_000) + big(60_000) + Data([1, 0, 0, 0, 0])) + chunk("IDAT", rows) + chunk("IEND", Data())
    let all = try decode(png, name: "scan.png")
    #expect(all.summaries == ["the page has more than 120 million pixels, or a side too long"] && all.seconds < 5)
  }

  @Test(arguments: [(4000, 830), (1170, 20_000)])
  func `a JPEG whose header lies about its size is marked as damaged or refused`(height: Int, width: Int) throws {
    var jpeg = picture.grey.file(Int(IFF_JFIF_JPEG), depth: 8)
    let frame = try #require(jpeg.range(of: Data([0xff, 0xc0]))).lowerBound
    jpeg.replaceSubrange(
      frame + 5..<frame + 9, with: [UInt8(height >> 8), UInt8(height & 255), UInt8(width >> 8 & 255), UInt8(width & 255)])
    let all = try decode(jpeg, name: "scan.jpg")
    #expect(all.pages.allSatisfy { $0.damaged } && all.pages.count + all.problems.count == 1)
  }

  @Test func `a page that needs more memory than allowed is a problem, and the next one comes`() throws {
    var limits = DecodeLimits()
    limits.memory = 420
    let all = try decode(
      surrounded { pdf in pdf.addPage("0 g 10 10 100 100 re f", box: "0 0 2400 2400") }, limits: limits)
    #expect(all.pages.map(\.index) == [0, 2])
    #expect(all.summaries == ["decoding needs more than 420 MiB of memory"])
  }

  @Test func `a file of too many bytes is refused unread`() throws {
    var limits = DecodeLimits()
    limits.fileSize = 1
    let all = try decode(Data("%PDF-1.7\n".utf8) + Data(count: 2 << 20), limits: limits)
    #expect(all.summaries == ["the file is larger than 1 MiB"])
  }

  @Test func `after three pages in a row that ended the decoder the rest is given up`() throws {
    var pdf = PDFWriter()
    let pages = (0..<300).map { _ in pdf.addBomb() }
    var limits = DecodeLimits()
    limits.seconds = 1
    let all = try decode(pdf.file(pages: pages), limits: limits)
    #expect(all.pages.isEmpty)
    #expect(all.problems.map(\.pages) == [0..<1, 1..<2, 2..<3, 3..<300])
    #expect(all.problems.last?.problem.place == "scan.pdf pages 4–300")
    #expect(all.seconds < 8)
  }

  @Test func `a child in the middle of a page ends when nobody listens any more`() throws {
    var pdf = PDFWriter()
    let bomb = pdf.addBomb()
    let file = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try pdf.file(pages: [bomb]).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let child = Process(), output = Pipe()
    child.executableURL = try builtCommand()
    child.arguments = ["decode-pages", file.path, "--seconds", "30"]
    child.standardOutput = output
    try child.run()
    let opened = output.fileHandleForReading.readData(ofLength: PageFrame.size)
    #expect(PageFrame(bytes: Array(opened))?.kind == .opened)
    let start = ContinuousClock.now
    try output.fileHandleForReading.close()
    child.waitUntilExit()
    #expect(ContinuousClock.now - start < .seconds(5))
  }

  @Test func `many streams at once leave no descriptor behind`() async throws {
    let data = scannedPDF(pages: 3)
    let command = try builtCommand()
    let file = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try data.write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let before = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count
    let counts = try await withThrowingTaskGroup(of: Int.self) { group in
      for _ in 0..<12 { group.addTask { try decode(file: file, executable: command).pages.count } }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(counts == Array(repeating: 3, count: 12))
    let after = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count
    // Other tests may hold a few of their own just now.
    #expect(after < before + 12)
  }

  @Test(arguments: ["/bin/echo", "/bin/false", "/usr/bin/yes", "/bin/cat"])
  func `a child that is no decoder is a problem`(program: String) throws {
    let all = try decode(
      file: URL(fileURLWithPath: "/etc/hostname"), limits: tightLimits, executable: URL(fileURLWithPath: program))
    #expect(all.pages.isEmpty && all.problems.count == 1)
  }

  @Test func `a missing executable is thrown, for the machine is broken`() throws {
    #expect(throws: ImagingError.self) {
      _ = try decode(file: URL(fileURLWithPath: "/etc/hostname"), executable: URL(fileURLWithPath: "/nonexistent/formscan"))
    }
  }
}
