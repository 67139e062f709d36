import Forms
import Foundation
import Pipeline
import Testing

/// What an evaluation says about truth that it cannot use.
struct TruthTests {
  private func problem(truth: String) throws -> Problem? {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: folder) }
    let records = folder.appendingPathComponent("records")
    try FileManager.default.createDirectory(at: records, withIntermediateDirectories: true)
    let source = FormRecord.Source(file: "a.pdf", sha256: "", received: "")
    let record = FormRecord(
      id: "a", source: source, form: .init(id: "n5b", edition: "1"), pages: [], disposition: .review, fields: [:], issues: [])
    try CanonicalJSON.data(record).write(to: records.appendingPathComponent("a.json"))
    try Data(truth.utf8).write(to: folder.appendingPathComponent("a.truth.json"))
    return #expect(throws: Problem.self) { try Evaluation(truth: folder, records: records) }
  }

  @Test func `a file that is no truth is named, with the member that is missing`() throws {
    let problem = try #require(try problem(truth: "{ \"schema\": \"x\" }"))
    #expect(problem.place.hasSuffix("/a.truth.json") && problem.summary == "this is not truth: see /file")
  }

  @Test func `a field without a whole rectangle is named`() throws {
    let field = #"{ "name": "/a", "type": "text", "form_page": 1, "rect": [1], "value": "", "written": "", "status": "empty" }"#
    let problem = try #require(
      try problem(
        truth: """
          { "schema": "moj-corpus/1", "file": "a.pdf", "pages": [],
            "scan": { "dpi": 300, "color": "grey", "container": "pdf", "severity": "clean", "pages": 0 },
            "documents": [{ "doc": 0, "form": "N5B", "edition": "1", "mode": "typed", "pages_supplied": [], "missing_pages": [],
                            "out_of_order": false, "fields": [\(field)] }] }
          """))
    #expect(problem.summary == "the field '/a' has no rectangle")
  }
}
