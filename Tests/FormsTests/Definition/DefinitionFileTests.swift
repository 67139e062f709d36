import Forms
import Foundation
import Testing

/// What is said about a definition's file before a word of it is read.
struct DefinitionFileTests {
  @Test func `a file that is not UTF-8 is named with the place where it stops being so`() throws {
    let latin = try #require(FormLibraryTests.good.replacing("title: Small", with: "title: café").data(using: .isoLatin1))
    let problem = try #require(try FormLibraryTests.problems(latin).first)
    #expect(problem.place.hasSuffix("form.yaml:4:11") && problem.summary == "the file is not UTF-8 from here on")
  }

  @Test func `a mark of the encoding before the text is no harm`() throws {
    #expect(try FormLibraryTests.problems(Data([0xef, 0xbb, 0xbf]) + Data(FormLibraryTests.good.utf8)) == [])
  }

  @Test func `a folder that is not there is said to hold no form`() {
    let problems = FormLibrary.readForm(URL(fileURLWithPath: "/nowhere/n5b")).problems
    #expect(problems.map(\.summary) == ["there is no form.yaml here"])
  }

  @Test func `a pipeline's file that is not there is said to be missing`() {
    #expect(throws: Problem(place: "/nowhere.yaml", summary: "there is no such file", remedy: "Check the path.")) {
      try PipelineDefinition.read(URL(fileURLWithPath: "/nowhere.yaml"))
    }
  }
}
