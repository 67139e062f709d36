import Forms
import Foundation
import Testing

struct PipelineDefinitionTests {
  private func read(_ yaml: String) throws -> (pipeline: PipelineDefinition, problems: [Problem]) {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID()).yaml")
    defer { try? FileManager.default.removeItem(at: file) }
    try Data(yaml.utf8).write(to: file)
    return try PipelineDefinition.read(file, forms: ["lp1f", "n5b"], isInstalled: { ["eng", "cym"].contains($0) })
  }

  @Test(arguments: [
    ("review: { target: nan }", 19, "a number is needed here"),
    ("review: { target: 5 }", 19, "5 is out of range"),
    ("review: { target: 0 }", 19, "0 is out of range"),
    ("limits: { seconds: -3 }", 20, "-3 is out of range"),
    ("limits: { seconds: inf }", 20, "a number is needed here"),
    ("limits: { seconds: 1e300 }", 20, "1e300 is out of range"),
    ("limits: { pages: 0 }", 18, "0 is out of range"),
    ("limits: { megapixels: 9223372036854775807 }", 23, "9223372036854775807 is out of range"),
    ("limits: { memory: 99999999999999999999 GB }", 19, "99999999999999999999 GB is out of range"),
    ("limits: { fileSize: 0 MB }", 21, "0 MB is out of range"),
    ("stages: { identify: { accept: -1 } }", 31, "-1 is out of range"),
    ("stages: { identify: { margin: 2 } }", 31, "2 is out of range"),
    ("stages: { register: { residual: 0 mm } }", 33, "0 mm is out of range"),
    ("stages: { read: { workers: 0 } }", 28, "0 is out of range"),
    ("stages: { read: { languages: [eng, eng] } }", 36, "the language 'eng' comes twice"),
    ("stages: { read: { languages: [eng, xxx] } }", 36, "there is no data for the language 'xxx'"),
    ("stages: { read: { languages: [eng, \"../eng\"] } }", 36, "'../eng' is no language of Tesseract's"),
    ("stages: { read: { languages: [eng] } }", 30, "two languages are needed"),
    ("retention: { images: 0 days }", 22, "0 days is out of range"),
    ("retention: { values: 90 }", 22, "a number with a unit is needed here"),
    ("forms: [n5c]", 9, "there is no form 'n5c'"),
    ("forms: [n5b, n5b]", 14, "the form 'n5b' comes twice"),
  ])
  func `a setting with which no run can work is named with its column and what to do`(
    yaml: String, column: Int, summary: String
  ) throws {
    let problem = try #require(try read(yaml).problems.first)
    #expect(problem.place.hasSuffix(".yaml:1:\(column)") && problem.summary == summary)
    #expect(problem.remedy?.isEmpty == false)
  }

  @Test func `settings within their ranges are taken`() throws {
    let (pipeline, problems) = try read(
      """
      pipeline: strict
      forms: [n5b]
      limits: { pages: 10, seconds: 2.5, memory: 0.5 GB }
      review: { target: 1 }
      retention: { images: 30 days, values: 1 day }
      """)
    #expect(pipeline.retention == RetentionPeriods(images: 30, values: 1))
    #expect(problems == [] && pipeline.name == "strict" && pipeline.forms == ["n5b"])
    #expect(pipeline.pages == 10 && pipeline.seconds == 2.5 && pipeline.memory == 512 && pipeline.target == 1)
  }

  @Test func `the pipeline that is shipped is right and says what the program takes without one`() throws {
    let root = URL(fileURLWithPath: #filePath).appendingPathComponent("../../../../Pipelines/default.yaml").standardizedFileURL
    let (pipeline, problems) = try PipelineDefinition.read(root)
    #expect(problems == [] && "\(pipeline)" == "\(PipelineDefinition())")
  }
}
