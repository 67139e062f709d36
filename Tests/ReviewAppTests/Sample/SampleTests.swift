import Forms
import HTTPTypes
import RecordStore
import Testing

@testable import ReviewApp

struct SampleTests {
  /// A desk with one accepted field to check.
  private func desk(_ pointer: String) async throws -> TestDesk {
    var record = TestForm.record(1, doubts: [])
    record.fields = record.fields.filter { $0.key == pointer }
    let desk = try await TestDesk([])
    try desk.add([record], policy: ReviewPolicy(sample: 1))
    return desk
  }

  @Test func `who reads what passed confirms it without having seen it`() async throws {
    let desk = try await desk("/born")
    try await desk.open("ann") { browsers in
      let page = try await browsers[0].get("/samples")
      #expect(!page.text.contains("1961"))
      #expect(try await browsers[0].submit(page, "/samples/t1-1?at=/born", ["value": "3/2/1961"]).location == "/samples")
      let result = try await desk.store.sampleResult()
      #expect(result.judged == 1 && result.wrong == 0)
      #expect(try await browsers[0].get("/samples").text.contains("No field is to be checked now"))
    }
  }

  @Test(arguments: [("passed", 0, "1961-02-03"), ("accept", 1, "1961-02-08")])
  func `who reads something else sees both, and says which one the paper has`(act: String, wrong: Int, value: String)
    async throws
  {
    let desk = try await desk("/born")
    try await desk.open("ann") { browsers in
      let page = try await browsers[0].get("/samples")
      let both = try await browsers[0].submit(page, "/samples/t1-1?at=/born", ["value": "8/2/1961"])
      #expect(both.status == .ok && both.text.contains("03/02/1961") && both.text.contains("8/2/1961"))
      #expect(try await desk.store.sampleResult().judged == 0)
      #expect(try await browsers[0].submit(both, "/samples/t1-1?at=/born", ["do": act]).location == "/samples")
      let result = try await desk.store.sampleResult()
      #expect(result.judged == 1 && result.wrong == wrong)
      #expect(try await desk.store.record("t1-1")?.fields["/born"]?.value == .text(value))
    }
  }

  @Test func `an empty box is no reading`() async throws {
    let desk = try await desk("/name")
    try await desk.open("ann") { browsers in
      let page = try await browsers[0].get("/samples")
      #expect(
        try await browsers[0].submit(page, "/samples/t1-1?at=/name", ["value": "", "do": "accept"]).status
          == .unprocessableContent)
      #expect(try await desk.store.sampleResult().judged == 0)
    }
  }
}
