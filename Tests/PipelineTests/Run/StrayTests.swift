import Forms
import Foundation
import Imaging
import Testing

@testable import Pipeline

/// Pages that are in no document: listed, with a small picture of each.
struct StrayTests {
  private let batch: TestBatch

  /// Two files: a separator between the halves of the form, an empty sheet and a letter.
  init() throws {
    batch = try TestBatch()
    let sheets: [SpecimenMaker.Sheet] = [.init(.code), .init(.letter)]
    let (code, letter) = try SpecimenMaker().make([], sheets: sheets).pages.pair
    for dust in 1...2 {
      let drawn = try (0...3).map { try batch.page($0, dust: dust) }
      try ScanWriter.writeTIFF(
        [drawn[1], drawn[2], code, drawn[3], drawn[0], letter], to: batch.scans.appending(path: "\(dust).tif").path)
    }
  }

  @Test func `every page is in one record or on the list, and a separator parts documents`() async throws {
    let summary = try await batch.run { NumberingReader() }(batch.found())
    #expect(summary.pages == 12 && summary.isBalanced && summary.problems.isEmpty)
    #expect(summary.formPages == 6 && summary.separatorPages == 2 && summary.blankPages == 2 && summary.unknownPages == 2)
    let placed = try batch.records().flatMap { record in record.pages.map { "\($0.file ?? record.source.file) \($0.index)" } }
    let listed = summary.strays.map { "\($0.file) \($0.index)" }
    #expect(placed.count + listed.count == 12 && Set(placed + listed).count == 12)
    let documents = Set(try batch.records().map { [$0.source.file] + $0.pages.map { "\($0.index)" } })
    #expect(documents == [["1.tif", "0", "1"], ["1.tif", "3"], ["2.tif", "0", "1"], ["2.tif", "3"]])
  }

  @Test func `each has a small picture that lies as the page does, and the same bytes every time`() async throws {
    let summary = try await batch.run { NumberingReader() }(batch.found())
    #expect(summary.strays.map(\.kind) == [.separator, .blank, .unknown, .separator, .blank, .unknown])
    for stray in summary.strays {
      let path = try #require(stray.thumbnail)
      #expect(path.hasPrefix("strays/\(stray.file)-") && path.hasSuffix("-page-\(stray.index + 1).png"))
      // A PNG's width and height, as two big-endian numbers.
      let head = try Data(contentsOf: batch.folder.appending(path: "out/" + path))[16..<24].map { Int($0) }
      #expect(head[6] << 8 + head[7] == 468 && abs(head[2] << 8 + head[3] - 331) <= 1)
    }
    _ = try await batch.run("again") { NumberingReader() }(batch.found())
    let first = try batch.written(), second = try batch.written("again")
    #expect(first == second && first.keys.count { $0.hasPrefix("strays/") } == 6)
  }

  @Test func `a picture that cannot be written is one problem, and costs no page`() async throws {
    var blocked = try batch.run { NumberingReader() }
    blocked.report = { [folder = batch.folder] event in
      guard case .opened("1.tif") = event else { return }
      try? Data().write(to: folder.appending(path: "out/strays"))
    }
    let summary = try await blocked(batch.found())
    #expect(summary.problems.count == 1 && summary.isBalanced && summary.strays.count == 6 && summary.documents == 4)
    #expect(summary.strays.allSatisfy { $0.thumbnail == nil })
  }

  @Test func `pictures of an earlier run that are not made again are set aside with its records`() async throws {
    _ = try await batch.run { NumberingReader() }(batch.found())
    let repeated = try await batch.run { NumberingReader() }(batch.found())
    #expect(repeated.earlier == nil)
    try FileManager.default.removeItem(at: batch.scans.appending(path: "1.tif"))
    let summary = try await batch.run { NumberingReader() }(batch.found())
    #expect(summary.earlier == "earlier/1")
    let strays = try batch.written().keys.filter { $0.contains("strays/") }
    #expect(strays.count { $0.hasPrefix("strays/2.tif") } == 3 && strays.count { $0.hasPrefix("earlier/1/strays/1.tif") } == 3)
    #expect(strays.count == 6)
  }

  @Test func `pictures that a run wrote are no scans to the next`() {
    let folders = RecordFolder.folders(of: URL(fileURLWithPath: "/out")).map(\.path)
    #expect(folders.contains("/out/strays"))
  }
}

extension Array {
  fileprivate var pair: (Element, Element) { (self[0], self[1]) }
}
