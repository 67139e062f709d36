import Forms
import Foundation
import Testing

@testable import Pipeline

/// Where records go.
struct RecordFolderTests {
  static func record(_ file: String, id: String = "drawn-1") -> FormRecord {
    FormRecord(
      id: id, source: .init(file: file, sha256: "", received: nil), form: .init(id: "drawn", edition: "1"), pages: [],
      disposition: .accepted, fields: [:], issues: [])
  }

  @Test func `a folder that cannot be made is a problem that names it and the option`() throws {
    let batch = try TestBatch()
    let file = batch.folder.appending(path: "file")
    try Data().write(to: file)
    let place = file.appending(path: "out")
    #expect {
      try RecordFolder(place)
    } throws: { error in
      let problem = error as? Problem
      return problem?.place == place.path && problem?.remedy?.contains("--output") == true
    }
  }

  @Test func `a record that cannot be written is a problem, and no draft is left`() throws {
    let batch = try TestBatch()
    let folder = try RecordFolder(batch.folder.appending(path: "out"))
    // A folder stands where the record is to go.
    let taken = batch.folder.appending(path: "out/records/a-drawn-1.json")
    try FileManager.default.createDirectory(at: taken.appending(path: "x"), withIntermediateDirectories: true)
    #expect(throws: Problem.self) { try folder.write(Self.record("a.tif")) }
    #expect(try batch.written().isEmpty)
  }

  @Test(arguments: [
    ("a.tif", "a"), ("monday/a.tif", "a"), ("scan 1 (2).pdf", "scan_1__2_"), ("../../etc/passwd.pdf", "passwd"),
    ("ŵy.pdf", "ŵy"),
  ])
  func `a record is named after its scan, without what file systems mind`(scan: String, name: String) throws {
    let batch = try TestBatch()
    try RecordFolder(batch.folder.appending(path: "out")).write(Self.record(scan))
    #expect(try Array(batch.written().keys) == ["records/\(name)-drawn-1.json"])
  }

  @Test func `a record written again takes the place of the first, whole`() throws {
    let batch = try TestBatch(), folder = try RecordFolder(batch.folder.appending(path: "out"))
    for edition in ["1", "22"] {
      var record = Self.record("a.tif")
      record.form.edition = edition
      try folder.write(record)
    }
    #expect(try batch.records().map(\.form.edition) == ["22"])
  }
}
