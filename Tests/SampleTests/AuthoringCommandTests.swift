import Foundation
import Testing

/// The real commands by which forms are added and tried, where something is wrong.
struct AuthoringCommandTests {
  /// A folder to start the command in; it goes with `remove()`.
  private struct Place {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)

    init() throws { try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true) }

    func remove() { try? FileManager.default.removeItem(at: folder) }

    func write(_ text: String, _ name: String) throws {
      let file = folder.appendingPathComponent(name)
      try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }

    func run(
      _ arguments: String..., program: URL = SampleTests.formscan,
      home: String? = SampleTests.root.appendingPathComponent("Pipelines").path
    ) throws -> (status: Int32, output: String) {
      try SampleTests.run(arguments, with: ["FORMSCAN_HOME": home], program: program, in: folder)
    }
  }

  private static let blank = SampleTests.samples.appendingPathComponent("n5b-missing-page.tif").path

  @Test(arguments: [
    ["--turns", "foo"], ["--turns", ""], ["--turns", "45"], ["--count=-3"], ["--count", "0"], ["--name", "../x"],
    ["--seed", "18446744073709551615", "--count", "2"], ["--sheets", ""], ["--sheets", "1:1:1"], ["--damage", "burnt"],
    ["--damage", ""], ["--mixed", "--sheets", "1"],
  ])
  func `a specimen that cannot be made is wrong usage`(options: [String]) throws {
    #expect(try SampleTests.run(["specimen", "n5b", "--output", "/nowhere/at/all"] + options).status == 1)
  }

  @Test func `what cannot be written is a problem of its folder`() throws {
    let place = try Place()
    defer { place.remove() }
    try place.write("", "file")
    for command in [["specimen", "n5b", "--sheets", "1"], ["preview", "n5b"]] {
      let (status, output) = try place.run(command[0], command[1], "--output", "file")
      #expect(
        status == 4
          && output == "file: the folder cannot be made\n  Choose another with --output, or check who may write there.\n")
    }
  }

  @Test func `a draft needs the blank's PDF and a name that stays within its folder`() throws {
    let place = try Place()
    defer { place.remove() }
    try place.write("PK\u{3}\u{4} and then %PDF-1.7", "x.zip")
    for (file, words) in [
      ("nowhere.pdf", "nowhere.pdf: the file cannot be read"), ("x.zip", "x.zip: the file is an archive"),
      (Self.blank, "the blank form is no PDF"),
    ] {
      let (status, output) = try place.run("draft", file, "--form", "x")
      #expect(status == 4 && output.contains(words), "\(output)")
    }
    #expect(try place.run("draft", "x.zip", "--form", "../x").status == 1)
    #expect(try FileManager.default.contentsOfDirectory(atPath: place.folder.path) == ["x.zip"])
  }

  @Test func `an evaluation of nothing is a failure that says so`() throws {
    let place = try Place()
    defer { place.remove() }
    try FileManager.default.createDirectory(at: place.folder.appendingPathComponent("empty"), withIntermediateDirectories: true)
    for (folder, words) in [("empty", "no file here ends in .json"), ("nowhere", "there is no such folder")] {
      let (status, output) = try place.run("evaluate", folder, folder)
      #expect(status == 4 && output.contains(words), "\(output)")
    }
  }

  @Test func `definitions that were named and are not there are never passed over`() throws {
    let place = try Place()
    defer { place.remove() }
    let named = try place.run("check", "--definitions", "nowhere")
    #expect(named.status == 5 && named.output.contains("/nowhere: the form definitions are not here"))
    let home = try place.run("check", home: "/nowhere")
    #expect(home.status == 5 && home.output.contains("FORMSCAN_HOME"))
  }

  @Test func `a form drafted here is found here, before the installed ones`() throws {
    let place = try Place()
    defer { place.remove() }
    let program = place.folder.appendingPathComponent("installed/bin/formscan")
    try place.write("", "installed/share/formscan/Pipelines/forms/theirs/form.yaml")
    try FileManager.default.createDirectory(at: program.deletingLastPathComponent(), withIntermediateDirectories: true)
    try FileManager.default.copyItem(at: SampleTests.formscan, to: program)
    #expect(
      try place.run("check", program: program, home: nil).output.contains("installed/share/formscan/Pipelines/forms/theirs"))
    let blank = SampleTests.samples.appendingPathComponent("n5b-typed.pdf").path
    let draft = try place.run("draft", blank, "--form", "mine", "--pages", "1", program: program, home: nil)
    #expect(draft.status == 0 && draft.output.contains("from now on formscan reads Pipelines/"), "\(draft.output)")
    let preview = try place.run("preview", "mine", program: program, home: nil)
    #expect(preview.status == 0 && preview.output == "preview/mine-1.png\n", "\(preview.output)")
  }
}
