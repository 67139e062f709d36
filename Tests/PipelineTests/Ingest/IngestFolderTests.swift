import Forms
import Foundation
import Glibc
import RecordStore
import Testing

@testable import Pipeline

/// What lies in the drop folder's way: names, twins, other jobs and other stores.
struct IngestFolderTests {
  @Test func `a file that cannot be moved stays, is told of, and keeps no other up`() async throws {
    let yard = try TestYard(batch: 2)
    try yard.drop("a.pdf", "b.pdf", "c.pdf", "d.pdf")
    let stuck = await #expect(throws: Problem.self) { try await yard.ingest(holding: "b.pdf", atMove: 2) }
    #expect(stuck?.place == "b.pdf" && yard.files("incoming") == ["b.pdf"] && yard.files("done") == ["a.pdf", "c.pdf", "d.pdf"])
    try await yard.ingest()
    #expect(yard.files("incoming").isEmpty && yard.files("done") == ["a.pdf", "b.pdf", "c.pdf", "d.pdf"])
  }

  @Test func `a batch of which a file cannot be moved on keeps no other up, in this start and the next`() async throws {
    let yard = try TestYard(batch: 2)
    try yard.drop("a.pdf", "b.pdf", "c.pdf", "d.pdf")
    // The third is a.pdf's to done.
    let stuck = await #expect(throws: Problem.self) { try await yard.ingest(holding: "a.pdf", atMove: 3) }
    #expect(stuck?.place == "a.pdf" && yard.files("working") == ["a.pdf", "b.pdf"] && yard.files("done") == ["c.pdf", "d.pdf"])
    try yard.drop("e.pdf")
    try await yard.ingest()
    #expect(yard.files("done") == ["a.pdf", "b.pdf", "c.pdf", "d.pdf", "e.pdf"] && yard.reader.readings(of: "a.pdf") == 1)
  }

  @Test func `names that look like reasons are files like others, and keep nothing up`() async throws {
    let yard = try TestYard()
    // Beside the file that it seems to tell of; and a folder.
    try yard.drop("bad.pdf", "bad.pdf.why.txt", "bad2.pdf", "bad2.pdf.why.txt/x.pdf")
    try await yard.ingest()
    #expect(yard.files("quarantine") == ["bad.pdf", "bad.pdf.why.txt", "bad2.pdf", "x.pdf"] && yard.files("working").isEmpty)
    let batch = try #require(yard.folder.names("quarantine").first)
    #expect(try Data(contentsOf: yard.folder["quarantine/\(batch)/bad.pdf.why.txt"]) == Data("content of bad.pdf.why.txt".utf8))
    // All of it moved back, with the text of reasons, which is none of the files.
    try FileManager.default.removeItem(at: yard.folder["incoming/bad2.pdf.why.txt"])
    for name in yard.folder.names("quarantine/\(batch)") {
      try FileManager.default.moveItem(at: yard.folder["quarantine/\(batch)/\(name)"], to: yard.folder["incoming/\(name)"])
    }
    try FileManager.default.moveItem(at: yard.folder["quarantine/\(batch).why.txt"], to: yard.folder["incoming/\(batch).why.txt"])
    try await yard.ingest()
    #expect(yard.files("incoming") == ["\(batch).why.txt"] && yard.files("working").isEmpty && yard.files("quarantine").count == 4)
  }

  @Test func `a file that somebody has open to write stays, though it stands still`() async throws {
    let yard = try TestYard()
    try yard.drop("a.pdf", "b.pdf")
    let writer = try FileHandle(forWritingTo: yard.folder["incoming/a.pdf"])
    let left = try await yard.ingest()
    #expect(yard.files("done") == ["b.pdf"] && left.map(\.place) == ["a.pdf"])
    try writer.close()
    try await yard.ingest()
    #expect(yard.files("done") == ["a.pdf", "b.pdf"])
  }

  @Test func `a drop folder that is not there is no empty one, and an empty store is not that of a folder with a history`() async throws {
    let yard = try TestYard()
    #expect(throws: Problem.self) { try DropFolder(yard.folder["incomming"]) }
    #expect(yard.folder.names("").allSatisfy { !$0.hasPrefix("incomming") })
    try yard.drop("a.pdf")
    try await yard.ingest()
    let other = try RecordStore(yard.folder["other.sqlite"], create: true)
    try yard.drop("b.pdf")
    let why = await #expect(throws: Problem.self) { try await yard.ingest(into: other) }
    #expect(why?.remedy?.contains("--store") == true && yard.files("incoming") == ["b.pdf"])
  }

  @Test func `of two files with one content the second is read where the first was set aside`() async throws {
    let yard = try TestYard()
    // What is wrong with the first is its name, or that somebody wrote to it.
    try yard.drop("bad.pdf", "good.pdf", "good-too.pdf", content: "one scan")
    try yard.drop("grows.pdf", "h.pdf", content: "another")
    try await yard.ingest()
    #expect(yard.files("quarantine") == ["bad.pdf", "grows.pdf"] && yard.files("done") == ["good-too.pdf", "good.pdf", "h.pdf"])
    #expect(yard.reader.readings(of: "good.pdf") + yard.reader.readings(of: "good-too.pdf") == 1)
    #expect(yard.reader.readings(of: "h.pdf") == 1 && yard.files("working").isEmpty)
  }

