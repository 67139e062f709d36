import Forms
import Testing

@testable import Pipeline

struct CasesTests {
  private func record(_ id: String, to owner: String? = nil) -> FormRecord {
    var record = RecordFolderTests.record("a.tif", id: id)
    record.links = owner.map { [.init(record: $0, form: "owner", by: .name)] }
    return record
  }

  @Test func `a case is a document with those that belong to it, in whatever order they came`() {
    var cases = Cases()
    for (id, owner) in [("s1", "o1"), ("o1", nil), ("o2", nil), ("s2", "o2"), ("s3", "o1"), ("s4", "elsewhere"), ("x", nil)] {
      cases.note(record(id, to: owner), file: "\(id).json")
    }
    #expect(cases.all == [["o1.json", "s1.json", "s3.json"], ["o2.json", "s2.json"], ["s4.json"], ["x.json"]])
  }
}
