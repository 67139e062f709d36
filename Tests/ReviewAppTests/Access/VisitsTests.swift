import Forms
import HTTPTypes
import RecordStore
import Testing

@testable import ReviewApp

struct VisitsTests {
  private func looks(_ desk: TestDesk) throws -> [String] {
    try desk.audit("viewed").map { "\($0.actor) \($0.subject)" }
  }

  @Test func `a visit of many pages and pictures is one row of the log, and the next visit another`() async throws {
    let desk = try await TestDesk([TestForm.record(1), TestForm.record(2)])
    try await desk.open("ann", "bob") { browsers in
      for path in [
        "/records/t1-1", "/records/t1-1/field?at=/name", "/records/t1-1/crop?at=/name", "/records/t1-1/crop?at=/born",
        "/pages/1",
        "/pages/1/picture", "/records/t1-1",
      ] { #expect(try await browsers[0].get(path).status == .ok, "\(path)") }
      #expect(try looks(desk) == ["ann t1-1"])
      _ = try await browsers[1].get("/records/t1-1")
      _ = try await browsers[0].get("/records/t1-2/crop?at=/name")
      #expect(try looks(desk) == ["ann t1-1", "bob t1-1", "ann t1-2"])
      desk.wait(1700)
      _ = try await browsers[0].get("/records/t1-1")
      #expect(try looks(desk).count == 3)
      desk.wait(101)
      _ = try await browsers[0].get("/records/t1-1")
      #expect(try looks(desk).last == "ann t1-1" && looks(desk).count == 4)
    }
    #expect(try await desk.store.verify().problems == [])
  }

  @Test func `marks side by side are a look at each of their records, a sampled check at its own`() async throws {
    let desk = try await TestDesk((1...3).map { TestForm.record($0, doubts: ["/agrees"]) }, policy: ReviewPolicy(sample: 1))
    try await desk.open("ann", "bob") { browsers in
      let group = try #require(try await browsers[0].get("/groups").elements("//main//li/a").first?["href"])
      _ = try await browsers[0].get(group)
      #expect(try looks(desk).sorted() == ["ann t1-1", "ann t1-2", "ann t1-3"])
      _ = try await browsers[1].get("/samples")
      #expect(try looks(desk).last == "bob t1-1")
    }
  }

  @Test func `what is refused or not there is no look`() async throws {
    let desk = try await TestDesk()
    try await desk.open("ann", "") { browsers in
      for path in ["/records/none", "/records/none/field?at=/name", "/pages/99"] { _ = try await browsers[0].get(path) }
      _ = try await browsers[1].get("/records/t1-1")
      #expect(try looks(desk).isEmpty)
    }
  }
}
