import Forms
import Testing

struct DocumentSetChecksTests {
  typealias Document = (attributes: [String: String], hasPDF: Bool)
  static let header = ["CaseNo": "", "Schedule": "02-0001112", "ScanTime": "2026-09-26 12:38:53"]
  static func document(_ type: String, pages: String = "20", pdf: Bool = true) -> Document {
    (["Type": type, "NoPages": pages, "ID": "D1"], pdf)
  }

  @Test func `a set that is right gives each document its origin`() throws {
    let origins = try DocumentSetChecks()(
      "s.xml", header: Self.header, documents: [Self.document("LP1F"), Self.document("LPC")])
    #expect(origins.map(\.type) == ["LP1F", "LPC"] && origins[0].schedule == "02-0001112" && origins[0].caseNumber == nil)
    #expect(origins[1].id == "D1" && origins[1].pages == 20 && origins[1].scanned == "2026-09-26 12:38:53")
  }

  static let faults: [(header: [String: String]?, documents: [Document], says: String)] = [
    (nil, [document("LP1F")], "has no Header"), (["CaseNo": ""], [document("LP1F")], "has no Schedule"),
    (header, [], "has no Document"), (header, [document("")], "has no Type"),
    (header, [document("LP1F", pages: "0")], "NoPages"),
    (header, [document("LP1F", pages: "x")], "NoPages"), (header, [document("LP1F", pdf: false)], "has no PDF"),
    (header, [document("LP1F"), document("LP1H")], "more than one"),
    (header.merging(["CaseNo": "7000-1234-1234"]) { $1 }, [document("LP1F")], "has a CaseNo already"),
    (header, [document("LPC")], "has no CaseNo"),
    (header.merging(["CaseNo": "Jane Secretname"]) { $1 }, [document("LPC")], "has a CaseNo that is none"),
    (header.merging(["ScanTime": "Jane Secretname"]) { $1 }, [document("LP1F")], "has a ScanTime that is no time"),
    (header.merging(["ScanTime": "2026-02-30 12:00:00"]) { $1 }, [document("LP1F")], "has a ScanTime that is no time"),
    (header.merging(["ScanTime": "2026-02-20 24:00:00"]) { $1 }, [document("LP1F")], "has a ScanTime that is no time"),
    (header, [document("LP1F"), document("../../Jane Secretname")], "has a Type that is not known for document 2"),
    (header, [document("lp1f")], "has a Type that is not known for document 1"),
  ]

  @Test(arguments: faults.indices)
  func `each fault of a set is refused by name`(index: Int) {
    let fault = Self.faults[index]
    let problem = #expect(throws: Problem.self) {
      try DocumentSetChecks()("s.xml", header: fault.header, documents: fault.documents)
    }
    #expect(problem?.summary.contains(fault.says) == true && problem?.remedy != nil, "\(problem as Any)")
    #expect(problem?.description.contains("Secretname") == false)
  }
}
