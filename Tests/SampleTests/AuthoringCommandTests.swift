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

  @Test func `how far confidence can be trusted comes as a table, as rows and as a plot`() throws {
    let place = try Place()
    defer { place.remove() }
    let scan = #""dpi": 300, "color": "grey", "container": "pdf", "severity": "clean", "pages": 1"#
    let page = #""index": 0, "rotation": 0, "role": "form", "form": "F", "doc": 0, "form_page": 1, "severity": "clean""#
    let field =
      #""name": "a", "type": "date", "form_page": 1, "rect": [0, 0, 72, 72], "value": "x", "written": "x", "mode": "typed""#
    let document = #""doc": 0, "form": "F", "edition": "1", "mode": "typed", "pages_supplied": [1], "missing_pages": []"#
    try place.write(
      #"""
      {"schema": "moj-corpus/1", "file": "a.pdf", "scan": {\#(scan)}, "pages": [{\#(page), "width": 9, "height": 9}],
        "documents": [{\#(document), "out_of_order": false, "fields": [{\#(field), "status": "filled", "iso": "2026-01-02"}]}]}
      """#, "truth/a.pdf.truth.json")
    let read =
      #""value": "2026-01-02", "text": "2026-01-02", "state": "read", "confidence": 0.9, "review": false, "reasons": []"#
    let found = #""index": 0, "formPage": 1, "rotation": 0, "score": 1, "runnerUp": 0, "residualMM": 0"#
    try place.write(
      #"""
      {"schema": "formscan.record/1", "id": "a", "source": {"file": "a.pdf", "sha256": ""}, "form": {"id": "f", "edition": "1"},
        "pages": [{\#(found)}], "disposition": "accepted", "issues": [],
        "fields": {"/a": {\#(read), "alternatives": [], "formPage": 1, "page": 0, "zone": [0, 0, 25.4, 25.4]}}}
      """#, "records/a.json")
    let (status, output) = try place.run("evaluate", "records", "truth", "--risk", "risk")
    #expect(status == 0, "\(output)")
    let row = output.split(separator: "\n").last { $0.hasPrefix("type:date") }?.split(separator: " ").map(String.init)
    #expect(
      row == ["type:date", "1", "100.0%", "100.0%", "0", "100.0%", "100.0%", "10.0%", "(10.0%", "–", "10.0%)"], "\(output)")
    func text(_ name: String) throws -> String {
      try String(contentsOf: place.folder.appendingPathComponent("risk/\(name)"), encoding: .utf8)
    }
    let rows = try text("risk.csv").split(separator: "\n")
    // Three groups (all, mode and type) at ten coverages.
    #expect(
      rows.count == 31 && rows.first == "group,coverage,risk,low,high" && rows.last == "type:date,1.0,0.0000,0.0000,0.7935")
    #expect(try text("risk.svg").hasPrefix("<svg"))
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

  private static let fields = """
    form: small
    version: 1
    title: Small
    fields:
      name: { label: Name, type: text, bind: Claimant's name }
      agree: { label: Agreed, type: choice, of: [yes, no], bind: { yes: 3. Agree… Yes, no: 3. Agree… No } }
    """

  /// A page of 200 × 300 points with a word and three fields of an AcroForm.
  private static let pdf = """
    %PDF-1.7
    1 0 obj <</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[10 0 R 11 0 R 12 0 R 13 0 R]>>>> endobj
    2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj
    3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 200 300]/Annots[10 0 R 11 0 R 12 0 R 13 0 R]/Contents 4 0 R\
    /Resources<</Font<</F 5 0 R>>>>>> endobj
    4 0 obj <</Length 38>> stream
    BT /F 12 Tf 20 270 Td (Claimant) Tj ET
    endstream endobj
    5 0 obj <</Type/Font/Subtype/Type1/BaseFont/Helvetica>> endobj
    10 0 obj <</Type/Annot/Subtype/Widget/P 3 0 R/FT/Tx/T(claimant's NAME)/Rect[20 230 180 250]>> endobj
    11 0 obj <</Type/Annot/Subtype/Widget/P 3 0 R/FT/Btn/T(3 Agree to it? Yes)/Rect[20 200 30 210]>> endobj
    12 0 obj <</Type/Annot/Subtype/Widget/P 3 0 R/FT/Btn/T(3 Agree to it? No)/Rect[60 200 70 210]>> endobj
    13 0 obj <</Type/Annot/Subtype/Widget/P 3 0 R/FT/Tx/T(seal)/Rect[20 100 180 120]>> endobj
    trailer <</Root 1 0 R>>
    %%EOF

    """

  @Test func `a prepared form takes its places from the official PDF by one command`() throws {
    let place = try Place()
    defer { place.remove() }
    try place.write(Self.pdf, "blank.pdf")
    try place.write(Self.fields.replacing("3. Agree", with: "3 Agree"), "Pipelines/forms/small/fields.yaml")
    let before = try place.run("check", home: nil)
    #expect(before.status == 0 && before.output.contains("small: prepared, 2 fields"), "\(before.output)")
    let draft = try place.run(
      "draft", "blank.pdf", "--form", "small", "--bind", "Pipelines/forms/small/fields.yaml", "--edition", "01.26", home: nil)
    #expect(draft.status == 0 && draft.output.contains("left over") && draft.output.contains("page 1: seal"), "\(draft.output)")
    let after = try place.run("check", home: nil)
    #expect(after.status == 0 && after.output.contains("small 01.26: 1 pages, 2 zones, 2 fields"), "\(after.output)")
  }

  @Test func `what the PDF lacks is named where it is bound, and nothing is written`() throws {
    let place = try Place()
    defer { place.remove() }
    try place.write(Self.pdf, "blank.pdf")
    try place.write(Self.fields, "fields.yaml")
    let draft = try place.run("draft", "blank.pdf", "--form", "small", "--bind", "fields.yaml", "--output", "out")
    #expect(
      draft.status == 2 && draft.output.contains("fields.yaml:6:69: the PDF has no field '3. Agree… Yes'"), "\(draft.output)")
    #expect(!FileManager.default.fileExists(atPath: place.folder.appendingPathComponent("out").path))
    try place.write(Self.fields.replacing("bind: Claimant's name", with: "bnd: x"), "fields.yaml")
    let wrong = try place.run("check", "fields.yaml")
    #expect(wrong.status == 2 && wrong.output.contains("fields.yaml:5:36: 'bnd' is no key here"), "\(wrong.output)")
  }
}
