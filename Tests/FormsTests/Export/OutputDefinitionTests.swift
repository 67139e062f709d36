import Forms
import Foundation
import Testing

struct OutputDefinitionTests {
  @Test(arguments: [
    ("outputs: [ { kind: jsn, folder: out } ]", 20, "there is no kind of output 'jsn'"),
    ("outputs: [ { folder: out } ]", 12, "the output has no 'kind'"),
    ("outputs: [ { kind: json } ]", 12, "the output has no 'folder'"),
    ("outputs: [ { kind: json, folder: '' } ]", 34, "the folder has no name"),
    ("outputs: [ { kind: json, folder: out, colour: red } ]", 39, "'colour' is no key here"),
    ("outputs: [ { kind: json, folder: a }, { kind: json, folder: ./a } ]", 39, "two outputs of kind 'json' go to one folder"),
    ("outputs: [ { kind: opg, folder: out, scanner: 9, schedule: '' } ]", 60, "'schedule' is empty"),
    ("outputs: [ { kind: opg, folder: out, scanner: ' ', schedule: s } ]", 47, "'scanner' is empty"),
    ("outputs: out/json", 10, "a list is needed here"),
  ])
  func `an output that cannot be is named with its column and what to do`(yaml: String, column: Int, summary: String) throws {
    let problem = try #require(try TestPipeline.read(yaml).problems.first)
    #expect(problem.place.hasSuffix(".yaml:1:\(column)") && problem.summary == summary)
    #expect(problem.remedy?.isEmpty == false)
  }

  @Test func `outputs are taken in the order of the file`() throws {
    let (pipeline, problems) = try TestPipeline.read("outputs: [ { kind: json, folder: a }, { kind: json, folder: /b } ]")
    #expect(problems == [])
    #expect(pipeline.outputs.map(\.kind) == ["json", "json"] && pipeline.outputs.map(\.folder) == ["a", "/b"])
  }
}
