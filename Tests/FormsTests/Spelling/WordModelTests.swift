import Foundation
import Testing

@testable import Forms

struct WordModelTests {
  private static func lists(_ text: String?) throws -> [String: [WordModel.Entry]] {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: folder) }
    if let text {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try Data(text.utf8).write(to: folder.appendingPathComponent("names.txt"))
    }
    return try WordModel.lists(in: folder)
  }

  @Test func `a list has a word, a tab and how common it is on each line`() throws {
    let lists = try Self.lists("# Names\nSMITH\t30\n\nO'CONNOR\t0.5\n")
    #expect(lists.keys.sorted() == ["names"])
    #expect(lists["names"]?.map(\.word) == ["SMITH", "O'CONNOR"] && lists["names"]?.map(\.count) == [30, 0.5])
  }

  @Test(arguments: ["SMITH\n", "SMITH\tmany\n", "SMITH\t0\n", "SMITH\t-1\n", "A\tB\t3\n"])
  func `a line that is none is named`(line: String) throws {
    let problem = try #require(throws: Problem.self) { try Self.lists("JONES\t1\n" + line) }
    #expect(problem.place.hasSuffix("names.txt:2") && problem.remedy != nil)
  }

  @Test func `a folder without lists is said to have none`() throws {
    #expect(throws: Problem.self) { try Self.lists(nil) }
  }

  @Test func `a model of no words knows letters alike`() {
    let model = WordModel([])
    #expect(abs(model.share(of: UInt8(ascii: "A"), after: []) - model.share(of: UInt8(ascii: "Q"), after: [])) < 1e-4)
    #expect(!model.contains("A"))
  }

  @Test func `a text is known when it has words and all are in the lists`() {
    let model = WordModel([[("MARY", 1), ("O'CONNOR", 1)]])
    func knows(_ text: String) -> Bool { model.containsAll(of: Array(text.utf8)) }
    #expect(knows("MARY O'CONNOR") && knows("12 MARY"))
    #expect(!knows("MARY ANN") && !knows("20") && !knows(""))
  }
}
