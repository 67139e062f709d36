import Forms
import Foundation
import Imaging
import RecordStore
import Testing

@testable import Pipeline

/// What shards have read, merged, is what one run writes.
@Suite(.serialized) struct MergeTests {
  let shards: TestShards
  private var batch: TestBatch { shards.batch }

  init() throws { shards = try TestShards() }

  /// Documents within a file and across files that lie in different shards, strays, twice the same, and files that cannot be read.
  private func fill() throws {
    try batch.scan([1, 2], as: "a.tif", dust: 1)
    try batch.scan([3, 4], as: "b.tif", dust: 2)
    try batch.scan([1, 2, 0, 4], as: "c.tif", dust: 3)
    try batch.scan([4, 3, 2, 1, 1, 2, 3, 4], as: "d.tif", dust: 4)
    try batch.scan([1], as: "e.tif", dust: 5)
    try batch.scan([2, 3, 4], as: "f.tif", dust: 6)
    try FileManager.default.copyItem(at: batch.scans.appending(path: "b.tif"), to: batch.scans.appending(path: "g.tif"))
    try Data("no scan".utf8).write(to: batch.scans.appending(path: "h.tif"))
    let whole = try Data(contentsOf: batch.scans.appending(path: "d.tif"))
    try whole.prefix(whole.count * 2 / 3).write(to: batch.scans.appending(path: "i.tif"))
  }

  @Test(arguments: [1, 2, 3, 5, 12]) func `any number of shards gives what one run gives`(count: Int) async throws {
    try fill()
    let manifest = try shards.manifest(), once = try await shards.once(manifest)
    #expect(once.documents >= 5 && once.problems.count >= 3 && once.blankPages == 1)
    for number in 1...count { try await shards.read(number, of: count, manifest) }
    _ = try await shards.merge(count, manifest)
    #expect(try shards.results("merged") == shards.results("once"))
  }

  @Test func `merged again it is the same, and nothing is set aside`() async throws {
    try fill()
    let manifest = try shards.manifest()
    for number in 1...2 { try await shards.read(number, of: 2, manifest) }
    _ = try await shards.merge(2, manifest)
    let first = try shards.results("merged")
    #expect(try await shards.merge(2, manifest).earlier == nil)
    #expect(try shards.results("merged") == first)
  }

  @Test func `pages on which a reader fails are failed pages, as in one run`() async throws {
    try fill()
    let manifest = try shards.manifest(), reader: @Sendable () throws -> any PageReading = { CrashingReader(pages: [2]) }
    _ = try await shards.once(manifest, reader: reader)
    for number in 1...2 { try await shards.read(number, of: 2, manifest, reader: reader) }
    #expect(try await shards.merge(2, manifest).failedPages > 3)
    #expect(try shards.results("merged") == shards.results("once"))
  }

  @Test func `a store has the same records, pages and pictures`() async throws {
    try fill()
    let manifest = try shards.manifest()
    for number in 1...2 { try await shards.read(number, of: 2, manifest) }
    func store(_ name: String) throws -> RecordStore {
      try RecordStore(batch.folder.appending(path: "\(name).sqlite"), create: true)
    }
    let one = try store("one"), two = try store("two")
    _ = try await shards.once(manifest, change: { $0.store = try StoreBatch(one, name: "run") })
    for output in ["merged", "again"] {
      _ = try await shards.merge(2, manifest, to: output) { $0.store = try StoreBatch(two, name: "run") }
    }
    let names = { (name: String) in
      try FileManager.default.subpathsOfDirectory(atPath: batch.folder.appending(path: "\(name).sqlite-images").path).sorted()
    }
    #expect(try names("one") == names("two") && names("one").count > 10)
    for record in try batch.records("once") {
      #expect(
        try await two.record(record.id).map { try CanonicalJSON.data($0) }
          == one.record(record.id).map { try CanonicalJSON.data($0) })
    }
  }

  /// A scan of the form's four pages: the same bytes for the same dust.
  private func pdf(dust: Int) throws -> Data {
    let file = batch.folder.appending(path: "drawn-\(dust).pdf")
    if !FileManager.default.fileExists(atPath: file.path) {
      try ScanWriter.writePDF(try (1...4).map { try batch.page($0, dust: dust) }, to: file.path, quality: 80)
    }
    return try Data(contentsOf: file)
  }

  /// Writes a set with one document.
  private func put(set id: String, dust: Int, _ name: String) throws {
    let pdf = try pdf(dust: dust).base64EncodedString()
    let xml = """
      <Set><Header CaseNo='' Scanner='1' ScanTime='2026-07-01 12:38:53' ScannerOperator='' Schedule='02-1'/><Body>\
      <Document Type='LP1F' Encoding='UTF-8' NoPages='4' ID='\(id)'><XML>QQ==</XML><PDF>\(pdf)</PDF></Document></Body></Set>
      """
    try Data(xml.utf8).write(to: batch.scans.appending(path: name))
  }

  /// Writes an envelope with one document in a folder of its own.
  private func put(envelope name: String, number: String, dust: Int, below folder: String) throws {
    let time = "2026-11-25T09:00:00.000Z"
    let json = """
      {"po_box": "1", "jurisdiction": "PCS", "delivery_date": "\(time)", "opening_date": "\(time)",
       "zip_file_createddate": "\(time)", "zip_file_name": "\(name)", "envelope_classification": "exception",
       "scannable_items": [{"document_control_number": "\(number)", "scanning_date": "\(time)", "next_action": "forward",
         "next_action_date": "\(time)", "file_name": "\(number).pdf", "document_type": "Form"}]}
      """
    let zip = try ZipWriter.data(
      [("metadata.json", Data(json.utf8)), ("\(number).pdf", pdf(dust: dust))], time: .distantPast)
    try FileManager.default.createDirectory(at: batch.scans.appending(path: folder), withIntermediateDirectories: true)
    try zip.write(to: batch.scans.appending(path: "\(folder)/\(name)"))
  }

  /// What one envelope is refused for hangs on others, which other shards read. The third is taken because the second, whose control
  /// number it has, is refused for the first one's name: a shard that has the second and the third alone must read both.
  @Test func `envelopes and sets that hang on each other across shards are taken as in one run`() async throws {
    let name = "1_25-11-2026-13-24-07.zip"
    try put(envelope: name, number: "11", dust: 1, below: "a")
    try put(envelope: name, number: "12", dust: 2, below: "b")
    try put(envelope: "2_25-11-2026-13-24-07.zip", number: "12", dust: 3, below: "c")
    try put(set: "D1", dust: 4, "d.xml")
    try put(set: "D1", dust: 5, "e.xml")
    try put(set: "D2", dust: 1, "f.xml")
    let manifest = try shards.manifest(), once = try await shards.once(manifest)
    #expect(
      once.parcels?.map(\.status.rawValue) == ["accepted", "refused", "accepted", "accepted", "incomplete", "incomplete"])
    for count in [1, 2, 4] {
      for number in 1...count { try await shards.read(number, of: count, manifest) }
      #expect(!FileManager.default.fileExists(atPath: shards.folder(1).appending(path: "unpacked").path))
      _ = try await shards.merge(count, manifest, to: "merged-\(count)")
      #expect(try shards.results("merged-\(count)") == shards.results("once"), "\(count) shards")
    }
  }
}
