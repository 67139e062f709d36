import Foundation
import Testing

/// The real `formscan validate-ocr`.
struct ValidateOCRCommandTests {
  private func validate(_ form: String, _ request: String) throws -> (status: Int32, output: String) {
    let file = SampleTests.folder()
    defer { try? FileManager.default.removeItem(at: file) }
    try Data(request.utf8).write(to: file)
    let command =
      "'\(SampleTests.formscan.path)' validate-ocr \(form) --definitions '\(SampleTests.root.path)/Pipelines' < '\(file.path)'"
    return try SampleTests.run(["-c", command], program: URL(fileURLWithPath: "/bin/sh"))
  }

  @Test func `a form's values are a success, warnings or errors, and the status says so`() throws {
    let right =
      #"{"name":"donor/lastName","value":"x"},{"name":"donor/firstNames","value":"x"},{"name":"donor/dateOfBirth","value":"1962-03-07"}"#
    let success = try validate("lp1f", "{\"ocr_data_fields\":[\(right)]}")
    #expect(
      success.status == 0
        && success.output == "{\n  \"errors\" : [\n\n  ],\n  \"status\" : \"SUCCESS\",\n  \"warnings\" : [\n\n  ]\n}\n")
    let warnings = try validate("LP1F", "{\"ocr_data_fields\":[]}")
    #expect(warnings.status == 3 && warnings.output.contains("/donor/lastName is empty"))
    let errors = try validate("n5b", #"{"ocr_data_fields":[{"name":"notice/servedDate","value":"31/02/2026"}]}"#)
    #expect(errors.status == 4 && errors.output.contains("\"ERRORS\""))
  }

  @Test func `no request and no such form are problems`() throws {
    #expect(try validate("lp1f", "{}").output.contains("'ocr_data_fields'"))
    let (status, output) = try validate("lp9", "{}")
    #expect(status == 1 && output.contains("there is no form 'lp9'") && output.contains("lp1f"))
    let prepared = try validate("n5", "{}")
    #expect(prepared.status == 1 && prepared.output.contains("the form 'n5' is prepared only"), "\(prepared.output)")
  }
}
