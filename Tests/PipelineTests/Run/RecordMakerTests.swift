import Forms
import Foundation
import Pipeline
import Testing

/// Records of a form of four pages with one field each, `/1` to `/4`; pages 2 and 3 print the same, unless a test says otherwise.
struct RecordMakerTests {
  static func form(alike: Bool) -> FormDefinition {
    FormDefinition(
      id: "f", edition: "1", title: "f",
      pages: (1...4).map { number in
        let zone = ZoneDefinition(field: "/\(number)", read: .line, parts: [Zone(x: 1, y: 1, width: 9, height: 9)])
        return PageDefinition(number: number, zones: [zone], sameAs: alike && number == 3 ? 2 : nil)
      }, fields: [:], layout: FormLayout(pages: []))
  }

  /// A scanned page: its print, what is written on it, and whether its file is damaged there.
  struct Scan {
    var print: Int
    var word: String?
    var isDamaged = false
    /// Of the pieces of its writing, the share that is shreds.
    var shreds = 0.0
  }

  /// The records of the documents that the files' pages make.
  static func records(_ files: [[Scan]], alike: Bool = true) throws -> [FormRecord] {
    let form = form(alike: alike)
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    var assembly = Assembly(forms: [form]), documents: [AssembledDocument] = []
    var named: [Int: ScanFile] = [:], outcomes: [PlacedPage: PageOutcome.Form] = [:]
    for (place, scans) in files.enumerated() {
      let url = folder.appending(path: "\(place).pdf")
      try Data("\(place)".utf8).write(to: url)
      named[place] = try ScanFile(url: url, name: "\(place).pdf", received: "2026-11-23", fileSize: 1)
      var pages: [PlacedPage] = []
      for (index, scan) in scans.enumerated() {
        var reading = FieldReading(
          value: scan.word.map { .text($0) }, text: scan.word, state: scan.word == nil ? .blank : .read, confidence: 0.99,
          review: false, formPage: scan.print, page: index)
        if scan.word != nil {
          let shreds = 100 * scan.shreds
          reading.evidence = ["pieces": 100, "shreds": shreds, "ink": 400, "shredded": shreds]
        }
        let page = PlacedPage(
          file: place, index: index, form: "f", print: scan.print, quality: scan.isDamaged ? 0 : 1, content: [reading.value])
        outcomes[page] = PageOutcome.Form(
          form: "f", page: scan.print, evidence: .init(score: 0.9, runnerUp: 0.1, rotation: 0), residualMM: 0.1,
          readings: [reading], isDamaged: scan.isDamaged)
        pages.append(page)
      }
      documents += assembly.add(pages.map { .page($0) })
    }
    documents += assembly.finish()
    return documents.compactMap { RecordMaker(forms: ["f": form])($0, files: named) { outcomes[$0]! } }
  }

  static func record(_ files: [[Scan]]) throws -> FormRecord {
    let records = try records(files)
    try #require(records.count == 1)
    return records[0]
  }

  static func scans(_ prints: [Int]) -> [Scan] { prints.enumerated().map { Scan(print: $1, word: "w\($0)") } }

  static func toReview(_ record: FormRecord) -> [String] { record.fields.filter(\.value.review).keys.sorted() }

  @Test func `a whole document in order has nothing to query`() throws {
    let record = try Self.record([Self.scans([1, 2, 2, 4])])
    #expect(record.issues.isEmpty && record.disposition == .accepted && Self.toReview(record).isEmpty)
  }

  @Test func `of pages that print the same one is missing: all are looked at, and what was assumed is said`() throws {
    let record = try Self.record([Self.scans([1, 2, 4])])
    let issue = try #require(record.issues.first { $0.rule == "pages-alike" })
    #expect(issue.severity == .query && issue.fields == ["/2", "/3"])
    for words in ["Pages 2 and 3 print the same", "1 scanned of 2", "scan page 2 is page 2"] {
      #expect(issue.message.contains(words), "\(issue.message)")
    }
    #expect(Self.toReview(record) == ["/2"] && record.fields["/2"]?.reasons.count == 1)
    #expect(record.issues.contains { $0.rule == "page-missing" && $0.message.hasPrefix("Page 3, or another") })
  }

  @Test func `of pages that print the same one is too many: its values are kept beside the last's`() throws {
    let record = try Self.record([Self.scans([1, 2, 2, 2, 4])])
    #expect(record.fields["/3"]?.value == .text("w2"))
    #expect(record.fields["/3"]?.alternatives.map(\.value) == ["w3"])
    #expect(Self.toReview(record) == ["/2", "/3"])
    #expect(record.pages.map(\.formPage) == [1, 2, 3, 3, 4] && record.pages[3].duplicate == true)
    #expect(record.issues.contains { $0.message.contains("scan page 4 is page 3 again") })
  }

  @Test func `pages out of order leave it open which of those that print the same is which`() throws {
    let record = try Self.record([Self.scans([4, 2, 2, 1])])
    #expect(record.issues.map(\.rule) == ["pages-alike"] && Self.toReview(record) == ["/2", "/3"])
  }

  @Test func `where two copies of a page differ a person looks and both values are kept`() throws {
    var scans = Self.scans([1, 1, 2, 2, 4])
    let differing = try Self.record([scans])
    #expect(Self.toReview(differing) == ["/1"] && differing.fields["/1"]?.alternatives.map(\.value) == ["w1"])
    #expect(differing.issues.map(\.rule) == ["page-duplicate"])
    scans[1].word = scans[0].word
    let same = try Self.record([scans])
    #expect(Self.toReview(same).isEmpty && same.disposition == .review)
  }

  @Test func `every field of a damaged page is looked at, blank ones too`() throws {
    var scans = Self.scans([1, 2, 2, 4])
    scans[3] = Scan(print: 4, word: nil, isDamaged: true)
    let record = try Self.record([scans])
    #expect(record.issues.map(\.rule) == ["page-damaged"] && record.issues[0].fields == ["/4"])
    #expect(Self.toReview(record) == ["/4"] && record.fields["/4"]?.reasons == ["its page is damaged in the file"])
    #expect(record.disposition == .review)
  }

  @Test func `where a document's writing is in shreds, what looks empty on its other pages is looked at`() throws {
    var scans = Self.scans([1, 2, 2, 4])
    scans[3].word = nil
    #expect(Self.toReview(try Self.record([scans])).isEmpty)
    for index in 0..<3 { scans[index].shreds = 0.9 }
    let record = try Self.record([scans])
    #expect(record.fields["/4"]?.review == true && record.fields["/4"]?.reasons == ["writing in this document is in shreds"])
    // One page of several says nothing of the others.
    for index in 1..<3 { scans[index].shreds = 0.1 }
    #expect(try Self.record([scans]).fields["/4"]?.review == false)
  }

  @Test func `a document joined from two files names them and is never accepted unseen`() throws {
    let record = try Self.record([Self.scans([1, 2]), Self.scans([2, 4])])
    #expect(record.issues.map(\.rule) == ["pages-joined"] && record.issues[0].severity == .query)
    #expect(record.issues[0].message.contains("0.pdf and 1.pdf") && record.disposition == .review)
  }

  @Test func `a page that may belong to the next document is looked at`() throws {
    let records = try Self.records([Self.scans([1, 3, 4, 2, 1, 3, 4])], alike: false)
    #expect(records.count == 2 && Self.toReview(records[0]) == ["/2"])
    #expect(records[0].issues.map(\.rule) == ["page-doubtful"])
  }
}