  @Test func `a file that waits for one of the same content waits where it is, and the job comes to its end`() async throws {
    let yard = try TestYard(batch: 1)
    try yard.drop("full.pdf", content: "one scan")
    _ = try? await yard.ingest()
    let first = try #require(yard.folder.names("working").first { !$0.hasPrefix(".") })
    // Its batch comes last by now: the other is looked at before.
    for _ in 0..<5 { _ = try? await yard.ingest() }
    try yard.drop("twin.pdf", content: "one scan")
    for _ in 0..<3 { _ = try? await yard.ingest() }
    #expect(yard.files("working") == ["full.pdf", "twin.pdf"] && yard.folder.names("working").count { !$0.hasPrefix(".") } == 2)
    try FileManager.default.removeItem(at: yard.folder["working/\(first)/full.pdf"])
    try await yard.ingest()
    #expect(yard.files("done") == ["twin.pdf"] && yard.files("working").isEmpty)
  }

  @Test func `empty files are no duplicates of each other`() async throws {
    let yard = try TestYard()
    try yard.drop("a.pdf", "b.pdf", "c.pdf", content: "")
    try await yard.ingest()
    #expect(yard.files("quarantine") == ["a.pdf", "b.pdf", "c.pdf"] && yard.reasons.contains("it is empty"))
  }

  @Test func `a file in the folder of a batch that had another of its name is read`() async throws {
    let yard = try TestYard()
    try yard.drop("a.pdf")
    try await yard.ingest()
    let batch = try #require(yard.folder.names("done").first)
    try yard.folder.write("another content", to: "working/\(batch)/a.pdf")
    try await yard.ingest()
    #expect(yard.files("done") == ["a.pdf", "a.pdf"] && yard.reader.readings(of: "a.pdf") == 2)
  }

  @Test func `a store takes in one drop folder while files of it wait`() async throws {
    let yard = try TestYard(), other = try TestYard()
    try yard.drop("full.pdf")
    _ = try? await yard.ingest()
    try other.drop("b.pdf")
    let why = await #expect(throws: Problem.self) { try await other.ingest(into: yard.store) }
    #expect(why?.summary.contains(yard.folder["incoming"].path) == true)
    #expect(other.files("incoming") == ["b.pdf"] && yard.files("working") == ["full.pdf"])
    #expect(try await yard.arrivals().map(\.state) == [.working])
  }

  @Test func `a drop folder that was moved with what waits in it is gone on with`() async throws {
    let yard = try TestYard(), moved = yard.folder["moved"]
    try yard.drop("full.pdf")
    _ = try? await yard.ingest()
    #expect(throws: Problem.self) { try yard.store.bind(to: moved.path) }
    try FileManager.default.moveItem(at: yard.folder["incoming"], to: moved)
    try yard.store.bind(to: moved.path)
  }

  @Test func `batches that the store does not know are told of`() async throws {
    let yard = try TestYard()
    try yard.drop("a.pdf")
    try yard.folder.write("x", to: "working/.keep")
    try await yard.ingest()
    // As after the store was restored from a backup that is older than these.
    try yard.folder.write("x", to: "done/2026-01-01-0007/x.pdf")
    #expect(try await yard.ingest().map(\.place) == ["2026-01-01-0007"])
  }

  @Test func `a path too long to be moved is left, and told of`() async throws {
    let yard = try TestYard()
    try yard.drop("a.pdf", String(repeating: "folder/", count: 160) + "b.pdf")
    #expect(try await yard.ingest().contains { $0.summary.contains("bytes long") })
    #expect(yard.files("incoming") == ["b.pdf"] && yard.files("done") == ["a.pdf"])
  }

  @Test func `a name that is no text is left, and told of`() async throws {
    let yard = try TestYard()
    try yard.drop("a.pdf")
    let path = yard.folder["incoming"].path.utf8.map { CChar(bitPattern: $0) } + [47, CChar(bitPattern: 0xff), 46, 112, 100, 102, 0]
    close(open(path, O_CREAT | O_WRONLY, 0o600))
    let left = try await yard.ingest()
    #expect(left.contains { $0.summary.contains("not in UTF-8") })
    #expect(yard.files("done") == ["a.pdf"])
  }

  @Test func `what is still written, hidden or a link stays in the drop folder`() async throws {
    let yard = try TestYard()
    try yard.drop("a.pdf", "b.pdf.part", ".hidden.pdf")
    try yard.folder.link("incoming/link.pdf", to: "/etc/hostname")
    let left = try await yard.ingest()
    #expect(yard.files("done") == ["a.pdf"])
    #expect(left.contains { $0.place == "link.pdf" } && yard.files("incoming").contains("link.pdf"))
    #expect(yard.files("incoming").contains("b.pdf.part"))
  }

  @Test func `a file that grows between two looks is not taken`() async throws {
    let folder = try TestFolder()
    try folder.write("beg", to: "a.pdf")
    try folder.write("whole", to: "b.pdf")
    async let files = SettledFiles(in: folder.url, after: 0.4)
    try await Task.sleep(for: .seconds(0.1))
    try folder.write("beginning", to: "a.pdf")
    let found = try await files
    #expect(found.settled == ["b.pdf"] && found.moving == ["a.pdf"])
  }

  @Test func `a second ingestion of the same folder is refused, and says whose turn it is`() async throws {
    let yard = try TestYard()
    let folder = try DropFolder(yard.folder["incoming"])
    let lock = try IngestLock(folder)
    let problem = await #expect(throws: Problem.self) { try await yard.ingest() }
    #expect(problem?.code == Ingest.busy && problem?.summary.contains("\(getpid())") == true)
    _ = consume lock
    try await yard.ingest()
  }
}
