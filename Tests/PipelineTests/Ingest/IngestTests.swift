import Forms
import Foundation
import Glibc
import RecordStore
import Synchronization
import Testing

@testable import Pipeline

struct IngestTests {
  @Test func `files are read once and moved on, and what cannot be read says why beside it`() async throws {
    let yard = try TestYard()
    try yard.drop("a.pdf", "sub/b.pdf", "bad.pdf", "notes.txt")
    try await yard.ingest()
    #expect(yard.files("done") == ["a.pdf", "b.pdf"])
    #expect(yard.files("quarantine") == ["bad.pdf", "notes.txt"])
    #expect(yard.files("incoming").isEmpty && yard.files("working").isEmpty)
    let batch = try #require(yard.folder.names("quarantine").first)
    #expect(yard.folder.names("quarantine") == [batch, "\(batch).why.txt"])
    #expect(yard.reasons.contains("bad.pdf\n  the file is cut short\n  Send it again.\n\nnotes.txt\n"))
    #expect(try Data(contentsOf: yard.folder["done/\(batch)/sub/b.pdf"]) == Data("content of sub/b.pdf".utf8))
    let arrivals = try await yard.arrivals()
    #expect(arrivals.filter { $0.state == .done }.map(\.documents) == [1, 1])
  }

  @Test func `the same bytes are a duplicate, under whatever name and in whatever night`() async throws {
    let yard = try TestYard()
    try yard.drop("a.pdf", "b.pdf", content: "one scan")
    try await yard.ingest()
    try yard.drop("c.pdf", content: "one scan")
    try await yard.ingest()
    let states = Dictionary(uniqueKeysWithValues: try await yard.arrivals().map { ($0.name, $0.state) })
    #expect(states == ["a.pdf": .done, "b.pdf": .duplicate, "c.pdf": .duplicate])
    #expect(yard.files("done") == ["a.pdf", "b.pdf", "c.pdf"])
    #expect(["a.pdf", "b.pdf", "c.pdf"].map(yard.reader.readings).reduce(0, +) == 1)
  }

  @Test func `what was in quarantine may come again`() async throws {
    let yard = try TestYard()
    try yard.drop("bad.pdf", content: "x")
    try await yard.ingest()
    try yard.drop("good.pdf", content: "x")
    try await yard.ingest()
    #expect(yard.files("done") == ["good.pdf"])
  }

  @Test func `a file that ends its reader twice is set aside, and every other one is read`() async throws {
    let yard = try TestYard()
    try yard.drop("a.pdf", "b.pdf", "dies.pdf", "dies-too.pdf", "z.pdf")
    try await yard.ingest()
    #expect(yard.files("quarantine") == ["dies-too.pdf", "dies.pdf"])
    #expect(yard.files("done") == ["a.pdf", "b.pdf", "z.pdf"])
    let problem = try #require(try await yard.arrivals().first { $0.name == "dies.pdf" }?.problem)
    #expect(problem.summary.contains("signal 11") && problem.summary.contains("page 3") && problem.summary.contains("'read'"))
    // After the first death pages are read one at a time, so that it is known which one it was.
    #expect(yard.reader.workers.first == 2 && yard.reader.workers.dropFirst().contains(1))
  }

  @Test func `a name as long as can be is set aside with its reason`() async throws {
    let yard = try TestYard(), name = "bad" + String(repeating: "ŵ", count: 124) + ".pdf"
    try yard.drop(name, "a.pdf")
    #expect(name.utf8.count == 255)
    try await yard.ingest()
    #expect(yard.files("quarantine") == [name] && yard.files("done") == ["a.pdf"])
    #expect(yard.reasons.hasPrefix(name + "\n"))
  }

