import Forms
import Foundation
import RecordStore
import Testing

@testable import Pipeline

/// Where a drop folder may lie, and what the job makes of one.
struct DropFolderTests {
  let folder: TestFolder

  init() throws {
    folder = try TestFolder()
    for name in ["incoming/deep", "done", "night"] {
      try FileManager.default.createDirectory(at: folder[name], withIntermediateDirectories: true)
    }
  }

  @Test(arguments: ["working", "done", "quarantine"])
  func `one that is called as a folder beside it would go round in circles`(name: String) throws {
    try FileManager.default.createDirectory(at: folder[name], withIntermediateDirectories: true)
    let why = #expect(throws: Problem.self) { try DropFolder(folder[name]) }
    #expect(why?.place == folder[name].resolvingSymlinksInPath().path)
    #expect(FolderCheck()(incoming: folder[name], writing: []).contains { $0.state == .bad })
  }

  @Test(arguments: ["incoming", "incoming/night", "incoming/deep/store.sqlite", "done/out", "link/night", "working", "quarantine/x/y"])
  func `what the job writes must not come in by it`(path: String) throws {
    try folder.link("link", to: folder["incoming"].path)
    #expect(throws: Problem.self) { try DropFolder(folder["incoming"], writing: [folder["night"], folder[path]]) }
    let checked = FolderCheck()(incoming: folder["incoming"], writing: [folder[path]])
    #expect(checked.contains { $0.name == "incoming" && $0.state == .bad })
    #expect(folder.names("incoming") == ["deep"])
  }

  @Test(arguments: ["night", ".", "incoming-too", "done.csv"])
  func `beside it and around it anything may lie`(path: String) throws {
    _ = try DropFolder(folder["incoming"], writing: [folder[path]])
    #expect(FolderCheck()(incoming: folder["incoming"], writing: [folder[path]]).allSatisfy { $0.state == .ok })
  }

  @Test func `a link to it is followed, and files move beside what it leads to`() async throws {
    let yard = try TestYard()
    try yard.drop("a.pdf")
    try FileManager.default.moveItem(at: yard.folder["incoming"], to: yard.folder["real"])
    try yard.folder.link("incoming", to: yard.folder["real"].path)
    try await yard.ingest()
    #expect(yard.files("done") == ["a.pdf"] && yard.files("real").isEmpty)
    try FileManager.default.createDirectory(at: yard.folder["disk/scans"], withIntermediateDirectories: true)
    try yard.folder.write("b", to: "disk/scans/b.pdf")
    try FileManager.default.removeItem(at: yard.folder["incoming"])
    try yard.folder.link("incoming", to: yard.folder["disk/scans"].path)
    try await yard.ingest()
    #expect(yard.files("disk/done") == ["b.pdf"])
  }

  @Test func `one that is gone is no empty one`() async throws {
    await #expect(throws: Problem.self) { try await SettledFiles(in: folder["gone"], after: 0) }
  }

  @Test(arguments: [true, false])
  func `files of a batch that a restored store does not know are told of until they are read again`(isMoved: Bool) async throws {
    let yard = try TestYard()
    try yard.drop("a.pdf")
    try await yard.ingest()
    try yard.folder.write("lost", to: "done/2026-01-01-0007/x.pdf")
    #expect(try await yard.ingest().map(\.place) == ["2026-01-01-0007"])
    if isMoved {
      try FileManager.default.moveItem(at: yard.folder["done/2026-01-01-0007/x.pdf"], to: yard.folder["incoming/x.pdf"])
    } else {
      try FileManager.default.copyItem(at: yard.folder["done/2026-01-01-0007/x.pdf"], to: yard.folder["incoming/x.pdf"])
    }
    try await yard.ingest()
    #expect(try await yard.ingest().isEmpty && yard.files("done").count == (isMoved ? 2 : 3))
  }
}
