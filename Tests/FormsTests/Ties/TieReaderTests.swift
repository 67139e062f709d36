import Foundation
import Testing

@testable import Forms

/// What a form says of fields that hold the same.
struct TieReaderTests {
  private static let form = FormLibraryTests.head + """
          - { field: people/0/lastName, read: line, at: [10, 10, 50, 8] }
          - { field: people/1/lastName, read: line, at: [10, 20, 50, 8] }
          - { field: signed/0/lastName, read: line, at: [10, 30, 50, 8] }
          - { field: signed/0/here, read: signature, at: [70, 30, 50, 8] }
          - { field: house/street, read: line, at: [10, 40, 50, 8] }
          - { field: house/postcode, read: line, at: [10, 50, 50, 8] }
          - { field: office/postcode, read: line, at: [10, 60, 50, 8] }
          - { field: fee, read: line, at: [10, 70, 50, 8] }
          - { field: costs, read: line, at: [10, 80, 50, 8] }
          - { field: total, read: line, at: [10, 90, 50, 8] }
    ties:
      - same: [house/postcode, office/postcode]
      - repeated: { from: [people/*], in: [signed/*] }
      - sum: { of: [fee, costs], is: total }
      - town: { of: [house], lines: [street], postcode: postcode, list: towns }
    fields:
      people: { "*": { lastName: { label: Last name, type: text } } }
      signed: { "*": { lastName: { label: Last name, type: text }, here: { label: Signature, type: signature } } }
      house: { street: { label: Street, type: text }, postcode: { label: Postcode, type: postcode } }
      office: { postcode: { label: Postcode, type: postcode } }
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
        .same(["/house/postcode", "/office/postcode"]),
        .repeated(from: ["/people/0", "/people/1"], in: [["/signed/0"]]), .sum(of: ["/fee", "/costs"], is: "/total"),
        .town(lines: ["/house/street"], postcode: "/house/postcode", list: "towns"),
      ])
    #expect(read.forms.first?.towns["towns"]?.areas(in: "Mill Lane\nLEEDS") == ["LS"])
  }

  @Test(arguments: [
    ("same: [house/postcode, office/postcode]", "same: [house/postcode]", 19, "two fields or more are tied"),
    ("same: [house/postcode,", "same: [house/street,", 19, "is not of the type of"),
    ("same: [house/postcode,", "same: [house/post,", 19, "the form has no 'house/post'"),
    ("same: [house/postcode,", "same: [\"lpc:house/postcode\",", 19, "names no field of this form"),
    ("same: [house/postcode,", "same: [signed/0/here,", 19, "is no field with words"),
    ("same: [house/postcode,", "sane: [house/postcode,", 19, "'sane' is no key here"),
    ("from: [people/*]", "from: [house]", 20, "the group '/house' holds no name"),
    ("from: [people/*]", "from: [fee]", 20, "holds no name"),
    ("{ from: [people/*], in: [signed/*] }", "{ from: [people/*] }", 20, "'in' is missing"),
    ("of: [fee, costs]", "of: [fee, house/street]", 21, "is no amount"),
    ("lines: [street]", "lines: [strait]", 22, "'/house' has no such line"),
    ("postcode: postcode, list", "postcode: street, list", 22, "'/house' has no such postcode"),
    ("list: towns", "list: ../towns", 22, "cannot name a list"), (", list: towns", "", 22, "'list' is missing"),
    ("  - sum: {", "  - same: [fee, total]\n    sum: {", 21, "a tie has one name"),
  ])
  func `what is wrong with a tie is said with its place`(part: String, wrong: String, line: Int, words: String) throws {
    let problems = try FormLibraryTests.problems(Self.form.replacing(part, with: wrong))
    #expect(problems.contains { $0.summary.contains(words) && $0.place.contains("form.yaml:\(line):") }, "\(problems)")
  }
}
