import Forms
import Foundation
import Pipeline
import Testing

struct EvaluationTests {
  /// Truth of a file that holds two of four form pages, each with one field.
  static func truth(_ file: String, pages: [Int], owner: String) -> String {
    let entries = pages.enumerated().map {
      #"{"index": \#($0), "role": "form", "form": "F", "doc": 0, "form_page": \#($1), "rotation": 0, "severity": "clean", "width": 9, "height": 9}"#
    }
    let fields = (1...4).map {
      #"""
      {"name": "/\#($0)", "type": "text", "form_page": \#($0), "rect": [0, 0, 9, 9], "value": "\#(owner)", "written": "\#(owner)",
        "status": "\#(pages.contains($0) ? "filled" : "page_missing")"}
      """#
    }
    let missing = (1...4).filter { !pages.contains($0) }
    return #"""
      {"schema": "moj-corpus/1", "file": "\#(file)",
        "scan": {"dpi": 300, "color": "bitonal", "container": "pdf", "severity": "clean", "pages": 2},
        "pages": [\#(entries.joined(separator: ", "))],
        "documents": [{"doc": 0, "form": "F", "edition": "1", "mode": "typed", "pages_supplied": \#(pages),
          "missing_pages": \#(missing), "out_of_order": false, "fields": [\#(fields.joined(separator: ", "))]}]}
      """#
  }

  /// A record of pages that lie two and two in these files.
  static func record(_ files: [String], pages: [Int]) -> FormRecord {
    FormRecord(
      id: files.joined(), source: .init(file: files[0], sha256: "", received: nil), form: .init(id: "f", edition: "1"),
      pages: pages.enumerated().map { place, number in
        let file = files[place / 2]
        return .init(
          index: place % 2, formPage: number, rotation: 0, score: 1, runnerUp: 0, residualMM: 0,
          file: file == files[0] ? nil : file)
      }, disposition: .accepted, fields: [:], issues: [])
  }

  /// How many documents there are and how many came out whole, the halves having the owners given.
  static func documents(owners: [String], records: [FormRecord]) throws -> [Int] {
    let all = try #require(evaluation(owners: owners, records: records).tallies["all"])
    return [all.documents, all.rightDocuments]
  }

  static func evaluation(owners: [String], records: [FormRecord]) throws -> Evaluation {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    let written = folder.appending(path: "records")
    try FileManager.default.createDirectory(at: written, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for (file, pages, owner) in [("a.pdf", [1, 2], owners[0]), ("b.pdf", [3, 4], owners[1])] {
      try Data(truth(file, pages: pages, owner: owner).utf8).write(to: folder.appending(path: "\(file).truth.json"))
    }
    for record in records {
      try CanonicalJSON.data(record).write(to: written.appending(path: "\(record.id).json"))
    }
    return try Evaluation(truth: folder, records: written)
  }

  @Test func `a document split over two files counts once, and is whole where one record has all its pages`() throws {
    let joined = [Self.record(["a.pdf", "b.pdf"], pages: [1, 2, 3, 4])]
    let apart = [Self.record(["a.pdf"], pages: [1, 2]), Self.record(["b.pdf"], pages: [3, 4])]
    #expect(try Self.documents(owners: ["x", "x"], records: joined) == [1, 1])
    #expect(try Self.documents(owners: ["x", "x"], records: apart) == [1, 0])
  }

  @Test func `halves of two documents count twice, and one record of both is neither`() throws {
    let joined = [Self.record(["a.pdf", "b.pdf"], pages: [1, 2, 3, 4])]
    let apart = [Self.record(["a.pdf"], pages: [1, 2]), Self.record(["b.pdf"], pages: [3, 4])]
    #expect(try Self.documents(owners: ["x", "y"], records: joined) == [2, 0])
    #expect(try Self.documents(owners: ["x", "y"], records: apart) == [2, 2])
  }

  @Test func `pages in another document's record are counted, and what is wrong is told`() throws {
    let joined = try Self.evaluation(owners: ["x", "y"], records: [Self.record(["a.pdf", "b.pdf"], pages: [1, 2, 3, 4])])
    #expect(joined.tallies["all"]?.strayPages == 2 && joined.pageErrors.isEmpty)
    #expect(
      joined.documentErrors == [
        "a.pdf  document 1  F  together with 2 pages that are not its own",
        "b.pdf  document 1  F  2 pages in another document's record, together with 2 pages that are not its own",
      ])
    let half = try Self.evaluation(owners: ["x", "x"], records: [Self.record(["a.pdf"], pages: [1, 2])])
    #expect(half.documentErrors == ["a.pdf  document 1  F  2 of 4 pages in no record"])
    #expect(half.pageErrors.first == "b.pdf  page 1  F page 3, turned 0°  taken for no form" && half.pageErrors.count == 2)
    #expect(half.tallies["all"]?.strayPages == 0)
  }

  @Test(arguments: [("1978-02-01", 1), ("1978-01-02", 0)])
  func `a date that truth gives as it is written is the same day in the record's form`(read: String, exact: Int) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    let written = folder.appending(path: "records")
    try FileManager.default.createDirectory(at: written, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let truth = Self.truth("a.pdf", pages: [1, 2], owner: "01/02/1978").replacing(
      "\"type\": \"text\"", with: "\"type\": \"date\"")
    try Data(truth.utf8).write(to: folder.appending(path: "a.pdf.truth.json"))
    var record = Self.record(["a.pdf"], pages: [1, 2])
    record.fields["/1"] = FieldReading(
      value: .text(read), text: read, state: .read, confidence: 0.99, review: false, formPage: 1, page: 0,
      zone: Zone(x: 0, y: 0, width: 3.175, height: 3.175))
    try CanonicalJSON.data(record).write(to: written.appending(path: "a.json"))
    let result = try Evaluation(truth: folder, records: written)
    #expect(result.tallies["type:date"]?.exact == exact)
    #expect(result.values["type:date"]?.map(\.isRight) == [exact == 1])
  }

  @Test(arguments: [(FieldReading.State.read, 1), (.blank, 0), (.unclear, 0)])
  func `only a value that was read counts towards how far confidence can be trusted`(
    state: FieldReading.State, values: Int
  ) throws {
    let text = state == .read ? "owner" : nil
    var record = Self.record(["a.pdf", "b.pdf"], pages: [1, 2, 3, 4])
    record.fields["/1"] = FieldReading(
      value: text.map { .text($0) }, text: text, state: state, confidence: 0.999, review: false, formPage: 1, page: 0,
      zone: Zone(x: 0, y: 0, width: 3.175, height: 3.175))
    let result = try Self.evaluation(owners: ["owner", "owner"], records: [record])
    #expect((result.values["all"] ?? []).count == values)
    #expect(result.tallies["all"]?.silent == 1 - values)
  }
}
