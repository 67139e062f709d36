import Foundation
import Testing

/// How `formscan run` ends and what it says.
@Suite(.serialized)
struct RunCommandTests {
  let folder = SampleTests.folder()
  let scan = SampleTests.samples.appendingPathComponent("n5b-typed.pdf").path

  @Test(arguments: ["2026-02-30", "26-01-01", "2026-01-01T25:00:00Z", "2026-13-01", "2026-1-1", "today"])
  func `a day that is not in the calendar is wrong usage`(day: String) throws {
    #expect(try SampleTests.run(["run", scan, "--received", day, "--output", folder.path]).status == 1)
    #expect(!FileManager.default.fileExists(atPath: folder.path))
  }

  @Test(arguments: ["9999-01-01", "2200-01-01T12:00:00Z"])
  func `a day that is still to come is wrong usage`(day: String) throws {
    let (status, output) = try SampleTests.run(["run", scan, "--received", day, "--output", folder.path])
    #expect(status == 1 && output.contains("still to come"), "\(output)")
    #expect(!FileManager.default.fileExists(atPath: folder.path))
  }

  @Test func `a folder without scans ends with 4, and leaves the output as it is`() throws {
    let empty = folder.appendingPathComponent("empty"), out = folder.appendingPathComponent("out")
    try FileManager.default.createDirectory(at: empty, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let (status, output) = try SampleTests.run(["run", empty.path, "--output", out.path])
    #expect(status == 4 && output.contains("there are no scans in this folder"))
    #expect(!FileManager.default.fileExists(atPath: out.path))
  }

  @Test func `missing definitions or language data end with 5 before anything is read`() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let none = try SampleTests.run(["run", scan, "--definitions", "/nowhere", "--output", folder.path])
    #expect(none.status == 5)
    let (status, output) = try SampleTests.run(["run", scan, "--output", folder.path], with: ["TESSDATA_PREFIX": "/nowhere"])
    #expect(status == 5 && output.contains("tesseract-ocr-eng"), "\(output)")
    #expect(!FileManager.default.fileExists(atPath: folder.appendingPathComponent("summary.json").path))
  }
}