  @Test func `a file that cannot be moved stays, is told of, and keeps no other up`() async throws {
    let yard = try TestYard(batch: 2), moves = Mutex(0)
    try yard.drop("a.pdf", "b.pdf", "c.pdf", "d.pdf")
    let stuck = await #expect(throws: Problem.self) {
      try await yard.ingest { () throws(Problem) in
        guard moves.withLock({ $0 += 1; return $0 }) == 2 else { return }
        var problem = Problem(place: "b.pdf", summary: "the file cannot be moved", remedy: "")
        problem.code = DropFolder.immovable
        throw problem
      }
    }
    #expect(stuck?.place == "b.pdf" && yard.files("incoming") == ["b.pdf"] && yard.files("done") == ["a.pdf", "c.pdf", "d.pdf"])
    try await yard.ingest()
    #expect(yard.files("incoming").isEmpty && yard.files("done") == ["a.pdf", "b.pdf", "c.pdf", "d.pdf"])
  }

  @Test func `a batch of which a file cannot be moved on keeps no other up, in this start and the next`() async throws {
    let yard = try TestYard(batch: 2), moves = Mutex(0)
    try yard.drop("a.pdf", "b.pdf", "c.pdf", "d.pdf")
    let stuck = await #expect(throws: Problem.self) {
      try await yard.ingest { () throws(Problem) in
        // The third is a.pdf's to done.
        guard moves.withLock({ $0 += 1; return $0 }) == 3 else { return }
        var problem = Problem(place: "a.pdf", summary: "the file cannot be moved", remedy: "")
        problem.code = DropFolder.immovable
        throw problem
      }
    }
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
    // All of it moved back, with the text of reasons.
    try FileManager.default.removeItem(at: yard.folder["incoming/bad2.pdf.why.txt"])
    for name in yard.folder.names("quarantine/\(batch)") {
      try FileManager.default.moveItem(at: yard.folder["quarantine/\(batch)/\(name)"], to: yard.folder["incoming/\(name)"])
    }
    try FileManager.default.moveItem(at: yard.folder["quarantine/\(batch).why.txt"], to: yard.folder["incoming/\(batch).why.txt"])
    try await yard.ingest()
    #expect(yard.files("incoming").isEmpty && yard.files("working").isEmpty && yard.files("quarantine").count == 5)
  }

  @Test func `what was read and could not be written is not done with`() async throws {
    let yard = try TestYard()
    try yard.drop("a.pdf", "late.pdf")
    let why = await #expect(throws: Problem.self) { try await yard.ingest() }
    #expect(why?.summary.contains("locked") == true)
    // Nobody knows which of the batch's records are there.
    #expect(yard.files("working") == ["a.pdf", "late.pdf"] && yard.files("done").isEmpty)
    #expect(try await yard.arrivals().map(\.state) == [.working, .working])
  }

  @Test func `an envelope of which no document could be read is set aside, and all that it used stays free`() async throws {
    let yard = try TestYard()
    try yard.drop("none.zip", "part.zip")
    try await yard.ingest()
    #expect(yard.files("quarantine") == ["none.zip"] && yard.files("done") == ["part.zip"])
    let store = yard.store
    #expect(try store.earlierEnvelope("none.zip", than: "other") == nil && store.earlierEnvelope("part.zip", than: "other") != nil)
    #expect(try store.earlierUse(of: "none.zip 1", than: "other") == nil && store.earlierUse(of: "part.zip 1", than: "other") != nil)
    // Of the document that could not be read the number is free too, and its content may come again.
    #expect(try store.earlierUse(of: "part.zip 2", than: "other") == nil && store.earlierScan("part.zip/2", than: "other") == nil)
    let report = try await yard.report()
    #expect(report.unreadScans == 1 && report.next.contains { $0.hasPrefix("1 document of an envelope could not be read") })
    #expect(report.quarantined == 1)
  }

  @Test func `a file that cannot be read is counted and told of`() async throws {
    let yard = try TestYard()
    try yard.drop("a.pdf", "large.pdf")
    // More than is looked at; it takes no room.
    truncate(yard.folder["incoming/large.pdf"].path, 70 << 30)
    try await yard.ingest()
    let report = try await yard.report()
    #expect(report.received == 2 && report.quarantined == 1 && yard.files("quarantine") == ["large.pdf"])
    #expect(yard.reasons.hasPrefix("large.pdf\n  "))
  }

  @Test func `starts that ended for what is no fault of a file set none aside`() async throws {
    let yard = try TestYard(), missing = Problem(place: "formscan", summary: "no language data", remedy: "Install it.")
    try yard.drop("a.pdf", "b.pdf")
    for end in [BatchEnd.unable(missing, status: 5), .stopped] {
      yard.reader.end.withLock { $0 = end }
      for _ in 0..<25 { _ = try? await yard.ingest() }
      #expect(yard.files("working") == ["a.pdf", "b.pdf"])
    }
    yard.reader.end.withLock { $0 = nil }
    try await yard.ingest()
    #expect(yard.files("done") == ["a.pdf", "b.pdf"])
  }

  @Test func `a file that was written to while it was read is set aside, and may come whole`() async throws {
    let yard = try TestYard()
    try yard.drop("a.pdf", "grows.pdf")
    try await yard.ingest()
    #expect(yard.files("done") == ["a.pdf"] && yard.files("quarantine") == ["grows.pdf"])
    #expect(yard.reasons.contains("written to while it was read"))
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

  @Test func `a batch that dies with no page in work is divided until the file is found`() async throws {
    let yard = try TestYard()
    try yard.drop("a.pdf", "b.pdf", "c.pdf", "d.pdf", "mute.pdf", "n.pdf", "o.pdf")
    try await yard.ingest()
    #expect(yard.files("quarantine") == ["mute.pdf"])
    #expect(yard.files("done") == ["a.pdf", "b.pdf", "c.pdf", "d.pdf", "n.pdf", "o.pdf"])
    #expect(yard.files("working").isEmpty)
  }

  @Test func `what is not read for want of the machine stays, and the next start goes on`() async throws {
    let yard = try TestYard()
    try yard.drop("a.pdf", "full.pdf")
    await #expect(throws: Problem.self) { try await yard.ingest() }
    #expect(yard.files("done") == ["a.pdf"] && yard.files("working") == ["full.pdf"])
    let batch = try #require(yard.folder.names("working").first { !$0.hasPrefix(".") })
    try FileManager.default.moveItem(at: yard.folder["working/\(batch)/full.pdf"], to: yard.folder["keep"])
    try FileManager.default.moveItem(at: yard.folder["keep"], to: yard.folder["working/\(batch)/full.pdf"])
    await #expect(throws: Problem.self) { try await yard.ingest() }
    #expect(yard.files("working") == ["full.pdf"] && yard.reader.readings(of: "a.pdf") == 1)
  }

  @Test(arguments: ["dies.pdf", "mute.pdf"])
  func `cut off before any of its moves, the next start brings every file to its end, once`(deadly: String) async throws {
    for cut in 0..<40 {
      let yard = try TestYard(batch: 3)
      try yard.drop("a.pdf", "b.pdf", "bad.pdf", deadly, "e.pdf", "f.pdf")
      try yard.drop("again.pdf", content: "content of a.pdf")
      let left = Mutex(cut)
      let cutOff: @Sendable () throws(Problem) -> Void = { () throws(Problem) in
        if left.withLock({ left in
          left -= 1
          return left < 0
        }) {
          throw Problem(place: "test", summary: "cut off")
        }
      }
      let isWhole = (try? await yard.ingest(step: cutOff)) != nil
      try await yard.ingest()
      #expect(yard.files("done") == ["a.pdf", "again.pdf", "b.pdf", "e.pdf", "f.pdf"], "cut \(cut)")
      #expect(yard.files("quarantine") == ["bad.pdf", deadly], "cut \(cut)")
      #expect(yard.files("incoming").isEmpty && yard.files("working").isEmpty, "cut \(cut)")
      let states = try await yard.arrivals().map(\.state)
      #expect(states.count { $0 == .done } == 4 && states.count { $0 == .duplicate } == 1, "cut \(cut): \(states)")
      #expect(states.count { $0 == .quarantined } == 2 && states.count == 7, "cut \(cut): \(states)")
      if isWhole { return }
    }
    Issue.record("it never came to its end without a cut")
  }

  @Test func `what the whole job ended with again and again comes last, and is set aside in the end`() async throws {
    let yard = try TestYard()
    try yard.drop("a.pdf", "full.pdf")
    _ = try? await yard.ingest()
    // Four starts more, each of which ends the job.
    for _ in 0..<4 { _ = try? await yard.ingest() }
    try yard.drop("new.pdf")
    _ = try? await yard.ingest()
    #expect(yard.files("done") == ["a.pdf", "new.pdf"] && yard.files("working") == ["full.pdf"])
    for _ in 0..<20 { _ = try? await yard.ingest() }
    #expect(yard.files("quarantine") == ["full.pdf"] && yard.files("working").isEmpty)
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

  @Test func `a file that is gone while it waited is said to be gone`() async throws {
    let yard = try TestYard()
    try yard.drop("a.pdf", "full.pdf")
    _ = try? await yard.ingest()
    let batch = try #require(yard.folder.names("working").first { !$0.hasPrefix(".") })
    try FileManager.default.removeItem(at: yard.folder["working/\(batch)"])
    try await yard.ingest()
    let arrival = try #require(try await yard.arrivals().first { $0.name == "full.pdf" })
    #expect(arrival.state == .quarantined && arrival.problem?.summary.contains("gone") == true)
  }

  @Test func `a set is no envelope that a statement should have, and its documents' IDs are taken`() async throws {
    let yard = try TestYard()
    try yard.drop("set.xml", content: "<Set/>")
    try yard.drop("told.json", content: #"{"envelopes":[]}"#)
    try await yard.ingest()
    #expect(try await yard.report().reconciliation?.discrepancies == [])
    #expect(try yard.store.earlierUse(of: "ID of set.xml", than: "another file") != nil)
  }

  @Test func `a statement is kept and moved on, and other JSON is no scan`() async throws {
    let yard = try TestYard()
    try yard.drop("told.json", content: #"{"envelopes":[{"zip_file_name":"1_01-01-2026-10-00-00.zip"}]}"#)
    try yard.drop("other.json", content: #"{"a":1}"#)
    try await yard.ingest()
    // Two of one name but for the folder, and one with a name as long as can be.
    let long = String(repeating: "s", count: 250) + ".json"
    for (number, name) in ["sub/told.json", "sub-told.json", long].enumerated() {
      try yard.drop(name, content: #"{"envelopes":[{"zip_file_name":"\#(number + 2)_01-01-2026-10-00-00.zip"}]}"#)
    }
    try await yard.ingest()
    #expect(yard.files("quarantine") == ["other.json"] && yard.files("incoming").isEmpty)
    #expect(yard.files("done") == [long, "sub-told.json", "told.json", "told.json"].sorted())
    let report = try await yard.report()
    #expect(report.reconciliation?.discrepancies.map(\.kind) == Array(repeating: .reportedNotReceived, count: 4))
  }
}
