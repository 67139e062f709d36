import Forms
import Forms
import Foundation
import Glibc
import Pipeline
import Testing

struct IntakeTests {
  let folder: TestFolder

  init() throws { folder = try TestFolder() }

  @Test func `a folder gives its files and those below it in the order of their names, and names what it leaves out`() throws {
    for path in ["in/b.png", "in/a/c.png", "in/a-b.png", "in/.hidden.png", "in/notes.txt"] { try folder.write(path, to: path) }
    let found = Intake()([folder["in"]])
    #expect(found.files.map(\.name) == ["a-b.png", "a/c.png", "b.png"])
    #expect(found.ignored == [".hidden.png", "notes.txt"])
    #expect(found.problems.isEmpty)
  }

  @Test func `what is named itself is read, hidden or not`() throws {
    let found = Intake()([try folder.write("1", to: ".hidden.png"), try folder.write("2", to: "notes.txt")])
    #expect(found.files.map(\.name) == [".hidden.png", "notes.txt"] && found.ignored.isEmpty)
  }

  @Test func `links to folders and files are followed, and links that lead back end`() throws {
    try folder.write("1", to: "real/a.png")
    try folder.write("2", to: "real/sub/b.png")
    try folder.write("3", to: "other/c.png")
    try folder.link("given", to: "real")
    try folder.link("real/sub/back", to: "..")
    try folder.link("real/elsewhere", to: "../other")
    try folder.link("real/d.png", to: "../other/none.png")
    try folder.link("real/e.png", to: "e.png")
    let found = Intake()([folder["given"]])
    #expect(found.files.map(\.name) == ["a.png", "elsewhere/c.png", "sub/b.png"])
    #expect(found.ignored == ["sub/back/"])
    #expect(found.problems.map(\.place) == ["d.png", "e.png"])
    #expect(found.problems.allSatisfy { $0.summary.hasPrefix("the link leads to nothing") })
  }

  @Test(.timeLimit(.minutes(1)))
  func `pipes, devices and files beyond the limit are problems, and are not waited for or read to their ends`() throws {
    try folder.write("1", to: "in/good.png")
    mkfifo(folder["in/pipe.pdf"].path, 0o600)
    try folder.link("in/zero.pdf", to: "/dev/zero")
    try folder.write("", to: "in/large.pdf")
    truncate(folder["in/large.pdf"].path, 1 << 20 + 1)
    let found = Intake(fileSize: 1)([folder["in"]])
    #expect(found.files.map(\.name) == ["good.png"])
    #expect(Set(found.problems.map(\.place)) == ["large.pdf", "pipe.pdf", "zero.pdf"])
    #expect(found.problems.contains { $0.summary == "the file is larger than 1 MiB" })
    #expect(Intake()([folder["in/pipe.pdf"]]).problems.count == 1)
  }

  @Test(.enabled(if: geteuid() != 0, "the superuser reads everything"))
  func `a folder and a file that may not be read are problems`() throws {
    try folder.write("1", to: "in/shut/a.png")
    try folder.write("2", to: "in/b.png")
    for path in ["in/shut", "in/b.png"] { chmod(folder[path].path, 0) }
    defer { chmod(folder["in/shut"].path, 0o700) }
    let found = Intake()([folder["in"]])
    #expect(Set(found.problems.map(\.place)) == ["shut", "b.png"])
    #expect(found.problems.allSatisfy { $0.summary.contains("Permission denied") })
  }

  @Test func `a folder without scans is a problem`() throws {
    try folder.write("1", to: "in/notes.txt")
    try folder.write("2", to: "full/a.png")
    let found = Intake()([folder["in"], folder["full"]])
    #expect(found.problems.map(\.place) == [folder["in"].path] && found.files.count == 1)
    #expect(found.problems[0].remedy?.contains("notes.txt") == true)
  }

  @Test func `files that would have one name carry their folders' names`() throws {
    let paths = ["x/one/scan.png", "y/one/scan.png", "x/two/scan.png", "x/two/other.png"]
    let found = Intake()(try paths.map { try folder.write($0, to: $0) })
    #expect(found.files.map(\.name) == ["x/one/scan.png", "y/one/scan.png", "two/scan.png", "other.png"])
    #expect(Intake()([folder["x/one"], folder["x/two"]]).files.map(\.name) == ["one/scan.png", "other.png", "two/scan.png"])
  }

  @Test func `the same file given twice is read once, and so is a folder`() throws {
    let scan = try folder.write("1", to: "in/a.png")
    let found = Intake()([scan, folder["in"], folder["in"]])
    #expect(found.files.map(\.name) == ["a.png"] && found.duplicates == 1 && found.problems.count == 1)
    #expect(found.ignored == ["in"])
  }

  @Test func `folders that a run writes to are no input`() throws {
    try folder.write("1", to: "in/a.png")
    try folder.write("2", to: "in/out/records/b.png")
    let output = RecordFolder.folders(of: folder["in/out"])
    #expect(Intake(output: output)([folder["in"]]).ignored == ["out/"])
    _ = try StageKeeper(folder["in/stages"])
    try folder.write("3", to: "in/stages/c.png")
    // Even in a later run that does not write there, and where it is named itself, as by a shell's star.
    let found = Intake(output: output)([folder["in"], folder["in/stages"]])
    #expect(found.files.map(\.name) == ["a.png"] && found.problems.isEmpty)
    #expect(found.ignored == ["out/", "stages/", "stages"])
    // A folder that is input and output at once.
    let both = Intake(output: RecordFolder.folders(of: folder["in"]))([folder["in"]])
    #expect(both.files.map(\.name) == ["a.png", "out/records/b.png"])
  }
}
