import Foundation
import Testing

@testable import Forms

/// What a form says of fields that hold the same.
struct TieReaderTests {
  private static let form = """
    form: small
    version: 1
    edition: "1"
    title: Small
    pages:
      - number: 1
        zones:
          - { field: people/0/lastName, read: line, at: [10, 10, 50, 8] }
          - { field: people/1/lastName, read: line, at: [10, 20, 50, 8] }
          - { field: signed/0/lastName, read: line, at: [10, 30, 50, 8] }
          - { field: signed/0/here, read: signature, at: [70, 30, 50, 8] }
          - { field: home/street, read: line, at: [10, 40, 50, 8] }
          - { field: home/postcode, read: line, at: [10, 50, 50, 8] }
          - { field: work/postcode, read: line, at: [10, 60, 50, 8] }
          - { field: fee, read: line, at: [10, 70, 50, 8] }
          - { field: costs, read: line, at: [10, 80, 50, 8] }
          - { field: total, read: line, at: [10, 90, 50, 8] }
    ties:
      - same: [home/postcode, work/postcode]
      - repeated: { from: [people/*], in: [signed/*] }
      - sum: { of: [fee, costs], is: total }
      - town: { of: [home], lines: [street], postcode: postcode, list: towns }
    fields:
      people: { "*": { lastName: { label: Last name, type: text } } }
      signed: { "*": { lastName: { label: Last name, type: text }, here: { label: Signature, type: signature } } }
      home: { street: { label: Street, type: text }, postcode: { label: Postcode, type: postcode } }
      work: { postcode: { label: Postcode, type: postcode } }
      fee: { label: Fee, type: money }
      costs: { label: Costs, type: money }
      total: { label: Total, type: money }
    """

  @Test func `ties are read with every field and group that their paths mean`() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString)/small")
    defer { try? FileManager.default.removeItem(at: folder.deletingLastPathComponent()) }
    try FormLibraryTests.write(Data(Self.form.utf8), to: folder)
    let lists = folder.deletingLastPathComponent().appending(path: "lists")
    try FileManager.default.createDirectory(at: lists, withIntermediateDirectories: true)
    try Data("# where towns lie\nLeeds\tLS\n".utf8).write(to: lists.appending(path: "towns.txt"))
    let read = FormLibrary.readForm(folder)
    #expect(read.problems == [])
    #expect(
      read.forms.first?.ties == [
        .same(["/home/postcode", "/work/postcode"]),
        .repeated(from: ["/people/0", "/people/1"], in: [["/signed/0"]]), .sum(of: ["/fee", "/costs"], is: "/total"),
        .town(lines: ["/home/street"], postcode: "/home/postcode", list: "towns"),
      ])
    #expect(read.forms.first?.towns["towns"]?.areas(in: "Mill Lane\nLEEDS") == ["LS"])
  }

  @Test(arguments: [
    ("same: [home/postcode, work/postcode]", "same: [home/postcode]", 19, "two fields or more are tied"),
    ("same: [home/postcode,", "same: [home/street,", 19, "is not of the type of"),
    ("same: [home/postcode,", "same: [home/post,", 19, "the form has no 'home/post'"),
    ("same: [home/postcode,", "same: [\"lpc:home/postcode\",", 19, "names no field of this form"),
    ("same: [home/postcode,", "same: [signed/0/here,", 19, "is no field with words"),
    ("same: [home/postcode,", "sane: [home/postcode,", 19, "'sane' is no key here"),
    ("from: [people/*]", "from: [home]", 20, "the group '/home' holds no name"),
    ("from: [people/*]", "from: [fee]", 20, "holds no name"),
    ("{ from: [people/*], in: [signed/*] }", "{ from: [people/*] }", 20, "'in' is missing"),
    ("of: [fee, costs]", "of: [fee, home/street]", 21, "is no amount"),
    ("lines: [street]", "lines: [strait]", 22, "'/home' has no such line"),
    ("postcode: postcode, list", "postcode: street, list", 22, "'/home' has no such postcode"),
    ("list: towns", "list: ../towns", 22, "cannot name a list"), (", list: towns", "", 22, "'list' is missing"),
    ("  - sum: {", "  - same: [fee, total]\n    sum: {", 21, "a tie has one name"),
  ])
  func `what is wrong with a tie is said with its place`(part: String, wrong: String, line: Int, words: String) throws {
    let problems = try FormLibraryTests.problems(Self.form.replacing(part, with: wrong))
    #expect(problems.contains { $0.summary.contains(words) && $0.place.contains("form.yaml:\(line):") }, "\(problems)")
  }
}
