import Forms
import Foundation
import Testing

@testable import Pipeline

struct ManifestTests {
  let batch: TestBatch

  init() throws {
    batch = try TestBatch()
    try batch.scan([1, 2], as: "a.tif", dust: 1)
    try batch.scan([3, 4], as: "b.tif", dust: 1)
    try FileManager.default.createDirectory(at: batch.scans.appending(path: "c"), withIntermediateDirectories: true)
    try FileManager.default.copyItem(at: batch.scans.appending(path: "a.tif"), to: batch.scans.appending(path: "c/again.tif"))
    try Data("no scan".utf8).write(to: batch.scans.appending(path: "d.tif"))
    try Data().write(to: batch.scans.appending(path: "notes.txt"))
  }

  private func manifest() throws -> Manifest { try Manifest(batch.found(), executable: try builtCommand()) }

  @Test func `what was found comes back, and its pages are counted`() throws {
    let found = batch.found(), file = batch.folder.appending(path: "in.json")
    try manifest().write(to: file)
    let manifest = try Manifest(contentsOf: file)
    #expect(manifest.files.map(\.name) == ["a.tif", "b.tif", "d.tif"] && manifest.files.map(\.pages) == [2, 2, nil])
    #expect(manifest.folder == batch.scans.path && manifest.files[0].repeats?.map(\.path) == ["c/again.tif"])
    let (back, changed) = manifest.found()
    #expect(changed == [] && back.ignored == found.ignored && back.problems == found.problems)
    #expect(back.duplicates == 1 && back.received == found.received && back.files.map(\.sha256) == found.files.map(\.sha256))
    #expect(back.files.map(\.url.path) == found.files.map(\.url.path) && back.files[0].repeats.map(\.name) == ["c/again.tif"])
    #expect(back.files.map(\.received) == found.files.map(\.received))
    #expect(try manifest.digest == self.manifest().digest)
  }

  @Test func `a file that has changed, grown or gone is an error that names it, and the others are as they were`() throws {
    let manifest = try manifest(), scans = batch.scans
    try batch.scan([3, 4], as: "b.tif", dust: 2)
    try FileManager.default.removeItem(at: scans.appending(path: "d.tif"))
    let (found, changed) = manifest.found()
    #expect(found.files.map(\.name) == ["a.tif"] && changed.map(\.place) == ["b.tif", "d.tif"])
    #expect(changed[0].summary.contains("another") && changed.allSatisfy { $0.remedy?.contains("manifest") == true })
    try Data(count: 3 << 20).write(to: scans.appending(path: "b.tif"))
    #expect(manifest.found().changed.map(\.place) == ["b.tif", "d.tif"])
    #expect(manifest.found(manifest.part(ShardNumber(1, of: 1)!)).changed.count == 2)
  }

  @Test func `the files may lie in another folder on another machine`() throws {
    let manifest = try manifest(), moved = batch.folder.appending(path: "moved")
    try FileManager.default.moveItem(at: batch.scans, to: moved)
    #expect(manifest.found().changed.count == 3)
    let (found, changed) = manifest.found(in: moved)
    #expect(changed == [] && found.files.allSatisfy { $0.url.path.hasPrefix(moved.path) })
  }

  @Test(arguments: ["", "{}", "[1]", #"{"schema": "formscan.manifest/9"}"#])
  func `what is no manifest is refused`(text: String) throws {
    let file = batch.folder.appending(path: "in.json")
    try Data(text.utf8).write(to: file)
    #expect(throws: Problem.self) { try Manifest(contentsOf: file) }
  }
}
