import Forms
import Foundation
import Testing

@testable import Pipeline

/// A folder of files whose contents are their texts.
struct IntakeTests {
  private let folder = Folder()

  private final class Folder {
    let url = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    deinit { try? FileManager.default.removeItem(at: url) }
  }

  private func put(_ text: String, _ name: String) throws {
    let file = folder.url.appending(path: name)
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }

  private func take(_ names: String...) -> Intake.Found { Intake()(names.map { folder.url.appending(path: $0) }) }

  @Test func `a folder's files come in the order of their names, those of folders below it too`() throws {
    for name in ["in/b.tif", "in/a.pdf", "in/sub/c.png", "in/sub/deep/d.jpg"] { try put(name, name) }
    let found = take("in")
    #expect(found.files.map(\.name) == ["a.pdf", "b.tif", "sub/c.png", "sub/deep/d.jpg"])
    #expect(found.problems.isEmpty && found.ignored == 0)
  }

  @Test func `files and folders come in the order given`() throws {
    for name in ["x/1.tif", "y.tif", "a.tif"] { try put(name, name) }
    #expect(take("y.tif", "x", "a.tif").files.map(\.name) == ["y.tif", "1.tif", "a.tif"])
  }

  @Test func `hidden files and what people keep beside scans are passed over and counted`() throws {
    for name in ["in/.a.tif", "in/.git/b.tif", "in/Thumbs.CSV", "in/notes.txt", "in/c.tif"] { try put(name, name) }
    let found = take("in")
    #expect(found.files.map(\.name) == ["c.tif"] && found.ignored == 4)
  }

  @Test func `a file that is given by its name is taken whatever it is called`() throws {
    try put("scan", "odd.txt")
    #expect(take("odd.txt").files.map(\.name) == ["odd.txt"])
  }

  @Test func `the same content twice is read once, and the second named with the first`() throws {
    for name in ["in/a.tif", "in/b.tif", "in/sub/c.tif"] { try put("same", name) }
    try put("other", "in/d.tif")
    let found = take("in")
    #expect(found.files.map(\.name) == ["a.tif", "d.tif"] && found.duplicates == 2)
    #expect(found.problems.map(\.place) == ["b.tif", "sub/c.tif"])
    #expect(found.problems.allSatisfy { $0.summary.contains("a.tif") })
  }

  @Test func `a file that is given twice is read once`() throws {
    try put("scan", "in/a.tif")
    let found = take("in", "in/a.tif")
    #expect(found.files.count == 1 && found.duplicates == 1)
  }

  @Test func `two files of one name in two folders are two files`() throws {
    try put("one", "in/monday/a.tif")
    try put("two", "in/tuesday/a.tif")
    let found = take("in")
    #expect(found.files.map(\.name) == ["monday/a.tif", "tuesday/a.tif"])
    #expect(Set(found.files.map(\.sha256)).count == 2)
  }

  @Test func `a path that leads nowhere is a problem, and the others are taken`() throws {
    try put("scan", "a.tif")
    let found = take("nowhere", "a.tif")
    #expect(found.files.map(\.name) == ["a.tif"])
    #expect(found.problems.count == 1 && found.problems[0].place.hasSuffix("nowhere") && found.problems[0].remedy != nil)
  }

  @Test func `a link that leads nowhere is no file of a folder`() throws {
    try put("scan", "in/a.tif")
    try FileManager.default.createSymbolicLink(
      at: folder.url.appending(path: "in/b.tif"), withDestinationURL: folder.url.appending(path: "gone"))
    #expect(take("in").files.map(\.name) == ["a.tif"])
  }

  @Test func `an empty folder gives nothing to do`() throws {
    try FileManager.default.createDirectory(at: folder.url.appending(path: "in"), withIntermediateDirectories: true)
    let found = take("in")
    #expect(found.files.isEmpty && found.problems.isEmpty)
  }

  @Test func `a file's hash is that of its bytes, and its time its own unless the caller knows better`() throws {
    try put("abc", "a.tif")
    let file = folder.url.appending(path: "a.tif")
    try FileManager.default.setAttributes([.modificationDate: Date(timeIntervalSince1970: 86_400)], ofItemAtPath: file.path)
    let own = try #require(take("a.tif").files.first)
    #expect(own.sha256 == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    #expect(own.received == "1970-01-02T00:00:00Z")
    #expect(Intake(received: "2026-11-23T21:00:00Z")([file]).files.first?.received == "2026-11-23T21:00:00Z")
  }
}
