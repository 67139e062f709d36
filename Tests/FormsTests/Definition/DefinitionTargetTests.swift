import Forms
import Foundation
import Testing

struct DefinitionTargetTests {
  private static let folder = TestPipeline.definitions
  private static let kinds = ["opg", "lpa-store", "pcs-api"]

  /// Kinds and paths from the folder of definitions.
  private static func all(_ path: String) throws -> [String] {
    try DefinitionTarget.all(at: folder.appendingPathComponent(path), kinds: kinds).map { target in
      let (kind, url) =
        switch target {
        case .form(let url): ("form", url)
        case .fields(let url): ("fields", url)
        case .rules(let url): ("rules", url)
        case .letters(let url): ("letters", url)
        case .document(let url, let kind): ("document for \(kind)", url)
        case .pipeline(let url): ("pipeline", url)
        }
      return "\(kind): \(url.path.dropFirst(folder.path.count))"
    }
  }

  @Test(arguments: ["rules", "tables", "rules/lpa.yaml", "tables/lpa-fees.yaml", "forms/../rules"])
  func `rules and tables are checked as one, be it a file or the folder that is named`(path: String) throws {
    #expect(try Self.all(path) == ["rules: "])
  }

  @Test(arguments: [
    ("forms/n5b", "form: /forms/n5b"), ("forms/n5b/form.yaml", "form: /forms/n5b"), ("forms/n5", "form: /forms/n5"),
    ("forms/n5/fields.yaml", "fields: /forms/n5/fields.yaml"),
    ("exports/opg/lpc.yaml", "document for opg: /exports/opg/lpc.yaml"), ("default.yaml", "pipeline: /default.yaml"),
  ])
  func `each kind of definition is told from its place`(path: String, target: String) throws {
    #expect(try Self.all(path) == [target])
  }

  @Test func `a folder of several stands for everything in it`() throws {
    let forms = try Self.all("forms"), documents = try Self.all("exports"), one = try Self.all("exports/opg")
    #expect(forms.count >= 9 && documents.count > one.count && one.count > 1)
    #expect(try Self.all("") == forms + ["rules: ", "letters: "] + documents + ["pipeline: /default.yaml"])
  }

  @Test(arguments: [
    ("nope", "there is no such file or folder"), ("README.md", "no definition is here"), ("lists", "no definition is here"),
    ("lists/titles.txt", "no definition is here"), ("forms/n5b/layout.json", "no definition is here"),
  ])
  func `what is no definition is said to be none`(path: String, summary: String) throws {
    let problem = #expect(throws: Problem.self) { try Self.all(path) }
    #expect(problem?.summary == summary && problem?.place.hasSuffix(path) == true && problem?.remedy != nil)
  }

  @Test(arguments: ["rules: x\nversion: 1\n", "table: x\n", "form: x\n"])
  func `a file that lies where none of its kind is read is no pipeline`(text: String) throws {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID()).yaml")
    defer { try? FileManager.default.removeItem(at: file) }
    try Data(text.utf8).write(to: file)
    let problem = #expect(throws: Problem.self) { try DefinitionTarget.all(at: file, kinds: Self.kinds) }
    #expect(problem?.summary.contains("is not where such a file is read") == true)
  }
}
