import Forms
import Foundation
import Testing

struct EnvelopeSettingsTests {
  @Test func `services and keys are read from the pipeline`() throws {
    let (pipeline, problems) = try TestPipeline.read(
      """
      envelopes:
        publicKey: keys/supplier.pem
        services:
          - { jurisdiction: PCS, poBoxes: ["12345", "12346"], forms: [N5B], payments: true, ocr: optional, enabled: false }
      limits: { archive: { files: 20, unpacked: 1 GB, ratio: 50 } }
      """)
    #expect(problems == [] && pipeline.envelopes.publicKey == "keys/supplier.pem")
    let service = try #require(pipeline.envelopes.services.first)
    #expect(service.poBoxes == ["12345", "12346"] && service.forms == ["N5B"] && service.takesPayments)
    #expect(!service.needsOCR && !service.isEnabled)
    #expect((pipeline.archiveFiles, pipeline.archiveUnpacked, pipeline.archiveRatio) == (20, 1024, 50))
  }

  @Test func `a key that cannot be used is said where it is named`() throws {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID()).yaml")
    defer { try? FileManager.default.removeItem(at: file) }
    try Data("envelopes: { publicKey: nowhere.pem }".utf8).write(to: file)
    let (_, problems) = try PipelineDefinition.read(
      file,
      keyProblem: { key in
        Problem(place: key.path, summary: "it is not there: \(key.lastPathComponent)", remedy: "Give another.")
      })
    #expect(problems.map(\.summary) == ["it is not there: nowhere.pem"])
    #expect(problems.first?.place.hasSuffix(".yaml:1:25") == true && problems.first?.remedy == "Give another.")
  }

  @Test(arguments: [
    ("envelopes: { services: [ { poBoxes: [\"1\"] } ] }", "the service has no 'jurisdiction'"),
    ("envelopes: { services: [ { jurisdiction: PCS } ] }", "the service has no 'poBoxes'"),
    ("envelopes: { services: [ { jurisdiction: PCS, poBoxes: [\"1\"], ocr: maybe } ] }", "'maybe' is not known here"),
    ("envelopes: { key: x }", "'key' is no key here"), ("limits: { archive: { ratio: 1 } }", "1 is out of range"),
  ])
  func `what is wrong is named`(yaml: String, summary: String) throws {
    #expect(try TestPipeline.read(yaml).problems.map(\.summary) == [summary])
  }
}
